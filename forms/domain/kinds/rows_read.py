"""The rows of a table, read one after the other: what each asks for, what it works out, and what spans from above."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from forms.domain.conditions import UNARY, CellComparison, compared, holds
from forms.domain.ordering import columns_in_order
from forms.domain.problems import Problem
from forms.domain.tables import Column, TableRow, TableValue

from .kind import NOTHING, ROW_ID, Kind, Known, Reading

type Row = dict[str, Reading]


class RowsRead:
    """Takes rows in their order; one without content, or with none that is asked for, is left out."""

    def __init__(self, kinds: Mapping[str, Kind], columns: tuple[Column, ...], known: Known | None) -> None:
        self.kinds, self.columns = kinds, columns
        self.known = known or Known()
        self.in_order = columns_in_order(columns)
        self.ids: list[Any] = []
        self.rows: list[Row] = []
        self.cells: list[dict[str, Any]] = []
        self.hidden: list[frozenset[str]] = []
        self.above: dict[str, Any] = {}

    def take(self, row_id: Any, row: Row) -> None:
        """`row` holds what was typed; what is hidden is emptied and what is worked out is put in."""
        if not _has_content(row):
            return
        cells, hidden = self._settle(row)
        if not _has_content(row):
            return
        self.above |= {column.key: cells[column.key] for column in self.columns if _sets_above(column, row)}
        self.ids.append(row_id)
        self.rows.append(row)
        self.cells.append(cells)
        self.hidden.append(hidden)

    def hidden_in(self, row: Row) -> frozenset[str]:
        return self._settle(row)[1]

    def _settle(self, row: Row) -> tuple[dict[str, Any], frozenset[str]]:
        cells: dict[str, Any] = dict.fromkeys(column.key for column in self.columns)
        hidden: set[str] = set()
        compare_cell = cell_comparer(self.kinds, self.columns, row, cells, hidden)
        for column in self.in_order:
            asked = self.known.compare is None or holds(column.visible_when, self.known.compare, compare_cell)
            if asked is not True:
                hidden.add(column.key)
                row[column.key] = NOTHING
            elif not self.kinds[column.kind].has_answer:
                known = Known(self.known.values, cells)
                row[column.key] = self.kinds[column.kind].read(None, column, known)
                cells[column.key] = row[column.key].value
            elif column.spans and row[column.key].answer is None:
                cells[column.key] = self.above.get(column.key)
            else:
                cells[column.key] = row[column.key].value
        return cells, frozenset(hidden)

    def by_id(self) -> dict[str, Row]:
        return dict(zip(row_ids(self.ids), self.rows, strict=True))

    def value(self) -> TableValue:
        rows = self.by_id()
        spans = _spans(rows, self.columns)
        made = [
            TableRow(row_id, cells, spans[row_id], hidden)
            for row_id, cells, hidden in zip(rows, self.cells, self.hidden, strict=True)
        ]
        sums = {
            column.key: sum((Decimal(row[column.key].value or 0) for row in self.rows), Decimal(0))
            for column in self.columns
            if column.sum
        }
        return TableValue(self.columns, tuple(made), sums)


def last_problems(kinds: Mapping[str, Kind], reading: Reading, known: Known) -> Iterator[Problem]:
    """What rows ask for on conditions, and the editor's rules for them: these may look at fields that come later."""
    if not isinstance(reading.value, TableValue) or known.compare is None:
        return
    columns = reading.value.columns
    if not any(column.required_when or column.validations for column in columns):
        return
    for row, answers in zip(reading.value.rows, reading.answer, strict=True):
        typed = {column.key: Reading(answers.get(column.key)) for column in columns}
        compare_cell = cell_comparer(kinds, columns, typed, row.cells, row.hidden)
        for column in columns:
            if column.key in row.hidden:
                continue
            missing = row.cells[column.key] is None and column.key not in answers and not column.required
            asks = column.required_when is not None and holds(column.required_when, known.compare, compare_cell)
            if missing and asks is True:
                yield Problem("required", (row.id, column.key), {"label": column.label})
            for rule in column.validations:
                if holds(rule.holds, known.compare, compare_cell) is False:
                    yield Problem("editor_rule", (row.id, column.key), {"message": rule.message})


def cell_comparer(
    kinds: Mapping[str, Kind],
    columns: tuple[Column, ...],
    row: Mapping[str, Reading],
    cells: Mapping[str, Any],
    hidden: frozenset[str] | set[str],
) -> Callable[[CellComparison], bool | None]:
    """Compares cells of one row; None while one is hidden or empty. It sees what is put in `cells` later."""
    by_key = {column.key: column for column in columns}

    def value_of(key: str) -> Any:
        value = cells.get(key)
        return None if value is None or key in hidden else kinds[by_key[key].kind].comparable(value)

    def compare(comparison: CellComparison) -> bool | None:
        if comparison.cell in hidden:
            return None
        if comparison.op in UNARY:
            is_there = cells.get(comparison.cell) is not None or row[comparison.cell].answer is not None
            return is_there is (comparison.op == "answered")
        column = by_key[comparison.cell]
        value = value_of(comparison.cell)
        kind = kinds[column.kind]
        operand = value_of(comparison.other) if comparison.other else kind.operand(comparison.value, column)
        return None if value is None or operand is None else compared(comparison.op, value, operand)

    return compare


def row_ids(given: list[Any]) -> list[str]:
    """The ids of rows, each once; a row without a good one gets its number."""
    taken = {entry for entry in given if isinstance(entry, str) and ROW_ID.fullmatch(entry)}
    seen: set[str] = set()
    ids = []
    for number, entry in enumerate(given, 1):
        if not isinstance(entry, str) or entry not in taken or entry in seen:
            entry = f"rad{number}"
            while entry in taken or entry in seen:
                entry += "x"
        seen.add(entry)
        ids.append(entry)
    return ids


def _has_content(row: Row) -> bool:
    return any(cell.answer is not None for cell in row.values())


def _sets_above(column: Column, row: Row) -> bool:
    return column.spans and row[column.key].answer is not None


def _spans(rows: Mapping[str, Row], columns: tuple[Column, ...]) -> dict[str, dict[str, int]]:
    """For each row and spanning column the number of rows that its cell covers."""
    spans: dict[str, dict[str, int]] = {row_id: {} for row_id in rows}
    for column in columns:
        if not column.spans:
            continue
        top = None
        for row_id, row in rows.items():
            if row[column.key].answer is not None or top is None:
                top = row_id
                spans[row_id][column.key] = 1
            else:
                spans[row_id][column.key] = 0
                spans[top][column.key] += 1
    return spans
