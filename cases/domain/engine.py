"""The engine: where a case goes when somebody does something. Pure; the actions save what it says.

>>> step(route, state, Answer("lsg-flen", "tillstyrker"))
Step(state=…, effects=(…)) or Refused("already_answered", {…})
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from .state import (
    ENDED,
    NOT_OPENED,
    SUPPLEMENT,
    WAITING,
    Answer,
    AnswerSupplement,
    Ask,
    CaseState,
    CloseSections,
    Effect,
    EnterStage,
    Extend,
    Finish,
    Lapse,
    Led,
    Move,
    Open,
    OpenSections,
    OpenSupplement,
    Refused,
    RequestSupplement,
    Step,
    Turn,
    Withdraw,
)
from .structure import Outcome, RouteDefinition, Stage


def step(route: RouteDefinition, state: CaseState, move: Move) -> Step | Refused:
    rule = RULES.get((state.status, type(move)))
    if rule is None:
        return Refused(WHY_NOT[state.status], {"stage": state.stage})
    return rule(route, state, move)


def settle(stage: Stage, turns: Mapping[str, Turn]) -> Outcome | None:
    """The outcome that the stage's answers add up to, or None while it must wait.

    A refusal settles at once where the stage says so: waiting would only delay the applicant.
    Enough forward answers move the case on. When all have answered and they are not enough, the
    answers that were not forward decide, and the stage's own order says which of them goes first.
    """
    given = [outcome for outcome in stage.outcomes if any(turn.outcome == outcome.key for turn in turns.values())]
    forward = [outcome for outcome in given if outcome.is_forward]
    refusing = [outcome for outcome in given if outcome.is_refusing]
    keys = {outcome.key for outcome in forward}
    if refusing and stage.one_refusal_settles:
        return refusing[0]
    if sum(turn.outcome in keys for turn in turns.values()) >= needed(stage, len(turns)):
        return forward[0]
    if all(turn.outcome for turn in turns.values()):
        return next(outcome for outcome in given if not outcome.is_forward)
    return None


def needed(stage: Stage, asked: int) -> int:
    """How many of the bodies must answer forward. Whichever office answers, it answers for the association."""
    return 1 if stage.actor.kind == "office" else stage.answers.needed(asked)


def replay(route: RouteDefinition, moves: Iterable[tuple[Move, Mapping[str, tuple[str, ...]]]]) -> CaseState | Refused:
    """The state that these moves lead to; with each stands who could be asked at each stage when it was made."""
    state = CaseState()
    for move, bodies in moves:
        result = step(route, replace(state, bodies=bodies), move)
        if isinstance(result, Refused):
            return result
        state = result.state
    return state


def _open(route: RouteDefinition, state: CaseState, move: Open) -> Step | Refused:
    applicants = {stage.key: move.groups for stage in route.stages if stage.actor.kind == "applicants"}
    return _enter(route, replace(state, bodies={**state.bodies, **applicants}), route.stages[0].key)


def _answer(route: RouteDefinition, state: CaseState, move: Answer) -> Step | Refused:
    found = _turn(route, state, move.body, move.outcome)
    if isinstance(found, Refused):
        return found
    stage, outcome = found
    if outcome.kind == "request_supplement":
        return Refused("supplement_needs_sections", {"outcome": move.outcome})
    turns = {**state.turns, move.body: replace(state.turns[move.body], outcome=move.outcome)}
    answered = replace(state, turns=turns)
    if outcome.kind == "defer":
        return _ask_again(stage, answered, [move.body])
    settled = settle(stage, turns)
    return Step(answered, ()) if settled is None else lead(route, answered, settled)


def _request_supplement(route: RouteDefinition, state: CaseState, move: RequestSupplement) -> Step | Refused:
    stage = _stage(route, state)
    outcome = stage.supplement
    if outcome is None:
        return Refused("no_supplement_here", {"stage": stage.key})
    found = _turn(route, state, move.body, outcome.key)
    if isinstance(found, Refused):
        return found
    if not move.sections:
        return Refused("no_sections", {})
    turns = {**state.turns, move.body: replace(state.turns[move.body], outcome=outcome.key)}
    asked_for = OpenSupplement(move.body, move.sections, outcome.lapses, outcome.lapses_from)
    return Step(replace(state, status=SUPPLEMENT, turns=turns, supplement=asked_for), (OpenSections(move.sections),))


def _answer_supplement(route: RouteDefinition, state: CaseState, move: AnswerSupplement) -> Step | Refused:
    stage, asked_for = _stage(route, state), state.supplement
    assert asked_for is not None
    goes_on = replace(state, status=WAITING, supplement=None)
    if asked_for.lapses_from:
        return _enter(route, goes_on, asked_for.lapses_from)
    if asked_for.lapses:
        return _ask_again(stage, goes_on, list(state.turns), keep=asked_for.body)
    return _ask_again(stage, goes_on, [asked_for.body])


def _withdraw(route: RouteDefinition, state: CaseState, move: Withdraw) -> Step | Refused:
    end = route.withdrawn_end
    assert end is not None, "a published route has one"
    closing: tuple[Effect, ...] = (CloseSections(),) if state.status == SUPPLEMENT else ()
    result = _enter(route, state, end.key)
    return result if isinstance(result, Refused) else Step(result.state, (*closing, *result.effects))


def _stage(route: RouteDefinition, state: CaseState) -> Stage:
    stage = route.stage(state.stage)
    assert stage is not None, f"the route has no stage {state.stage!r}"
    return stage


def _turn(route: RouteDefinition, state: CaseState, body: str, outcome_key: str) -> tuple[Stage, Outcome] | Refused:
    """The stage and the outcome, when it is the body's turn and the outcome is one of the stage's."""
    stage = _stage(route, state)
    turn = state.turns.get(body)
    if turn is None:
        return Refused("not_asked", {"body": body, "stage": stage.key})
    if turn.outcome:
        return Refused("already_answered", {"body": body, "stage": stage.key})
    outcome = stage.outcome(outcome_key)
    if outcome is None:
        return Refused("unknown_outcome", {"outcome": outcome_key, "stage": stage.key})
    return stage, outcome


def lead(route: RouteDefinition, state: CaseState, settled: Outcome) -> Step | Refused:
    """Where the outcome that settled the present stage takes the case."""
    truths = state.truths.get((state.stage, settled.key), ())
    to = settled.way(truths)
    result = _enter(route, state, to)
    if isinstance(result, Refused):
        return result
    return Step(result.state, (Led(state.stage, settled.key, to, truths if settled.ways else ()), *result.effects))


def _enter(route: RouteDefinition, state: CaseState, key: str) -> Step | Refused:
    """Leave the stage, where those who have not answered need not any more, for the next stage or an end."""
    leaving = tuple(Lapse(body, state.turns[body].round) for body in state.asked)
    end = route.end(key)
    if end is not None:
        ended = replace(state, status=ENDED, stage="", turns={}, supplement=None, end=end.key)
        return Step(ended, (*leaving, Finish(end.key, end.kind)))
    stage = route.stage(key)
    assert stage is not None, f"the route has neither stage nor end {key!r}"
    bodies = state.bodies.get(key, ())
    if not bodies:
        return Refused("nobody_to_ask", {"stage": key})
    number = state.rounds.get(key, 0) + 1
    entered = replace(
        state,
        status=WAITING,
        stage=key,
        turns={body: Turn(number) for body in bodies},
        rounds={**state.rounds, key: number},
    )
    asking = tuple(Ask(body, stage.role, number, stage.deadline) for body in bodies)
    return Step(entered, (*leaving, EnterStage(key, number), *asking))


def _ask_again(stage: Stage, state: CaseState, bodies: list[str], *, keep: str = "") -> Step:
    """A new round at the same stage for these bodies; the others' time starts over.

    `keep` is the body whose last answer stands in the records though it is asked again.
    """
    number = state.round + 1
    lapsing = tuple(Lapse(body, state.turns[body].round) for body in bodies if len(bodies) > 1 and body != keep)
    asking = tuple(Ask(body, stage.role, number, stage.deadline) for body in bodies)
    waiting = tuple(
        Extend(body, turn.round, stage.deadline)
        for body, turn in state.turns.items()
        if body not in bodies and not turn.outcome
    )
    turns = {body: Turn(number) if body in bodies else turn for body, turn in state.turns.items()}
    return Step(
        replace(state, turns=turns, rounds={**state.rounds, stage.key: number}),
        (*lapsing, EnterStage(stage.key, number, again=True), *asking, *waiting),
    )


# What may be done when. All else is refused, with the reason in WHY_NOT.
RULES: dict[tuple[str, type[Any]], Callable[[RouteDefinition, CaseState, Any], Step | Refused]] = {
    (NOT_OPENED, Open): _open,
    (WAITING, Answer): _answer,
    (WAITING, RequestSupplement): _request_supplement,
    (SUPPLEMENT, AnswerSupplement): _answer_supplement,
    (WAITING, Withdraw): _withdraw,
    (SUPPLEMENT, Withdraw): _withdraw,
}
WHY_NOT = {
    NOT_OPENED: "not_opened",
    WAITING: "not_now",
    SUPPLEMENT: "supplement_open",
    ENDED: "case_closed",
}
