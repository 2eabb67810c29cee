"""Every way that a case can take through a route, walked with the engine itself."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from .engine import step
from .state import Answer, AnswerSupplement, CaseState, Move, Open, Refused, RequestSupplement
from .structure import RouteDefinition

# Two bodies are enough to disagree.
SEVERAL = ("first", "second")
ONE = ("only",)


@dataclass(frozen=True)
class Explored:
    stages: frozenset[str]  # reached by some case
    ends: frozenset[str]  # reached by some case, withdrawals apart
    stuck: frozenset[str]  # stages from where no end can be reached


def explore(route: RouteDefinition) -> Explored:
    """Walk from the opening; withdrawing is left out, since it can end anything."""
    ways: dict[CaseKey, set[CaseKey]] = defaultdict(set)
    opened = step(route, CaseState(bodies=_bodies(route)), Open(SEVERAL))
    if isinstance(opened, Refused):
        return Explored(frozenset(), frozenset(), frozenset())
    start = _key(opened.state)
    states = {start: opened.state}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for move in moves(route, states[here]):
            result = step(route, states[here], move)
            if isinstance(result, Refused):
                continue
            there = _key(result.state)
            ways[here].add(there)
            if there not in states:
                states[there] = result.state
                waiting.append(there)
    return _summary(states, ways)


def moves(route: RouteDefinition, state: CaseState) -> Iterator[Move]:
    """What somebody could do in this state, withdrawing apart."""
    if state.supplement is not None:
        yield AnswerSupplement()
        return
    stage = route.stage(state.stage)
    if stage is None:
        return
    for body in state.asked:
        for outcome in stage.outcomes:
            if outcome.kind == "request_supplement":
                yield RequestSupplement(body, ("section",))
            else:
                yield Answer(body, outcome.key)


# A state without its rounds: a stage that is entered again is the same place.
CaseKey = tuple[str, str, str, tuple[tuple[str, str], ...], str]


def _key(state: CaseState) -> CaseKey:
    turns = tuple((body, turn.outcome) for body, turn in state.turns.items())
    asker = state.supplement.body if state.supplement else ""
    return state.status, state.stage, state.end, turns, asker


def _bodies(route: RouteDefinition) -> dict[str, tuple[str, ...]]:
    return {stage.key: SEVERAL if stage.actor.kind in {"applicants", "answer"} else ONE for stage in route.stages}


def _summary(states: dict[CaseKey, CaseState], ways: dict[CaseKey, set[CaseKey]]) -> Explored:
    back: dict[CaseKey, set[CaseKey]] = defaultdict(set)
    for here, theres in ways.items():
        for there in theres:
            back[there].add(here)
    saved = {key for key, state in states.items() if state.end}
    waiting = deque(saved)
    while waiting:
        for here in back[waiting.popleft()] - saved:
            saved.add(here)
            waiting.append(here)
    return Explored(
        stages=frozenset(state.stage for state in states.values() if state.stage),
        ends=frozenset(state.end for state in states.values() if state.end),
        stuck=frozenset(state.stage for key, state in states.items() if state.stage and key not in saved),
    )
