"""A table as a list of columns over rows; every report is made of these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .sheets import FORMULAS, Cell, Kind, Sheet, Sum


@dataclass(frozen=True)
class RowSum:
    """The sum of this row's cells in the columns of one group, which stand side by side."""

    group: str


@dataclass(frozen=True)
class Column[Row]:
    title: str | Promise
    value: Callable[[Row], str | int | Decimal | date | RowSum | None]
    style: Kind = "text"
    # Columns of a group are what a RowSum adds.
    group: str = ""
    # Whether a sum of the column stands under the table.
    total: bool = False


def table[Row](title: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> Sheet:
    """A sheet with the titles in its first row and, where a column asks for it, sums under the rows."""
    values = [[column.value(row) for column in columns] for row in rows]
    cells = [[Cell(str(column.title), column.style, strong=True) for column in columns]]
    for number, row in enumerate(values, 1):
        cells.append(
            [
                Cell(_row_sum(value, columns, row, number) if isinstance(value, RowSum) else value, column.style)
                for column, value in zip(columns, row, strict=True)
            ]
        )
    if rows and any(column.total for column in columns):
        cells.append(_totals(columns, cells))
    return Sheet(title, cells, filtered_to=len(rows))


def _row_sum(asked: RowSum, columns: Sequence[Column[Any]], row: Sequence[Any], number: int) -> Sum | Decimal:
    where = [index for index, column in enumerate(columns) if column.group == asked.group]
    if not where:
        return Decimal(0)
    value = sum((row[index] for index in where if row[index] is not None), Decimal(0))
    return Sum((number, where[0]), (number, where[-1]), value)


def _totals(columns: Sequence[Column[Any]], cells: Sequence[Sequence[Cell]]) -> list[Cell]:
    totals = [Cell(None, ruled=True, strong=True) for _column in columns]
    for index, column in enumerate(columns):
        if column.total:
            value = sum((_number(row[index]) for row in cells[1:]), Decimal(0))
            adds = Sum((1, index), (len(cells) - 1, index), value, shown_only=True)
            totals[index] = Cell(adds, column.style, strong=True, ruled=True)
    totals[0] = Cell(_("Total of the rows shown"), strong=True, ruled=True)
    return totals


def _number(cell: Cell) -> Decimal:
    value = cell.value.value if isinstance(cell.value, FORMULAS) else cell.value
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
