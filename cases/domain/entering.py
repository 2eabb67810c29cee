"""Going on: where a settled stage leads, and what is passed by because its answers still stand."""

from dataclasses import replace

from .state import ENDED, WAITING, Ask, CaseState, EnterStage, Finish, Lapse, Led, Passed, Refused, Step, Turn
from .structure import End, Outcome, RouteDefinition, Stage


def lead(route: RouteDefinition, state: CaseState, settled: Outcome) -> Step | Refused:
    """Where the outcome that settled the present stage takes the case.

    What stood further on counts no longer when the answer is not forward: the matter is another then.
    """
    behind = (*state.passed, Passed(state.stage, settled.key))
    ahead = state.ahead if settled.is_forward else ()
    return _go_on(route, replace(state, passed=behind, ahead=ahead), state.stage, settled)


def enter(route: RouteDefinition, state: CaseState, key: str) -> Step | Refused:
    """Leave the stage, where those who have not answered need not any more, for the next stage or an end."""
    end = route.end(key)
    if end is not None:
        return _close(state, end)
    stage = route.stage(key)
    assert stage is not None, f"the route has neither stage nor end {key!r}"
    place = next((place for place, each in enumerate(state.ahead) if each.stage == key), None)
    if place is not None:
        stands = stage.outcome(state.ahead[place].outcome)
        state = replace(state, ahead=state.ahead[place + 1 :])
        if stands is not None:
            behind = (*_before(state, key), Passed(key, stands.key))
            return _go_on(route, replace(state, passed=behind), key, stands, stood=True)
    return _ask(state, stage)


def _go_on(
    route: RouteDefinition, state: CaseState, stage: str, settled: Outcome, *, stood: bool = False
) -> Step | Refused:
    truths = state.truths.get((stage, settled.key), ())
    to = settled.way(truths)
    result = enter(route, state, to)
    if isinstance(result, Refused):
        return result
    led = Led(stage, settled.key, to, truths if settled.ways else (), stood)
    return Step(result.state, (led, *result.effects))


def _ask(state: CaseState, stage: Stage) -> Step | Refused:
    bodies = state.bodies.get(stage.key, ())
    if not bodies:
        return Refused("nobody_to_ask", {"stage": stage.key})
    number = state.rounds.get(stage.key, 0) + 1
    turns = {body: Turn(number) for body in bodies}
    entered = replace(
        state,
        status=WAITING,
        stage=stage.key,
        turns=turns,
        rounds={**state.rounds, stage.key: number},
        passed=_before(state, stage.key),
    )
    asking = tuple(Ask(body, stage.role, turn, stage.deadline) for body, turn in turns.items())
    return Step(entered, (*_leaving(state), EnterStage(stage.key, number), *asking))


def _close(state: CaseState, end: End) -> Step:
    ended = replace(state, status=ENDED, stage="", turns={}, supplement=None, end=end.key, ahead=())
    return Step(ended, (*_leaving(state), Finish(end.key, end.kind)))


def _leaving(state: CaseState) -> tuple[Lapse, ...]:
    return tuple(Lapse(body, state.turns[body].round) for body in state.asked)


def _before(state: CaseState, key: str) -> tuple[Passed, ...]:
    """What was passed before the stage: whoever comes back to it goes on from there."""
    place = next((place for place, each in enumerate(state.passed) if each.stage == key), len(state.passed))
    return state.passed[:place]
