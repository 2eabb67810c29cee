"""One case's budget as a sheet: lines by years, sums that live, and what the applicant's paper says instead."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.budget_words import basis_words, source_words
from forms.domain.budget import BudgetTotals, Financing
from people.domain.swedish import kr, period

from .queries.rows import CaseRow
from .sheets import Cell, Sheet, Sum

FIRST_YEAR = 2  # after the cost category and its measure


def case_sheet(row: CaseRow, budget: BudgetTotals, employers: Mapping[str, str] | None = None) -> Sheet:
    rows = _heading(row)
    head = len(rows)
    rows.append(_head(budget))
    rows += [_line(budget, number, at=head + 1 + number) for number in range(len(budget.lines))]
    rows.append(_totals(budget, first=head + 1, at=len(rows)))
    if budget.financing:
        rows += _financing(budget, budget.financing, at=len(rows))
    if row.granted:
        rows.append(_granted(row, budget, at=len(rows)))
    rows += _printed(budget)
    rows += _salaries(budget, employers or {})
    return Sheet(row.case.number, rows, head=head)


def _heading(row: CaseRow) -> list[list[Cell]]:
    case = row.case
    return [
        [Cell(f"{case.number} {case.subject}", strong=True)],
        [Cell(row.groups)],
        [Cell(_("Period: %(period)s") % {"period": period(case.period_from, case.period_to)})],
        [Cell(_("Status: %(status)s") % {"status": row.standing})],
        [Cell(_("Amounts in kronor"))],
        [],
    ]


def _head(budget: BudgetTotals) -> list[Cell]:
    return [
        Cell(_("Cost category"), strong=True),
        Cell(_("Measure"), strong=True),
        *(Cell(str(year), "money", strong=True) for year in budget.years),
        Cell(pgettext("budget", "Total"), "money", strong=True),
    ]


def _line(budget: BudgetTotals, number: int, *, at: int) -> list[Cell]:
    line = budget.lines[number]
    return [
        Cell(line.label),
        Cell(line.measure or None, "long"),
        *(Cell(line.amounts.get(year), "money") for year in budget.years),
        Cell(_across(budget, at, line.total), "money"),
    ]


def _totals(budget: BudgetTotals, *, first: int, at: int) -> list[Cell]:
    """Under each year the sum of its lines; last, the sum of the lines' own sums."""
    columns = [*(budget.year_totals[year] for year in budget.years), budget.grand_total]
    sums: list[Sum | Decimal] = [
        Sum((first, column), (at - 1, column), value) if budget.lines else Decimal(0)
        for column, value in enumerate(columns, FIRST_YEAR)
    ]
    return [
        Cell(pgettext("budget", "Total"), strong=True, ruled=True),
        Cell(None, ruled=True),
        *(Cell(value, "money", strong=True, ruled=True) for value in sums),
    ]


def _financing(budget: BudgetTotals, financing: Financing, *, at: int) -> list[list[Cell]]:
    """Who pays, a row each, and their sum, which lives."""
    paying = [each for each in financing.rows if each.amounts or each.source == "applied"]
    first = at + 1
    rows = [
        [
            Cell(source_words(each.source, each.name)),
            Cell(None),
            *(Cell(each.amounts.get(year), "money") for year in budget.years),
            Cell(_across(budget, first + number, each.total), "money"),
        ]
        for number, each in enumerate(paying)
    ]
    sums = [
        Cell(Sum((first, column), (first + len(rows) - 1, column), value), "money", strong=True, ruled=True)
        for column, value in enumerate(
            [*(financing.year_totals[year] for year in budget.years), financing.total], FIRST_YEAR
        )
    ]
    total = [Cell(_("Financing, total"), strong=True, ruled=True), Cell(None, ruled=True), *sums]
    return [[Cell(_("Who pays"), strong=True)], *rows, total]


def _salaries(budget: BudgetTotals, employers: Mapping[str, str]) -> list[list[Cell]]:
    """How salaries were worked out, in words, since the applicant may have taken another amount."""
    notes = [[Cell(f"{line.label}: {said}", "note")] for line in budget.lines for said in basis_words(line, employers)]
    return [[], [Cell(_("How salaries were worked out"), strong=True)], *notes] if notes else []


def _granted(row: CaseRow, budget: BudgetTotals, *, at: int) -> list[Cell]:
    """What was decided, year by year; the sum takes the years that stand in the sheet."""
    granted = row.granted
    return [
        Cell(_("Granted")),
        Cell(None),
        *(Cell(granted.get(year), "money") for year in budget.years),
        Cell(_across(budget, at, sum((granted.get(year, Decimal(0)) for year in budget.years), Decimal(0))), "money"),
    ]


def _across(budget: BudgetTotals, at: int, value: Decimal) -> Sum | Decimal:
    if not budget.years:
        return value
    return Sum((at, FIRST_YEAR), (at, FIRST_YEAR + len(budget.years) - 1), value)


def _printed(budget: BudgetTotals) -> list[list[Cell]]:
    """A row with the applicant's own sums, and a note for each that differs from the true one."""
    notes = [
        _("The application says %(printed)s for %(year)s; the lines make %(sum)s.")
        % {"printed": kr(printed), "year": year, "sum": kr(budget.year_totals[year])}
        for year, printed in sorted(budget.printed_years.items())
        if year in budget.year_totals and printed != budget.year_totals[year]
    ]
    if budget.printed_total is not None and budget.printed_total != budget.grand_total:
        notes.append(
            _("The application says %(printed)s in total; the lines make %(sum)s.")
            % {"printed": kr(budget.printed_total), "sum": kr(budget.grand_total)}
        )
    if not notes:
        return []
    own = [
        Cell(_("Sum in the application")),
        Cell(None),
        *(Cell(budget.printed_years.get(year), "money") for year in budget.years),
        Cell(budget.printed_total, "money"),
    ]
    return [[], own, *([Cell(note, "note")] for note in notes)]
