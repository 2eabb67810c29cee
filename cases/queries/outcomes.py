"""What each budget line of a case was to cost in a year, and what was reported that it cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from cases.domain.deviations import Threshold, deviation, must_be_explained, percent
from cases.models import Case, OutcomeReport
from cases.queries.changes import budget_now

NOTHING = Decimal(0)


@dataclass(frozen=True)
class YearLine:
    id: str
    label: str
    budget: Decimal


@dataclass(frozen=True)
class Reported:
    """A line of a report, with what follows from its two amounts."""

    label: str
    budget: Decimal
    outcome: Decimal
    explanation: str = ""
    id: str = ""

    @property
    def deviation(self) -> Decimal:
        return deviation(self.budget, self.outcome)

    @property
    def percent(self) -> Decimal | None:
        return percent(self.budget, self.outcome)

    @property
    def is_large(self) -> bool:
        return must_be_explained(self.budget, self.outcome, threshold())


@dataclass(frozen=True)
class YearOutcome:
    """The report of a year that counts."""

    report: OutcomeReport
    lines: tuple[Reported, ...]

    @property
    def year(self) -> int:
        return self.report.year

    @property
    def total(self) -> Reported:
        budget = sum((line.budget for line in self.lines), NOTHING)
        return Reported("", budget, sum((line.outcome for line in self.lines), NOTHING))


def threshold() -> Threshold:
    return Threshold(Decimal(settings.DEVIATION_PERCENT), Decimal(settings.DEVIATION_KRONOR))


def budget_lines(case: Case, year: int) -> list[YearLine]:
    """The lines of the budget that holds, with what they cost in the year; none without a budget for it."""
    lines = budget_now(case)
    if not any(year in line.amounts for line in lines):
        return []
    return [YearLine(line.id, line.label, line.amounts.get(year, NOTHING)) for line in lines]


def outcomes_of(case: Case) -> list[YearOutcome]:
    """The latest report of each year, the latest year first; two queries."""
    reports = OutcomeReport.objects.filter(case=case).select_related("by").prefetch_related("lines")
    latest = {report.year: report for report in reports.order_by("year", "number")}
    return [YearOutcome(report, as_read(report)) for _, report in sorted(latest.items(), reverse=True)]


def as_read(report: OutcomeReport) -> tuple[Reported, ...]:
    lines: Sequence = sorted(report.lines.all(), key=lambda line: line.place)
    return tuple(Reported(line.label, line.budget, line.outcome, line.explanation, line.line) for line in lines)
