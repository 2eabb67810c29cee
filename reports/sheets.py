"""What a sheet holds, in no program's terms: cells, live sums, and how it is read and printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

# A note runs over the cells beside it and widens no column.
Kind = Literal["text", "long", "date", "money", "number", "note"]


@dataclass(frozen=True)
class Sum:
    """A formula that adds a block of cells. Corners are (row, column), counted from 0.

    `value` is what the server makes of it: shown by programs that do not calculate, and by Excel until
    somebody allows it to. With `shown_only`, rows that a filter hides are left out.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    value: Decimal
    shown_only: bool = False


@dataclass(frozen=True)
class Difference:
    """A formula: the cells of `plus` less those of `minus`, each (row, column) counted from 0."""

    plus: tuple[tuple[int, int], ...]
    minus: tuple[tuple[int, int], ...]
    value: Decimal


@dataclass(frozen=True)
class SumOf:
    """A formula that adds a column of an earlier sheet of the book, in the rows that hold what the cell `like` holds.

    Sheets, rows and columns are counted from 0; `where` is the column that is compared.
    """

    sheet: int
    adds: int
    where: int
    rows: tuple[int, int]
    like: tuple[int, int]
    value: Decimal


# Each carries its `value`, as `Sum` tells.
type Formula = Sum | Difference | SumOf
FORMULAS = (Sum, Difference, SumOf)


@dataclass(frozen=True)
class Cell:
    value: str | int | Decimal | date | Formula | None
    kind: Kind = "text"
    strong: bool = False
    # A line above, as over a sum.
    ruled: bool = False


@dataclass(frozen=True)
class Sheet:
    """`head` is the row with the column titles; what stands above it tells what the sheet is about."""

    title: str
    rows: Sequence[Sequence[Cell]]
    head: int = 0
    # The last row that a filter covers; None where rows are not to be filtered.
    filtered_to: int | None = None
