"""Budgets: an overview, one row per line and year, and a sheet per case whose sums live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from cases.models import Case
from forms.budget_words import source_words
from forms.domain.budget import BudgetLine, BudgetTotals, FinancingRow
from people.queries.payroll import names_of_employers

from .case_sheet import case_sheet
from .columns import Column, RowSum, table
from .queries.rows import CaseRow, budget_rows
from .sheets import Sheet


def sheets(cases: QuerySet[Case]) -> list[Sheet]:
    rows = budget_rows(cases)
    years = sorted({year for row in rows if row.budget and row.is_application for year in row.budget.years})
    papers = not all(row.is_application for row in rows)
    applications = [row for row in rows if row.is_application]
    shared = any(row.budget and row.budget.financing for row in applications)
    lines = [line for row in rows for line in _lines(row.budget)]
    salaries = any(line.basis for line in lines)
    employers = names_of_employers() if salaries else {}
    of_lines = line_columns(employers, shared=shared, salaries=salaries)
    return [
        table(pgettext("sheet", "Overview"), overview_columns(years, papers=papers, shared=shared), rows),
        table(pgettext("sheet", "Lines"), of_lines, line_rows(applications)),
        *([table(pgettext("sheet", "Financing"), FINANCING_COLUMNS, financing_rows(applications))] if shared else []),
        *(case_sheet(row, row.budget, employers) for row in rows if row.budget),
    ]


SET_ASIDE: Column[CaseRow] = Column(gettext_lazy("Set aside"), lambda row: row.set_aside, "money", total=True)


# What the applications cost in all, where others pay a part.
WHO_PAYS: list[Column[CaseRow]] = [
    Column(gettext_lazy("Own contribution"), lambda row: _paid_by(row, "own"), "money", total=True),
    Column(gettext_lazy("Other financiers"), lambda row: _paid_by(row, "other"), "money", total=True),
    Column(gettext_lazy("Costs in all"), lambda row: _costs(row), "money", total=True),
]


def _paid_by(row: CaseRow, source: str) -> Decimal | None:
    financing = row.budget.financing if row.budget and row.is_application else None
    return sum(financing.of(source).values(), Decimal(0)) if financing else None


def _costs(row: CaseRow) -> Decimal | None:
    return row.budget.grand_total if row.budget and row.is_application else None


def overview_columns(years: Sequence[int], *, papers: bool, shared: bool = False) -> list[Column[CaseRow]]:
    return [
        Column(gettext_lazy("Registry number"), lambda row: row.case.number),
        Column(gettext_lazy("Title"), lambda row: row.case.subject),
        Column(gettext_lazy("Groups"), lambda row: row.groups),
        Column(gettext_lazy("Period from"), lambda row: row.case.period_from, "date"),
        Column(gettext_lazy("Period to"), lambda row: row.case.period_to, "date"),
        *(_year_column(year) for year in years),
        Column(gettext_lazy("Applied for"), _applied, "money", total=True),
        *(WHO_PAYS if shared else []),
        Column(gettext_lazy("Granted"), lambda row: row.granted_total, "money", total=True),
        *([SET_ASIDE] if papers else []),
        Column(pgettext_lazy("of a case", "Status"), lambda row: row.standing),
    ]


def _year_column(year: int) -> Column[CaseRow]:
    def applied(row: CaseRow) -> Decimal | None:
        return row.budget.applied_years.get(year) if row.budget and row.is_application else None

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
    Column(gettext_lazy("Title"), lambda row: row.of.case.subject),
    Column(gettext_lazy("Groups"), lambda row: row.of.groups),
    Column(gettext_lazy("No."), lambda row: row.number, "number"),
    Column(gettext_lazy("Cost category"), lambda row: row.line.label),
    Column(gettext_lazy("Measure"), lambda row: row.line.measure, "long"),
    Column(gettext_lazy("Year"), lambda row: row.year, "number"),
]


def line_columns(
    employers: Mapping[str, str], *, shared: bool = False, salaries: bool = False
) -> list[Column[LineRow]]:
    """A line is a cost; it is what is applied for as well where nobody else pays a part of any."""
    amount = pgettext_lazy("amount", "Cost") if shared else gettext_lazy("Applied for")
    columns = [*LINE_COLUMNS, Column(amount, lambda row: row.amount, "money", total=True)]
    if not salaries:
        return columns
    employer = Column[LineRow](
        gettext_lazy("Employer"), lambda row: employers.get(row.line.employer, row.line.employer)
    )
    return [*columns, employer, *(_basis_column(title, part) for title, part in BASIS)]


# How salaries were worked out; the amount beside it is what the applicant took.
BASIS = (
    (gettext_lazy("Monthly salary"), "monthly"),
    (gettext_lazy("Full-time posts"), "posts"),
    (gettext_lazy("Months"), "months"),
    (gettext_lazy("PO, per cent"), "rate"),
    (gettext_lazy("Worked out to"), "total"),
)


def _basis_column(title: Promise, part: str) -> Column[LineRow]:
    def value(row: LineRow) -> Decimal | None:
        basis = row.line.basis.get(row.year)
        return getattr(basis, part) if basis else None

    return Column(title, value, "money")


@dataclass(frozen=True)
class FinancingLine:
    of: CaseRow
    row: FinancingRow
    year: int
    amount: Decimal


def financing_rows(rows: Sequence[CaseRow]) -> list[FinancingLine]:
    """What each source pays in each year, of the cases that say so."""
    return [
        FinancingLine(of, row, year, row.amounts[year])
        for of in rows
        if of.budget and of.budget.financing
        for row in of.budget.financing.rows
        for year in sorted(row.amounts)
    ]


FINANCING_COLUMNS: list[Column[FinancingLine]] = [
    Column(gettext_lazy("Registry number"), lambda line: line.of.case.number),
    Column(gettext_lazy("Title"), lambda line: line.of.case.subject),
    Column(gettext_lazy("Groups"), lambda line: line.of.groups),
    Column(gettext_lazy("Financing"), lambda line: source_words(line.row.source, line.row.name)),
    Column(gettext_lazy("Year"), lambda line: line.year, "number"),
    Column(gettext_lazy("Amount"), lambda line: line.amount, "money", total=True),
]
