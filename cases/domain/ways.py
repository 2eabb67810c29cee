"""What can be wrong with the ways of an outcome and the conditions that choose among them."""

from collections.abc import Iterator, Mapping

from forms.domain.conditions import All, AnyOf, Comparison, Condition, comparisons, dump
from forms.domain.definition import Definition
from forms.domain.references import check_comparison
from forms.domain.structure import Field

from .facts import APPLIED, APPLIED_IN_YEAR, FACTS, GROUPS, in_kronor, limit_named
from .problems import DefinitionProblem
from .structure import Outcome, RouteDefinition, Stage, Way


def check_ways(route: RouteDefinition, form: Definition | None) -> Iterator[DefinitionProblem]:
    """`form` opens the route; without it nothing is said of its fields."""
    fields = {**form.fields, **FACTS} if form else dict(FACTS)
    for stage in route.stages:
        for outcome in stage.outcomes:
            yield from _order(stage, outcome)
            for way in outcome.ways:
                yield from _condition(route, outcome, way, fields, knows_form=form is not None)


def _order(stage: Stage, outcome: Outcome) -> Iterator[DefinitionProblem]:
    """The way without a condition is one, and the last; no two have the same condition."""
    params = {"stage": stage.title, "outcome": outcome.label, "member": "ways"}
    otherwise = [number for number, way in enumerate(outcome.ways) if way.when is None]
    if len(otherwise) > 1:
        yield DefinitionProblem("leads_two_ways", outcome.id, params)
    elif otherwise and otherwise[0] != len(outcome.ways) - 1:
        yield DefinitionProblem("otherwise_not_last", outcome.id, params)
    seen: list[object] = []
    for way in outcome.ways:
        written = dump(way.when)
        if written is not None and written in seen:
            yield DefinitionProblem("leads_two_ways", outcome.id, params)
        seen.append(written)


def _condition(
    route: RouteDefinition, outcome: Outcome, way: Way, fields: Mapping[str, Field], *, knows_form: bool
) -> Iterator[DefinitionProblem]:
    for comparison in comparisons(in_kronor(way.when, route.amounts)):
        params = {"outcome": outcome.label, "member": "ways", "key": comparison.field}
        limit = limit_named(comparison.value)
        field = fields.get(comparison.field)
        if limit is not None:
            yield DefinitionProblem("unknown_limit", outcome.id, {**params, "limit": limit})
        elif field is None:
            if knows_form or "." in comparison.field:
                yield DefinitionProblem("unknown_field", outcome.id, {**params, "field": comparison.field})
        else:
            for problem in check_comparison(comparison, field, outcome.id, ""):
                yield DefinitionProblem(problem.code, outcome.id, {**problem.params, "member": "ways"})
            yield from _fact(route, outcome, comparison)


def _fact(route: RouteDefinition, outcome: Outcome, comparison: Comparison) -> Iterator[DefinitionProblem]:
    """What the case knows it has read from the form: without the field it never knows."""
    missing = {
        APPLIED: not route.reads.budget,
        APPLIED_IN_YEAR: not route.reads.budget,
        GROUPS: not route.reads.groups,
    }
    if missing.get(comparison.field):
        params = {"outcome": outcome.label, "member": "ways", "key": comparison.field}
        yield DefinitionProblem("fact_not_read", outcome.id, params)


def limits_in(condition: Condition | None) -> Iterator[str]:
    """The keys of the limits that a condition names."""
    match condition:
        case Comparison():
            if (limit := limit_named(condition.value)) is not None:
                yield limit
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from limits_in(part)
