"""Every way that a case can take: each stage is walked with the engine itself, and then from one to the next.

Two and three bodies are enough to disagree in every way that counts, since a stage counts answers and no names.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from forms.domain.definition import Definition

from .engine import step
from .state import WAITING, Answer, AnswerSupplement, CaseState, Led, Move, Refused, RequestSupplement, Turn
from .structure import Outcome, RouteDefinition, Stage
from .worlds import World, Worlds, worlds_of

BODIES = ("first", "second", "third")
# How many states of one stage are walked for each number of bodies.
MOST_STATES = 1200


@dataclass(frozen=True)
class Explored:
    stages: frozenset[str]  # reached by some case
    ends: frozenset[str]  # reached by some case, withdrawals apart
    stuck: frozenset[str]  # stages from where some case can reach no end
    leads: Mapping[str, frozenset[str]]  # from each stage, the stages that a stuck case can go on to
    settles: Mapping[str, frozenset[str]]  # of each stage, the outcomes that can settle it
    ways: frozenset[tuple[str, str, int]]  # stage, outcome and number of the ways that some case takes
    possible: frozenset[tuple[str, str, int]]  # of the ways whose condition can hold at all
    too_large: bool = False


@dataclass(frozen=True)
class Passage:
    """What can come out of a stage."""

    settles: set[str] = field(default_factory=set)  # keys of outcomes
    back: set[str] = field(default_factory=set)  # stages that a supplement takes the case back to


def explore(route: RouteDefinition, form: Definition | None = None) -> Explored:
    """Walk from the opening; withdrawing is left out, since it can end anything."""
    worlds = worlds_of(route, form)
    if worlds.is_too_large:
        # Which ways are taken cannot be told; all else still can, if every way is open.
        return _Walk(route, worlds, every_way=True).explored()
    return _Walk(route, worlds).explored()


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


def passage(route: RouteDefinition, stage: Stage) -> Passage:
    """What the engine makes of every order of answers at the stage, for every number of bodies that counts."""
    found = Passage()
    for number in _numbers(stage):
        _walk_stage(route, stage, BODIES[:number], found)
    if stage.supplement is not None:
        # Which of the chosen stages a case has passed is another matter for each: any may be the first.
        found.back.update(key for key in stage.supplement.lapses.stages if key != stage.key)
    return found


def _onward(route: RouteDefinition) -> frozenset[str]:
    """The stages that answers lead to from the first one, whatever the conditions."""
    found = {route.stages[0].key}
    waiting = [route.stages[0]]
    while waiting:
        new = {key for outcome in waiting.pop().outcomes for key in outcome.leads_to} - found
        found |= new
        waiting += [stage for key in new if (stage := route.stage(key))]
    return frozenset(found)


def _numbers(stage: Stage) -> Iterable[int]:
    if stage.actor.kind not in {"applicants", "answer"}:
        return (1,)
    return (number for number in (1, 2, 3) if number < 3 or (len(stage.outcomes) + 2) ** number <= MOST_STATES)


# A state within a stage, without its rounds: to be asked again is the same place.
type Local = tuple[str, tuple[tuple[str, str], ...], str]


def _walk_stage(route: RouteDefinition, stage: Stage, bodies: tuple[str, ...], found: Passage) -> None:
    everywhere = {each.key: bodies for each in route.stages}
    start = CaseState(WAITING, stage.key, {body: Turn(1) for body in bodies}, {stage.key: 1}, bodies=everywhere)
    seen = {_local(start)}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for move in moves(route, here):
            result = step(route, here, move)
            if isinstance(result, Refused):
                continue
            led = next((effect for effect in result.effects if isinstance(effect, Led)), None)
            if led is not None:
                found.settles.add(led.outcome)
            elif result.state.stage != stage.key:
                found.back.add(result.state.stage)
            elif _local(result.state) not in seen:
                seen.add(_local(result.state))
                waiting.append(result.state)


def _local(state: CaseState) -> Local:
    turns = tuple((body, turn.outcome) for body, turn in state.turns.items())
    return state.status, turns, state.supplement.body if state.supplement else ""


# A place (a stage or an end) in a world.
type Node = tuple[str, World]


class _Walk:
    def __init__(self, route: RouteDefinition, worlds: Worlds, *, every_way: bool = False) -> None:
        self.route, self.worlds, self.every_way = route, worlds, every_way
        self.stages = {stage.key: stage for stage in route.stages}
        self.passages = {stage.key: passage(route, stage) for stage in route.stages}
        self.onward = _onward(route)
        self.nodes: dict[Node, set[Node]] = {}
        self.ways: set[tuple[str, str, int]] = set()
        self.all: tuple[World, ...] = ((),) if every_way else tuple(worlds.all())
        self.truths = cache(worlds.truths)

    def explored(self) -> Explored:
        self._reach()
        stuck = self._stuck()
        return Explored(
            stages=frozenset(place for place, _ in self.nodes if place in self.stages),
            ends=frozenset(place for place, _ in self.nodes if place not in self.stages),
            stuck=frozenset(place for place, _ in stuck),
            leads=self._leads(stuck),
            settles={key: frozenset(found.settles) for key, found in self.passages.items()},
            ways=frozenset(self.ways),
            possible=frozenset(self._possible()),
            too_large=self.every_way,
        )

    def _reach(self) -> None:
        first = self.route.stages[0].key
        waiting = deque((first, world) for world in (self.all if self.every_way else self.worlds.first()))
        while waiting:
            node = waiting.popleft()
            if node not in self.nodes:
                self.nodes[node] = set(self._next(node))
                waiting.extend(self.nodes[node])

    def _next(self, node: Node) -> Iterator[Node]:
        place, world = node
        stage = self.stages.get(place)
        if None in world:
            yield from ((place, found) for found in self.worlds.filled(world))
        elif stage is not None:
            found = self.passages[place]
            for outcome in stage.outcomes:
                if outcome.key in found.settles:
                    yield from self._led(stage, outcome, world)
                elif outcome.kind == "request_supplement":
                    anew = world if self.every_way else self.worlds.answered_anew(world)
                    yield from ((back, anew) for back in self._back(stage, found))

    def _back(self, stage: Stage, found: Passage) -> set[str]:
        """Where a supplement may take the case: never to a stage that no case has passed, so none is reached so."""
        chosen = set(stage.supplement.lapses.stages) if stage.supplement else set()
        back = (found.back - chosen) | (chosen & self.onward - {stage.key})
        return back | {stage.key} if chosen or not back else back

    def _led(self, stage: Stage, outcome: Outcome, world: World) -> Iterator[Node]:
        if self.every_way or not outcome.ways:
            places = outcome.leads_to
            yield from ((place, after) for after in self._after(outcome, world) for place in places)
            return
        for after in self._after(outcome, world):
            number = self._taken(outcome, after)
            self.ways.add((stage.key, outcome.key, number))
            yield outcome.ways[number].to, after

    def _after(self, outcome: Outcome, world: World) -> Iterable[World]:
        return self.worlds.granted(world) if outcome.grants and not self.every_way else (world,)

    def _taken(self, outcome: Outcome, world: World) -> int:
        truths = self.worlds.truths(outcome, world)
        return next(n for n, way in enumerate(outcome.ways) if way.when is None or truths[n])

    def _possible(self) -> Iterator[tuple[str, str, int]]:
        for stage in self.route.stages:
            for outcome in stage.outcomes:
                for number, way in enumerate(outcome.ways):
                    if self.every_way or any(self.worlds.truth(way.when, world) for world in self.all):
                        yield stage.key, outcome.key, number

    def _stuck(self) -> set[Node]:
        """Where some case is that can reach no end."""
        back: dict[Node, set[Node]] = defaultdict(set)
        for here, theres in self.nodes.items():
            for there in theres:
                back[there].add(here)
        saved = {node for node in self.nodes if node[0] not in self.stages}
        waiting = deque(saved)
        while waiting:
            for here in back[waiting.popleft()] - saved:
                saved.add(here)
                waiting.append(here)
        return set(self.nodes) - saved

    def _leads(self, stuck: set[Node]) -> dict[str, frozenset[str]]:
        near: dict[str, set[str]] = defaultdict(set)
        for node in stuck:
            near[node[0]] |= {place for place, _ in self.nodes[node] if place != node[0]}
        found = {}
        for place in near:
            seen: set[str] = set()
            waiting = list(near[place])
            while waiting:
                there = waiting.pop()
                if there not in seen:
                    seen.add(there)
                    waiting += near[there]
            found[place] = frozenset(seen)
        return found
