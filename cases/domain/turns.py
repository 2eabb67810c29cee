"""Asking: which turns a stage opens, when it asks again, and whether one is open."""

from collections.abc import Collection
from dataclasses import replace

from .state import Ask, CaseState, EnterStage, Extend, Lapse, Refused, Step, Turn
from .structure import RouteDefinition, Stage


def stage_of(route: RouteDefinition, state: CaseState) -> Stage:
    stage = route.stage(state.stage)
    assert stage is not None, f"the route has no stage {state.stage!r}"
    return stage


def open_turn(state: CaseState, body: str) -> Turn | Refused:
    """The body's turn, while it has yet to answer."""
    turn = state.turns.get(body)
    if turn is None:
        return Refused("not_asked", {"body": body, "stage": state.stage})
    if turn.outcome:
        return Refused("already_answered", {"body": body, "stage": state.stage})
    return turn


def ask_again(stage: Stage, state: CaseState, turns: dict[str, Turn], *, lapse: Collection[str] = ()) -> Step:
    """A new round at the same stage for these bodies; the others' time starts over.

    `turns` say who has each and until when it rests; their round is set here. The answers of `lapse` count
    no longer; what the other asked ones answered stands in the records though they are asked again.
    """
    number = state.round + 1
    asked = {body: replace(turn, round=number, outcome="", by=0) for body, turn in turns.items()}
    lapsing = tuple(Lapse(body, state.turns[body].round) for body in asked if body in lapse)
    asking = tuple(Ask(body, stage.role, turn, stage.deadline) for body, turn in asked.items())
    waiting = tuple(
        Extend(body, turn.round, stage.deadline, turn.rests_until)
        for body, turn in state.turns.items()
        if body not in asked and not turn.outcome
    )
    return Step(
        replace(state, turns={**state.turns, **asked}, rounds={**state.rounds, stage.key: number}),
        (*lapsing, EnterStage(stage.key, number, again=True), *asking, *waiting),
    )


def exchanged(turns: dict[str, Turn], body: str, other: str, turn: Turn) -> dict[str, Turn]:
    """The same turns in the same order, with one body in the place of another."""
    return {other if each == body else each: turn if each == body else found for each, found in turns.items()}
