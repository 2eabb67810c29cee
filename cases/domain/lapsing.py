"""When a supplement has come in: which answers count no longer, and where the case goes to have them again."""

from dataclasses import replace

from .entering import enter
from .state import WAITING, AnswerSupplement, CaseState, OpenSupplement, Passed, Refused, Step, Turn
from .structure import Lapsing, RouteDefinition, Stage
from .turns import ask_again, stage_of


def answer_supplement(route: RouteDefinition, state: CaseState, move: AnswerSupplement) -> Step | Refused:
    stage, asked_for = stage_of(route, state), state.supplement
    assert asked_for is not None
    goes_on = replace(state, status=WAITING, supplement=None)
    lapses = asked_for.lapses
    first = route.stages[0].key
    if lapses.which == "from" or (lapses.which == "all" and stage.key != first):
        return enter(route, replace(goes_on, ahead=()), lapses.start or first)
    if lapses.which == "stages":
        back = first_lapsed(lapses, state.passed)
        if back is not None:
            return enter(route, replace(goes_on, ahead=_ahead(lapses, state, back)), state.passed[back].stage)
    if lapses.which in ("stage", "all") or stage.key in lapses.stages:
        return _all_again(stage, goes_on, asked_for)
    return ask_again(stage, goes_on, {asked_for.body: _still(state, asked_for.body)})


def first_lapsed(lapses: Lapsing, passed: tuple[Passed, ...]) -> int | None:
    """The place of the first of the chosen stages that the case has passed; None where it has passed none."""
    return next((place for place, each in enumerate(passed) if each.stage in lapses.stages), None)


def _ahead(lapses: Lapsing, state: CaseState, back: int) -> tuple[Passed, ...]:
    """From the stage that the case goes back to: those that lapse are asked, the others' answers stand.

    The stage that asked answers anew, and after it what stood already when it asked.
    """
    path = (*state.passed[back:], Passed(state.stage, ""), *state.ahead)
    return tuple(replace(each, outcome="") if each.stage in lapses.stages else each for each in path)


def _all_again(stage: Stage, state: CaseState, asked_for: OpenSupplement) -> Step:
    everybody = {body: _still(state, body) for body in state.turns}
    return ask_again(stage, state, everybody, lapse=[body for body in everybody if body != asked_for.body])


def _still(state: CaseState, body: str) -> Turn:
    """The turn with those who have it, for the next round; who is recused meanwhile has it no longer.

    Whoever is asked again is asked as whoever answered then.
    """
    turn = state.turns[body]
    if state.is_recused(turn.person):
        turn = replace(turn, person=0)
    if state.is_recused(turn.delegate):
        turn = replace(turn, delegate=0, delegated_until=None)
    return turn
