"""What the ways of a route are chosen by: answers of the form, and what the case itself knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.domain.budget import BudgetTotals
from forms.domain.conditions import All, AnyOf, Comparison, Condition
from forms.domain.deciding import readings_of, truth
from forms.domain.definition import Definition
from forms.domain.evaluate import Evaluation
from forms.domain.kinds.kind import Reading
from forms.domain.structure import Field

from .structure import Reads, RouteDefinition
from .writing import plain_amount

APPLIED, APPLIED_IN_YEAR, GRANTED, GROUPS = "case.applied", "case.applied_in_year", "case.granted", "case.groups"
_KRONOR: Mapping[str, Any] = {"minimum": "0", "maximum": None}
# Keys with a full stop, which no field of a form can have. The labels are for programs; people read cases/said.py.
FACTS: Mapping[str, Field] = {
    APPLIED: Field(APPLIED, APPLIED, "money", "applied", options=_KRONOR),
    APPLIED_IN_YEAR: Field(APPLIED_IN_YEAR, APPLIED_IN_YEAR, "money", "applied in a year", options=_KRONOR),
    GRANTED: Field(GRANTED, GRANTED, "money", "granted", options=_KRONOR),
    GROUPS: Field(GROUPS, GROUPS, "integer", "groups", options={"minimum": 1, "maximum": None}),
}

# By stage and outcome: whether the condition of each of its ways is true, false or undetermined.
type Truths = Mapping[tuple[str, str], tuple[bool | None, ...]]


@dataclass(frozen=True)
class CaseFacts:
    """None is undetermined: nothing is applied for, or nothing is decided yet."""

    applied: Decimal | None = None
    applied_in_year: Decimal | None = None
    granted: Decimal | None = None
    groups: int | None = None

    def readings(self) -> dict[str, Reading]:
        known = {
            APPLIED: self.applied,
            APPLIED_IN_YEAR: self.applied_in_year,
            GRANTED: self.granted,
            GROUPS: self.groups,
        }
        return {key: Reading(value, value) for key, value in known.items()}


def applied_in(reads: Reads, evaluation: Evaluation) -> tuple[Decimal | None, Decimal | None]:
    """What is applied for in all, and the most for any one year; a plain amount is both, an empty budget neither."""
    value = evaluation.values.get(reads.budget)
    if isinstance(value, BudgetTotals) and value.has_amounts:
        return value.grand_total, max(value.year_totals.values(), default=None)
    return (value, value) if isinstance(value, Decimal) else (None, None)


def truths(route: RouteDefinition, form: Definition, evaluation: Evaluation, facts: CaseFacts) -> Truths:
    """Of every outcome with several ways."""
    return truths_from(route, {**form.fields, **FACTS}, readings_of(evaluation) | facts.readings())


def truths_from(route: RouteDefinition, fields: Mapping[str, Field], readings: Mapping[str, Reading]) -> Truths:
    """The same of what is known of each field, however it came to be known."""
    return {
        (stage.key, outcome.key): tuple(
            truth(in_kronor(way.when, route.amounts), fields, readings) for way in outcome.ways
        )
        for stage in route.stages
        for outcome in stage.outcomes
        if outcome.ways
    }


def in_kronor(condition: Condition | None, amounts: Mapping[str, Decimal]) -> Condition | None:
    """The condition with amounts in place of the names of limits."""
    match condition:
        case Comparison(field, op, {"limit": str(name)}) if name in amounts:
            return Comparison(field, op, plain_amount(amounts[name]))
        case All(parts):
            return All(tuple(part for each in parts if (part := in_kronor(each, amounts)) is not None))
        case AnyOf(parts):
            return AnyOf(tuple(part for each in parts if (part := in_kronor(each, amounts)) is not None))
    return condition


def limit_named(value: object) -> str | None:
    """The key of the limit that a comparison's value names, or None where it is something else."""
    if isinstance(value, Mapping) and set(value) == {"limit"} and isinstance(value["limit"], str):
        return value["limit"]
    return None
