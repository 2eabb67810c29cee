"""Acts that answer nothing but say who answers: give, take over, delegate, recuse, and take up what rests."""

from collections.abc import Collection
from dataclasses import replace

from .state import (
    SUPPLEMENT,
    Ask,
    CaseState,
    Delegate,
    Effect,
    EnterStage,
    Hold,
    Lapse,
    LiftRecusal,
    Reassign,
    Recuse,
    Refused,
    Resume,
    Step,
    TakeOver,
    Turn,
)
from .structure import RouteDefinition
from .turns import ask_again, exchanged, open_turn, stage_of


def resume(route: RouteDefinition, state: CaseState, move: Resume) -> Step | Refused:
    turn = open_turn(state, move.body)
    if isinstance(turn, Refused):
        return turn
    if turn.rests_until is None:
        return Refused("does_not_rest", {"body": move.body})
    up = replace(turn, rests_until=None)
    return _with(state, move.body, up, Hold(move.body, up, stage_of(route, state).deadline))


def reassign(route: RouteDefinition, state: CaseState, move: Reassign) -> Step | Refused:
    """To a person the turn goes as it is; another body gets a turn of its own and its own time."""
    turn = open_turn(state, move.body)
    if isinstance(turn, Refused):
        return turn
    if state.is_recused(move.person):
        return Refused("recused", {"person": move.person})
    if not move.to:
        if not move.person or (turn.person == move.person and not turn.delegate):
            return Refused("already_given", {"person": move.person})
        given = _given(turn, move.person)
        return _with(state, move.body, given, Hold(move.body, given))
    if move.to in state.turns:
        return Refused("already_asked", {"body": move.to, "stage": state.stage})
    return _to_another_body(route, state, move, turn)


def _to_another_body(route: RouteDefinition, state: CaseState, move: Reassign, turn: Turn) -> Step:
    stage, number = stage_of(route, state), state.round + 1
    asked = Turn(number, person=move.person, rests_until=turn.rests_until)
    effects: tuple[Effect, ...] = (
        Lapse(move.body, turn.round),
        EnterStage(stage.key, number, again=True),
        Ask(move.to, stage.role, asked, stage.deadline),
    )
    turns = exchanged(dict(state.turns), move.body, move.to, asked)
    return Step(replace(state, turns=turns, rounds={**state.rounds, stage.key: number}), effects)


def take_over(route: RouteDefinition, state: CaseState, move: TakeOver) -> Step | Refused:
    turn = open_turn(state, move.body)
    if isinstance(turn, Refused):
        return turn
    if state.is_recused(move.person):
        return Refused("recused", {"person": move.person})
    if turn.person == move.person and not turn.delegate:
        return Refused("already_given", {"person": move.person})
    taken = _given(turn, move.person)
    return _with(state, move.body, taken, Hold(move.body, taken))


def delegate(route: RouteDefinition, state: CaseState, move: Delegate) -> Step | Refused:
    turn = open_turn(state, move.body)
    if isinstance(turn, Refused):
        return turn
    if state.is_recused(move.person) or state.is_recused(move.by):
        return Refused("recused", {"person": move.person})
    if move.person == move.by:
        return Refused("not_to_oneself", {})
    left = replace(turn, delegate=move.person, delegated_until=move.until)
    return _with(state, move.body, left, Hold(move.body, left))


def recuse(route: RouteDefinition, state: CaseState, move: Recuse) -> Step | Refused:
    """What the person answered at the present stage counts no longer: their bodies are asked again.

    The one whose request for a supplement is open is asked again anyway, when it is answered.
    """
    if move.stage and route.stage(move.stage) is None:
        return Refused("unknown_stage", {"stage": move.stage})
    if {(move.person, move.stage), (move.person, "")} & state.recused:
        return Refused("already_recused", {"person": move.person})
    out = replace(state, recused=state.recused | {(move.person, move.stage)})
    if not out.is_recused(move.person):
        return Step(out, ())
    held = {body: _without(turn, move.person) for body, turn in out.turns.items() if not turn.outcome}
    changed = tuple(Hold(body, turn) for body, turn in held.items() if turn != out.turns[body])
    out = replace(out, turns={**out.turns, **held})
    again = _answered_by(out, move.person)
    if not again:
        return Step(out, changed)
    asked = ask_again(stage_of(route, out), out, {body: Turn(0) for body in again}, lapse=again)
    return Step(asked.state, (*changed, *asked.effects))


def lift_recusal(route: RouteDefinition, state: CaseState, move: LiftRecusal) -> Step | Refused:
    """The person counts again from now on; what lapsed meanwhile stays lapsed."""
    if (move.person, move.stage) not in state.recused:
        return Refused("not_recused", {"person": move.person})
    return Step(replace(state, recused=state.recused - {(move.person, move.stage)}), ())


def _answered_by(state: CaseState, person: int) -> Collection[str]:
    asker = state.supplement.body if state.status == SUPPLEMENT and state.supplement else ""
    return [body for body, turn in state.turns.items() if turn.outcome and turn.by == person and body != asker]


def _given(turn: Turn, person: int) -> Turn:
    return replace(turn, person=person, delegate=0, delegated_until=None)


def _without(turn: Turn, person: int) -> Turn:
    """The turn after the person was taken out of it."""
    if turn.delegate == person:
        turn = replace(turn, delegate=0, delegated_until=None)
    return replace(turn, person=0) if turn.person == person else turn


def _with(state: CaseState, body: str, turn: Turn, *effects: Effect) -> Step:
    return Step(replace(state, turns={**state.turns, body: turn}), effects)
