"""The engine: where a case goes when somebody does something. Pure; the actions save what it says.

>>> step(route, state, Answer("lsg-flen", "tillstyrker"))
Step(state=…, effects=(…)) or Refused("already_answered", {…})
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from .entering import enter, lead
from .facts import Truths
from .lapsing import answer_supplement
from .persons import delegate, lift_recusal, reassign, recuse, resume, take_over
from .state import (
    ENDED,
    NOT_OPENED,
    SUPPLEMENT,
    WAITING,
    Answer,
    AnswerSupplement,
    CaseState,
    CloseSections,
    Delegate,
    Effect,
    Inherit,
    Lapse,
    LiftRecusal,
    Move,
    Open,
    OpenSections,
    OpenSupplement,
    Reassign,
    Recuse,
    Refused,
    Reopen,
    RequestSupplement,
    Resume,
    Step,
    Succeed,
    TakeOver,
    Turn,
    Withdraw,
)
from .structure import Outcome, RouteDefinition, Stage
from .turns import ask_again, open_turn, stage_of


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


def replay(
    route: RouteDefinition, moves: Iterable[tuple[Move, Mapping[str, tuple[str, ...]], Truths]]
) -> CaseState | Refused:
    """The state that these moves lead to; with each stands who could be asked then, and what chose the ways."""
    state = CaseState()
    for move, bodies, truths in moves:
        result = step(route, replace(state, bodies=bodies, truths=truths), move)
        if isinstance(result, Refused):
            return result
        state = result.state
    return state


def _open(route: RouteDefinition, state: CaseState, move: Open) -> Step | Refused:
    applicants = {stage.key: move.groups for stage in route.stages if stage.actor.kind == "applicants"}
    return enter(route, replace(state, bodies={**state.bodies, **applicants}), route.stages[0].key)


def _answer(route: RouteDefinition, state: CaseState, move: Answer) -> Step | Refused:
    found = _turn(route, state, move)
    if isinstance(found, Refused):
        return found
    stage, outcome = found
    if outcome.kind == "request_supplement":
        return Refused("supplement_needs_sections", {"outcome": move.outcome})
    turn = replace(state.turns[move.body], outcome=move.outcome, by=move.by, rests_until=None)
    answered = replace(state, turns={**state.turns, move.body: turn})
    if outcome.kind == "defer":
        return ask_again(stage, answered, {move.body: replace(turn, rests_until=move.until)})
    if move.until is not None:
        return Refused("defers_not", {"outcome": outcome.label})
    settled = settle(stage, answered.turns)
    return Step(answered, ()) if settled is None else lead(route, answered, settled)


def _request_supplement(route: RouteDefinition, state: CaseState, move: RequestSupplement) -> Step | Refused:
    stage = stage_of(route, state)
    outcome = stage.supplement
    if outcome is None:
        return Refused("no_supplement_here", {"stage": stage.key})
    found = _turn(route, state, Answer(move.body, outcome.key, move.by, move.on))
    if isinstance(found, Refused):
        return found
    if not move.sections:
        return Refused("no_sections", {})
    turn = replace(state.turns[move.body], outcome=outcome.key, by=move.by, rests_until=None)
    asked_for = OpenSupplement(move.body, move.sections, outcome.lapses)
    turns = {**state.turns, move.body: turn}
    return Step(replace(state, status=SUPPLEMENT, turns=turns, supplement=asked_for), (OpenSections(move.sections),))


def _withdraw(route: RouteDefinition, state: CaseState, move: Withdraw) -> Step | Refused:
    end = route.withdrawn_end
    assert end is not None, "a published route has one"
    closing: tuple[Effect, ...] = (CloseSections(),) if state.status == SUPPLEMENT else ()
    result = enter(route, state, end.key)
    return result if isinstance(result, Refused) else Step(result.state, (*closing, *result.effects))


def _reopen(route: RouteDefinition, state: CaseState, move: Reopen) -> Step | Refused:
    """Earlier answers and decisions stand in the records; from here it goes as the first time."""
    if route.stage(move.stage) is None:
        return Refused("unknown_stage", {"stage": move.stage})
    return enter(route, replace(state, end="", ahead=()), move.stage)


def _succeed(route: RouteDefinition, state: CaseState, move: Succeed) -> Step | Refused:
    """The turns that wait for bodies that are no more pass to those that follow.

    Groups that merge have one turn between them, and what one of them has answered stands for all. The stage may be
    settled by that, since fewer are asked.
    """
    silent = [body for body in move.before if body in state.asked]
    if not silent:
        return Refused("nothing_to_take_over", {"stage": state.stage})
    has_answered = any(state.turns[body].outcome for body in move.before if body in state.turns)
    new = () if has_answered else tuple(body for body in move.after if body not in state.turns)
    first = state.turns[silent[0]]
    turns = {body: turn for body, turn in state.turns.items() if body not in silent}
    inherited = Turn(first.round, rests_until=first.rests_until)
    moved = replace(state, turns={**turns, **dict.fromkeys(new, inherited)})
    effects: tuple[Effect, ...] = (
        *(Lapse(body, state.turns[body].round) for body in silent),
        *(Inherit(body, silent[0], inherited) for body in new),
    )
    settled = settle(stage_of(route, state), moved.turns) if state.status == WAITING else None
    if settled is None:
        return Step(moved, effects)
    led = lead(route, moved, settled)
    return led if isinstance(led, Refused) else Step(led.state, (*effects, *led.effects))


def _turn(route: RouteDefinition, state: CaseState, move: Answer) -> tuple[Stage, Outcome] | Refused:
    """The stage and the outcome, when it is the body's turn and the outcome is one of the stage's."""
    stage, turn = stage_of(route, state), open_turn(state, move.body)
    if isinstance(turn, Refused):
        return turn
    if state.is_recused(move.by):
        return Refused("recused", {"person": move.by})
    if turn.rests(move.on):
        return Refused("rests", {"body": move.body, "day": turn.rests_until})
    outcome = stage.outcome(move.outcome)
    if outcome is None:
        return Refused("unknown_outcome", {"outcome": move.outcome, "stage": stage.key})
    return stage, outcome


# Who has an open turn may change whether or not the case waits for a supplement as well.
PERSONS: dict[type[Any], Callable[[RouteDefinition, CaseState, Any], Step | Refused]] = {
    Resume: resume,
    Reassign: reassign,
    TakeOver: take_over,
    Delegate: delegate,
    Recuse: recuse,
    LiftRecusal: lift_recusal,
}
# What may be done when. All else is refused, with the reason in WHY_NOT.
RULES: dict[tuple[str, type[Any]], Callable[[RouteDefinition, CaseState, Any], Step | Refused]] = {
    (NOT_OPENED, Open): _open,
    (WAITING, Answer): _answer,
    (WAITING, RequestSupplement): _request_supplement,
    (SUPPLEMENT, AnswerSupplement): answer_supplement,
    (WAITING, Withdraw): _withdraw,
    (SUPPLEMENT, Withdraw): _withdraw,
    (ENDED, Reopen): _reopen,
    (WAITING, Succeed): _succeed,
    (SUPPLEMENT, Succeed): _succeed,
    **{(status, move): rule for status in (WAITING, SUPPLEMENT) for move, rule in PERSONS.items()},
}
WHY_NOT = {
    NOT_OPENED: "not_opened",
    WAITING: "not_now",
    SUPPLEMENT: "supplement_open",
    ENDED: "case_closed",
}
