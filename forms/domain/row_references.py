"""What the conditions of a table's columns say of the row's other cells and of the form's fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .conditions import UNARY, CellComparison, Comparison, Condition, cell_comparisons, comparisons
from .kinds import KINDS
from .kinds.kind import Asked
from .problems import DefinitionProblem
from .tables import Column

if TYPE_CHECKING:
    from .structure import Field

# Cells that are of one sort may be compared with each other.
SORTS = (
    frozenset({"integer", "decimal", "percent", "year"}),
    frozenset({"money"}),
    frozenset({"date"}),
    frozenset({"yes_no"}),
    frozenset({"text", "long_text", "email", "phone", "web_address", "organisation_number"}),
)


def check(
    column: Column, columns: Sequence[Column], fields: Mapping[str, "Field"], at: str
) -> Iterator[DefinitionProblem]:
    """Of one column: whether what it names exists and fits. An editor meets it beside the column's block."""
    by_key = {one.key: one for one in columns}
    if column.visible_when is not None and column.spans:
        # A cell that is not asked for cannot mean "as in the row above".
        yield DefinitionProblem("spans_and_hides", column.id, {"at": f"{at}.visible_when"})
    for condition, place in _conditions(column, at):
        for comparison in comparisons(condition):
            field = fields.get(comparison.field)
            if field is None:
                params = {"at": place, "key": comparison.field[:80]}
                yield DefinitionProblem("dangling_reference", column.id, params)
            else:
                yield from check_comparison(comparison, field, column.id, place)
        for cell in cell_comparisons(condition):
            yield from _check_cell(cell, by_key, column.id, place)


def check_comparison(
    comparison: Comparison | CellComparison, asked: Asked, where: str, at: str
) -> Iterator[DefinitionProblem]:
    """Whether what is asked, of a field or a cell, can be compared so and with that."""
    kind = KINDS[asked.kind]
    params = {"at": at, "key": asked.key, "label": asked.label, "op": comparison.op}
    if comparison.op not in kind.operators:
        yield DefinitionProblem("operator_does_not_fit", where, params)
    elif isinstance(comparison, CellComparison) and comparison.other:
        return
    elif comparison.op not in UNARY and kind.operand(comparison.value, asked) is None:
        yield DefinitionProblem("value_does_not_fit", where, params | {"value": str(comparison.value)[:80]})


def _conditions(column: Column, at: str) -> Iterator[tuple[Condition | None, str]]:
    yield column.visible_when, f"{at}.visible_when"
    yield column.required_when, f"{at}.required_when"
    for number, rule in enumerate(column.validations):
        yield rule.holds, f"{at}.validations[{number}]"


def _check_cell(
    cell: CellComparison, columns: Mapping[str, Column], where: str, at: str
) -> Iterator[DefinitionProblem]:
    missing = [key for key in (cell.cell, cell.other) if key and key not in columns]
    for key in missing:
        yield DefinitionProblem("no_such_column", where, {"at": at, "key": key[:80]})
    if missing:
        return
    asked = columns[cell.cell]
    yield from check_comparison(cell, asked, where, at)
    if (cell.other and _sort(asked) != _sort(columns[cell.other])) or (cell.other and _sort(asked) is None):
        params = {"at": at, "label": asked.label, "other": columns[cell.other].label}
        yield DefinitionProblem("cells_do_not_compare", where, params)


def _sort(column: Column) -> frozenset[str] | None:
    kind = column.kind
    if kind == "calculated":
        kind = "money" if column.options["shows"] == "money" else "decimal"
    return next((sort for sort in SORTS if kind in sort), None)
