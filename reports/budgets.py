"""Budgets: an overview, one row per line and year, and a sheet per case whose sums live."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from cases.models import Case
from forms.domain.budget import BudgetLine, BudgetTotals

from .case_sheet import case_sheet
from .columns import Column, RowSum, table
from .queries.rows import CaseRow, budget_rows
from .sheets import Sheet


def sheets(cases: QuerySet[Case]) -> list[Sheet]:
    rows = budget_rows(cases)
    years = sorted({year for row in rows if row.budget and row.is_application for year in row.budget.years})
    papers = not all(row.is_application for row in rows)
    return [
        table(pgettext("sheet", "Overview"), overview_columns(years, papers=papers), rows),
        table(pgettext("sheet", "Lines"), LINE_COLUMNS, line_rows([row for row in rows if row.is_application])),
        *(case_sheet(row, row.budget) for row in rows if row.budget),
    ]


SET_ASIDE: Column[CaseRow] = Column(gettext_lazy("Set aside"), lambda row: row.set_aside, "money", total=True)


def overview_columns(years: Sequence[int], *, papers: bool) -> list[Column[CaseRow]]:
    return [
        Column(gettext_lazy("Registry number"), lambda row: row.case.number),
        Column(gettext_lazy("Title"), lambda row: row.case.title),
        Column(gettext_lazy("Groups"), lambda row: row.groups),
        Column(gettext_lazy("Period from"), lambda row: row.case.period_from, "date"),
        Column(gettext_lazy("Period to"), lambda row: row.case.period_to, "date"),
        *(_year_column(year) for year in years),
        Column(gettext_lazy("Applied for"), _applied, "money", total=True),
        Column(gettext_lazy("Granted"), lambda row: row.granted_total, "money", total=True),
        *([SET_ASIDE] if papers else []),
        Column(pgettext_lazy("of a case", "Status"), lambda row: row.standing),
    ]


def _year_column(year: int) -> Column[CaseRow]:
    def applied(row: CaseRow) -> Decimal | None:
        return row.budget.year_totals.get(year) if row.budget and row.is_application else None

    return Column(str(year), applied, "money", group="applied", total=True)


def _applied(row: CaseRow) -> RowSum | Decimal | None:
    return RowSum("applied") if row.budget and row.is_application else row.applied_total


@dataclass(frozen=True)
class LineRow:
    of: CaseRow
    number: int
    line: BudgetLine
    year: int
    amount: Decimal


def line_rows(rows: Sequence[CaseRow]) -> list[LineRow]:
    return [
        LineRow(row, number, line, year, line.amounts[year])
        for row in rows
        for number, line in enumerate(_lines(row.budget), 1)
        for year in sorted(line.amounts)
    ]


def _lines(budget: BudgetTotals | None) -> Sequence[BudgetLine]:
    return budget.lines if budget else ()


# What was granted is decided per year and not per line, so it does not stand here.
LINE_COLUMNS: list[Column[LineRow]] = [
    Column(gettext_lazy("Registry number"), lambda row: row.of.case.number),
    Column(gettext_lazy("Title"), lambda row: row.of.case.title),
    Column(gettext_lazy("Groups"), lambda row: row.of.groups),
    Column(gettext_lazy("No."), lambda row: row.number, "number"),
    Column(gettext_lazy("Cost category"), lambda row: row.line.label),
    Column(gettext_lazy("Measure"), lambda row: row.line.measure, "long"),
    Column(gettext_lazy("Year"), lambda row: row.year, "number"),
    Column(gettext_lazy("Applied for"), lambda row: row.amount, "money", total=True),
]
