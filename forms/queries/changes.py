"""What changed between two sets of answers, field by field, in the words that a reader sees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from forms.budget_words import source_words, worked_out
from forms.domain.budget import BudgetTotals
from forms.domain.definition import Definition, Field
from forms.domain.evaluate import evaluate
from forms.domain.kinds import kind_of
from forms.domain.tables import TableValue
from people.domain.swedish import kr

from .reading import names_of_bodies

type Parts = dict[tuple[str, ...], tuple[str, str]]  # path → (what it is called, what it says)


@dataclass(frozen=True)
class Change:
    """`part` says where in a table; "" where the whole field changed. An empty side was or became empty."""

    label: str
    part: str
    before: str
    after: str


def changes(definition: Definition, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """In the order of the form. What could not be read in either is left out: it cannot be sent in."""
    old, new = evaluate(definition, before).values, evaluate(definition, after).values
    names = names_of_bodies(definition, before) | names_of_bodies(definition, after)
    return tuple(
        change
        for field in definition.fields.values()
        for change in _changes_of(
            field, parts(field, old.get(field.key), names), parts(field, new.get(field.key), names)
        )
    )


def _changes_of(field: Field, old: Parts, new: Parts) -> Iterator[Change]:
    for path in dict.fromkeys((*old, *new)):
        part_before, said_before = old.get(path, ("", ""))
        part_after, said_after = new.get(path, ("", ""))
        if said_before != said_after:
            yield Change(field.label, part_after or part_before, said_before, said_after)


def parts(field: Field, value: Any, names: Mapping[str, str]) -> Parts:
    """The parts of an answer that can change on their own: cells of a table, amounts of a budget."""
    if value is None:
        return {}
    if isinstance(value, BudgetTotals):
        return dict(_parts_of_budget(value))
    if isinstance(value, TableValue):
        return dict(_parts_of_table(value, names))
    return {(): ("", kind_of(field).format(value, field, names=names))}


def _parts_of_budget(budget: BudgetTotals) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    for line in budget.lines:
        # A preset line has no row of its own until somebody fills it in, so its key says which it is.
        line_id = line.key or line.id
        if not line.key:
            yield (line_id, "label"), (gettext("Own line"), line.label)
        if line.measure:
            yield (line_id, "measure"), (gettext("%(line)s, measure") % {"line": line.label}, line.measure)
        for year, amount in line.amounts.items():
            yield (line_id, str(year)), (f"{line.label} {year}", kr(amount))
        for year, basis in line.basis.items():
            called = gettext("%(line)s %(year)s, worked out") % {"line": line.label, "year": year}
            yield (line_id, str(year), "basis"), (called, worked_out(basis))
    for year, amount in budget.year_totals.items():
        yield ("total", str(year)), (gettext("Total %(year)s") % {"year": year}, kr(amount))
    yield ("total",), (gettext("Grand total"), kr(budget.grand_total))
    for row in budget.financing.rows if budget.financing else ():
        if row.source == "other":
            yield ("financing", row.id), (gettext("Another financier"), row.name)
        for year, amount in row.amounts.items():
            said = f"{source_words(row.source, row.name)} {year}"
            yield ("financing", row.id, str(year)), (said, kr(amount))


def _parts_of_table(table: TableValue, names: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    for number, row in enumerate(table.rows, 1):
        for column in table.columns:
            value = row.cells.get(column.key)
            if value is not None and row.spans.get(column.key, 1):
                called = gettext("Row %(number)s, %(column)s") % {"number": number, "column": column.label}
                yield (row.id, column.key), (called, kind_of(column).format(value, column, names=names))
