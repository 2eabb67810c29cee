"""What answers come to, as JSON: money as decimal text in kronor, days as ISO 8601."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

from forms.domain.budget import BudgetTotals
from forms.domain.days import Period
from forms.domain.definition import Definition
from forms.domain.evaluate import Evaluation
from forms.domain.kinds import KINDS
from forms.domain.kinds.files import AttachedFile
from forms.domain.kinds.person import Person
from forms.domain.payroll import SalaryBasis
from forms.domain.tables import TableValue
from forms.queries.reading import names_of_bodies


def values_of(definition: Definition, evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    """By field: the raw value, and the text that the page shows. One query at most, for names of bodies."""
    names = names_of_bodies(definition, evaluation.answers)
    return {
        key: {"raw": plain(value), "formatted": _formatted(definition, key, value, names)}
        for key, value in evaluation.values.items()
    }


def _formatted(definition: Definition, key: str, value: Any, names: Mapping[str, str]) -> str:
    field = definition.fields[key]
    return KINDS[field.kind].format(value, field, names=names)


@singledispatch
def plain(value: Any) -> Any:
    """JSON of a value; a kind whose values are new adds its own here."""
    return value


@plain.register
def _(value: Decimal) -> str:
    """The shortest text of the same number, as amounts are stored."""
    return format(value.normalize(), "f")


@plain.register
def _(value: date) -> str:
    return value.isoformat()


@plain.register
def _(value: Period) -> dict[str, str]:
    return {"from": value.start.isoformat(), "to": value.end.isoformat()}


@plain.register
def _(value: tuple) -> list[Any]:  # type: ignore[type-arg]
    return [plain(each) for each in value]


@plain.register
def _(value: AttachedFile) -> dict[str, Any]:
    return {"id": value.id, "name": value.name, "size": value.size}


@plain.register
def _(value: Person) -> dict[str, Any]:
    return {"id": value.id, "name": value.name}


@plain.register
def _(value: TableValue) -> dict[str, Any]:
    return {
        "rows": [
            {"id": row.id, "cells": {key: plain(cell) for key, cell in row.cells.items()}, "spans": dict(row.spans)}
            for row in value.rows
        ],
        "sums": {key: plain(amount) for key, amount in value.sums.items()},
        "total": plain(value.total),
    }


@plain.register
def _(value: BudgetTotals) -> dict[str, Any]:
    return {
        "years": list(value.years),
        "lines": [
            {
                "id": line.id,
                "key": line.key,
                "label": line.label,
                "measure": line.measure,
                "amounts": {str(year): plain(amount) for year, amount in line.amounts.items()},
                "total": plain(line.total),
                "basis": {str(year): plain(basis) for year, basis in line.basis.items()},
            }
            for line in value.lines
        ],
        "year_totals": {str(year): plain(amount) for year, amount in value.year_totals.items()},
        "grand_total": plain(value.grand_total),
        "printed_years": {str(year): plain(amount) for year, amount in value.printed_years.items()},
        "printed_total": plain(value.printed_total),
        "applied_years": {str(year): plain(amount) for year, amount in value.applied_years.items()},
        "applied_total": plain(value.applied_total),
        "financing": [
            {
                "id": row.id,
                "source": row.source,
                "name": row.name,
                "amounts": {str(year): plain(amount) for year, amount in row.amounts.items()},
                "total": plain(row.total),
            }
            for row in (value.financing.rows if value.financing else ())
        ],
    }


@plain.register
def _(value: SalaryBasis) -> dict[str, Any]:
    parts = ("monthly", "posts", "months", "rate", "salary", "overhead", "total")
    return {part: plain(getattr(value, part)) for part in parts}
