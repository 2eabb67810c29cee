"""What only shows when every way through a route is walked: where cases get stuck, and what no case can come to."""

from collections.abc import Iterator

from forms.domain.definition import Definition

from .explore import Explored, explore
from .problems import DefinitionProblem
from .structure import Outcome, RouteDefinition, Stage
from .worlds import MOST_WORLDS


def check_soundness(route: RouteDefinition, form: Definition | None = None) -> Iterator[DefinitionProblem]:
    """Of a route whose shape is sound: everything that it points at exists."""
    found = explore(route, form)
    if found.too_large:
        yield DefinitionProblem("too_large_to_prove", "", {"maximum": MOST_WORLDS})
    for stage in route.stages:
        if stage.key not in found.stages:
            yield DefinitionProblem("unreachable_stage", stage.id, {"stage": stage.title})
            continue
        if stage.key in found.stuck:
            yield _stuck(route, stage, found)
        for outcome in stage.outcomes:
            yield from _ways(stage, outcome, found)
    for end in route.ends:
        if end.kind != "withdrawn" and end.key not in found.ends:
            yield DefinitionProblem("unreachable_end", end.id, {"end": end.title})


def _stuck(route: RouteDefinition, stage: Stage, found: Explored) -> DefinitionProblem:
    """A stage that nothing leads away from, one of a ring, or one that leads into such."""
    onward = found.leads[stage.key]
    if not onward:
        return DefinitionProblem("dead_end", stage.id, {"stage": stage.title})
    ring = [each for each in route.stages if each.key in onward or each.key == stage.key]
    if all(stage.key in found.leads.get(each.key, ()) for each in ring):
        names = ", ".join(each.title for each in ring)
        return DefinitionProblem("endless_loop", stage.id, {"stage": stage.title, "stages": names})
    return DefinitionProblem("no_end_from_stage", stage.id, {"stage": stage.title})


def _ways(stage: Stage, outcome: Outcome, found: Explored) -> Iterator[DefinitionProblem]:
    """Of an outcome that some case is answered with: each of its ways is some case's."""
    if found.too_large or outcome.key not in found.settles[stage.key]:
        return
    for number, way in enumerate(outcome.ways):
        here = (stage.key, outcome.key, number)
        params = {"stage": stage.title, "outcome": outcome.label, "number": number + 1, "member": "ways"}
        if here in found.ways:
            continue
        if way.when is None:
            yield DefinitionProblem("otherwise_never_taken", outcome.id, {**params, "member": "to"})
        elif here not in found.possible:
            yield DefinitionProblem("condition_never_holds", outcome.id, params)
        else:
            yield DefinitionProblem("way_never_taken", outcome.id, params)
