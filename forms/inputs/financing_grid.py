"""Who pays for a budget, as it is filled in: a row for each source, and what is left to say of each year."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from forms.budget_words import source_words
from forms.domain.budget import Financing, FinancingRow
from forms.domain.kinds.budget_financing import FIXED

from .box import Box, Sum

if TYPE_CHECKING:
    from .budget_grid import Grid


@dataclass(kw_only=True)
class FinancingRowBox:
    """`name_box` is there for another financier, whom the applicant names."""

    id: str
    label: str
    anchor: str
    cells: list[Box]
    sum: Sum
    name_box: Box | None

    @property
    def title(self) -> str:
        return self.label or _("another financier")


@dataclass(kw_only=True)
class Left:
    """What is left of a year to say, in words, with the problem where there is one."""

    id: str
    label: str
    text: str
    errors: list[str]


@dataclass(kw_only=True)
class FinancingBox:
    rows: list[FinancingRowBox]
    year_sums: list[Sum]
    grand_sum: Sum
    left: list[Left]
    left_in_all: Left


def financing_box(grid: "Grid", financing: Financing) -> FinancingBox:
    stored = {row["id"]: row for row in grid.answer.get("financing") or ()}
    known = {row.id: row for row in financing.rows}
    wanted = grid.asking.rows.get(f"{grid.asked.key}.financing") or ()
    empty = [FinancingRow(row, "other", "", {}, Decimal(0)) for row in wanted if row not in known]
    rows = [*known.values(), *empty]
    if len(rows) == len(FIXED):
        # A row to name somebody in is always there; left empty it is not kept.
        rows.append(FinancingRow("annan", "other", "", {}, Decimal(0)))
    return FinancingBox(
        rows=[_row(grid, row, stored.get(row.id, {})) for row in rows],
        year_sums=[
            grid.sum(f"finansiering-{year}", grid.shown(financing.year_totals[year]), str(year))
            for year in grid.totals.years
        ],
        grand_sum=grid.sum("finansiering-totalt", grid.shown(financing.total), _("In all")),
        left=[_left(grid, year, financing) for year in grid.totals.years],
        left_in_all=Left(
            id=f"kvar-{grid.asked.key}-totalt",
            label=_("In all"),
            text=_difference(grid, grid.totals.grand_total - financing.total),
            errors=[],
        ),
    )


def _row(grid: "Grid", row: FinancingRow, stored: Mapping[str, Any]) -> FinancingRowBox:
    name = f"{grid.asked.key}.financing.{row.id}"
    amounts = stored.get("amounts") or {}
    path = (grid.asked.key, "financing", row.id)
    name_box = grid.box(
        f"{name}.name",
        _("Another financier, by name"),
        row.name,
        grid.asking.errors(*path, "name"),
        "name",
        f"financing.{row.id}",
        focus=grid.asking.focus == row.id,
    )
    return FinancingRowBox(
        id=row.id,
        label=source_words(row.source, row.name),
        anchor=f"rad-{grid.asked.key}-financing-{row.id}",
        cells=[
            grid.box(
                f"{name}.{year}",
                str(year),
                grid.typed(amounts.get(str(year))),
                grid.asking.errors(*path, "amounts", str(year)),
                str(year),
                f"financing.{row.id}",
            )
            for year in grid.totals.years
        ],
        sum=grid.sum(f"financing-{row.id}", grid.shown(row.total) if row.amounts else "", row.name),
        name_box=name_box if row.source == "other" else None,
    )


def _left(grid: "Grid", year: int, financing: Financing) -> Left:
    return Left(
        id=f"kvar-{grid.asked.key}-{year}",
        label=str(year),
        text=_difference(grid, grid.totals.year_totals[year] - financing.year_totals[year]),
        errors=grid.asking.errors(grid.asked.key, "financing", "years", str(year)),
    )


def _difference(grid: "Grid", left: Decimal) -> str:
    if left == 0:
        return "0"
    shown = grid.shown(abs(left))
    return (_("%(amount)s left") if left > 0 else _("%(amount)s too much")) % {"amount": shown}
