"""A row table's columns and what was read of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .conditions import Condition
from .rules import Validation


@dataclass(frozen=True)
class Column:
    id: str
    key: str
    label: str
    kind: str
    help: str = ""
    required: bool = False
    spans: bool = False  # an empty cell means "as in the row above"
    sum: bool = False
    # Of each row; they may look at its other cells and at fields of the form.
    visible_when: Condition | None = None
    required_when: Condition | None = None
    validations: tuple[Validation, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TableRow:
    """`cells` by column key, None where empty; in a spanning column an empty cell has the value above it.

    `spans` says for each spanning column how many rows its cell covers; 0 is covered from above.
    """

    id: str
    cells: Mapping[str, Any]
    spans: Mapping[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()  # columns that this row does not ask for


@dataclass(frozen=True)
class TableValue:
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    sums: Mapping[str, Decimal]  # by the keys of the summed columns

    @property
    def total(self) -> Decimal:
        return sum(self.sums.values(), Decimal(0))
