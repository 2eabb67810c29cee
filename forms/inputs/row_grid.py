"""A row table as it is filled in."""

from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import uuid4

from django.utils.translation import gettext as _

from forms.domain.calculations import ROUNDINGS, rounded
from forms.domain.definition import Field
from forms.domain.kinds.money import figures
from forms.domain.tables import Column, TableRow, TableValue

from .asking import Asking
from .box import Box, Sum
from .scalar import calculated_box, scalar_box

NUMBERS = ("integer", "money", "decimal", "percent", "calculated")


@dataclass(kw_only=True)
class RowBox:
    id: str
    number: int
    anchor: str
    cells: list[Box]


@dataclass(kw_only=True)
class ColumnHead:
    key: str
    label: str
    help: str
    help_id: str
    is_number: bool
    sums: bool
    sum: Sum


@dataclass(kw_only=True)
class RowTableBox(Box):
    columns: list[ColumnHead] = field(default_factory=list)
    rows: list[RowBox] = field(default_factory=list)
    room: bool = True
    # Columns that some rows do not ask for.
    asks_by_row: frozenset[str] = frozenset()
    is_group: ClassVar[bool] = True
    is_table: ClassVar[bool] = True

    @property
    def unasked(self) -> str:
        """The names of the cells that their rows do not ask for."""
        return " ".join(cell.name for row in self.rows for cell in row.cells if not cell.visible)

    @property
    def has_sums(self) -> bool:
        return any(column.sums for column in self.columns)

    @property
    def paste_help(self) -> str:
        return _("The columns in order: %(columns)s.") % {"columns": ", ".join(head.label for head in self.columns)}


def row_table_box(asked: Field, asking: Asking, **common: Any) -> RowTableBox:
    stored = {row["id"]: row for row in as_rows(asking.answers.get(asked.key))}
    shown = list(asking.rows.get(asked.key) or stored)
    value = asking.evaluation.values.get(asked.key)
    known = {row.id: row for row in value.rows} if isinstance(value, TableValue) else {}
    empty = TableRow("", {}, hidden=asking.evaluation.unasked.get(asked.key, frozenset()))
    # A table is never without a row to write in.
    while len(shown) < max(1, asked.options["minimum"]):
        shown.append(uuid4().hex)
    columns: tuple[Column, ...] = asked.options["columns"]
    return RowTableBox(
        **common,
        kind=asked.kind,
        name=asked.key,
        label=asked.label,
        columns=heads(asked, value),
        rows=[
            row_box(asked, columns, stored.get(row_id, {}), known.get(row_id, empty), row_id, number, asking)
            for number, row_id in enumerate(shown, 1)
        ],
        asks_by_row=frozenset(column.key for column in columns if column.visible_when),
        room=len(shown) < asked.options["maximum"],
    )


def as_rows(answer: Any) -> list[dict[str, Any]]:
    return [row for row in answer if isinstance(row, dict) and "id" in row] if isinstance(answer, list) else []


def heads(asked: Field, value: TableValue | None) -> list[ColumnHead]:
    sums = value.sums if value else {}
    return [
        ColumnHead(
            key=column.key,
            label=column.label,
            help=column.help,
            help_id=f"falt-{asked.key}-{column.key}-hjalp",
            is_number=column.kind in NUMBERS,
            sums=column.sum,
            sum=Sum(
                id=f"summa-{asked.key}-{column.key}",
                text=figures(rounded(sums[column.key], ROUNDINGS["two_decimals"])) if column.key in sums else "0",
                label=column.label,
            ),
        )
        for column in asked.options["columns"]
    ]


def row_box(
    asked: Field,
    columns: tuple[Column, ...],
    row: dict[str, Any],
    known: TableRow,
    row_id: str,
    number: int,
    asking: Asking,
) -> RowBox:
    cells = [
        cell_box(
            column,
            row.get(column.key),
            known.cells.get(column.key),
            f"{asked.key}.{row_id}.{column.key}",
            is_cell=True,
            required=column.required,
            visible=column.key not in known.hidden,
            errors=asking.errors(asked.key, row_id, column.key),
            paste=f"paste:{asked.key}:{row_id}:{column.key}",
            column=column.key,
            focus=place == 0 and asking.focus == row_id,
            also_described_by=f"falt-{asked.key}-{column.key}-hjalp" if column.help else "",
        )
        for place, column in enumerate(columns)
    ]
    return RowBox(id=row_id, number=number, anchor=f"rad-{asked.key}-{row_id}", cells=cells)


def cell_box(asked: Column, answer: Any, value: Any, name: str, **common: Any) -> Box:
    if asked.kind == "calculated":
        return calculated_box(asked, value, name, **common)
    return scalar_box(asked, answer, name, **common)
