"""What must be sent in after a grant, and when: it follows from the period and from the association's terms.

>>> [str(each.due_on) for each in owed(Span(date(2014, 7, 1), date(2014, 12, 31)), Terms())]
['2015-01-31', '2015-03-31']
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

STATUS_REPORT, ACTIVITY_PLAN, EVALUATION, FINAL_REPORT, OTHER = KINDS = (
    "status_report",
    "activity_plan",
    "evaluation",
    "final_report",
    "other",
)
# What the 1¾ years are counted from: where the budget begins, the day that the work really began, that of the decision,
# or the one that the agreement came into force.
BUDGET_START, REAL_START, DECISION_DAY, AGREEMENT_DAY = "budget", "real", "decision", "agreement"
DAY = timedelta(days=1)
# The stems that an obligation is known by when somebody wrote it in their own words; the first that fits.
WORDS = (
    (FINAL_REPORT, re.compile(r"slutrapport|slutredovis", re.IGNORECASE)),
    (EVALUATION, re.compile(r"utvärder", re.IGNORECASE)),
    (ACTIVITY_PLAN, re.compile(r"aktivitetsplan|mätbara mål", re.IGNORECASE)),
    (STATUS_REPORT, re.compile(r"lägesrapport|halvårsrapport|rapportera", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Span:
    """From a day to a day, both counted."""

    starts: date
    ends: date

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1


def accounted_for(span: Span, terms: "Terms") -> "Owed":
    """What follows of money that is paid out at once: its receipts and how it went, and no report on a period."""
    return Owed(OTHER, span, span.ends + timedelta(days=terms.report_days))


def span_of(answer: object) -> Span | None:
    """What a period field says; what somebody has not finished typing is no period."""
    if not isinstance(answer, dict):
        return None
    try:
        span = Span(date.fromisoformat(str(answer.get("from"))), date.fromisoformat(str(answer.get("to"))))
    except ValueError:
        return None
    return span if span.days > 0 else None


@dataclass(frozen=True)
class Terms:
    """What the association has decided. A number of 0 days or months is the last day itself."""

    report_days: int = 31
    # A piece of a half-year that is shorter is told of together with the half-year beside it.
    shortest_days: int = 60
    evaluation_months: int = 21
    evaluation_base: str = BUDGET_START
    # What is shorter is not evaluated.
    evaluated_from_months: int = 12
    final_report_months: int = 3


@dataclass(frozen=True)
class Days:
    """What is known of the other days that something may be counted from."""

    began_on: date | None = None
    decided_on: date | None = None
    agreed_on: date | None = None
    # False: nothing is counted from an agreement that there will not be.
    needs_agreement: bool = False


UNKNOWN = Days()


@dataclass(frozen=True)
class Owed:
    """One thing to send in: which part of the period it tells of, and the last day."""

    kind: str
    span: Span
    due_on: date


def owed(period: Span, terms: Terms, days: Days = UNKNOWN) -> tuple[Owed, ...]:
    """What follows from a period, in the order that it is due. What is counted from an agreement waits for it."""
    reports = (
        Owed(STATUS_REPORT, span, span.ends + terms.report_days * DAY)
        for span in half_years(period, terms.shortest_days)
    )
    last = Owed(FINAL_REPORT, period, months_after(period.ends, terms.final_report_months))
    return tuple(sorted((*reports, *_evaluation(period, terms, days), last), key=lambda each: each.due_on))


def half_years(period: Span, shortest_days: int = 0) -> list[Span]:
    """The period cut where half-years meet. A short first piece joins the next, a short last the one before."""
    pieces = list(_cut(period))
    if len(pieces) > 1 and pieces[0].days < shortest_days:
        pieces[:2] = [Span(pieces[0].starts, pieces[1].ends)]
    if len(pieces) > 1 and pieces[-1].days < shortest_days:
        pieces[-2:] = [Span(pieces[-2].starts, pieces[-1].ends)]
    return pieces


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short for it.

    The last day of a month stays the last, so that what ends with February is due with the end of May.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    at_the_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if at_the_end else min(day.day, last))


def kind_of(title: str) -> str:
    """What an obligation in somebody's own words is: “Reviderad aktivitetsplan senast …” is an activity plan."""
    return next((kind for kind, words in WORDS if words.search(title)), OTHER)


def _cut(period: Span) -> Iterator[Span]:
    starts = period.starts
    while starts <= period.ends:
        ends = min(_end_of_half_year(starts), period.ends)
        yield Span(starts, ends)
        starts = ends + DAY


def _end_of_half_year(day: date) -> date:
    return date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)


def is_evaluated(period: Span, terms: Terms) -> bool:
    return period.ends + DAY >= months_after(period.starts, terms.evaluated_from_months)


def _evaluation(period: Span, terms: Terms, days: Days) -> Iterator[Owed]:
    start = counted_from(period, terms, days)
    if start is not None and is_evaluated(period, terms):
        yield Owed(EVALUATION, period, months_after(start, terms.evaluation_months))


def counted_from(period: Span, terms: Terms, days: Days) -> date | None:
    """The day that the evaluation is counted from; None while the agreement that it waits for is not in force.

    Where the day is not known and nobody waits for it, it is the first of the period.
    """
    if terms.evaluation_base == AGREEMENT_DAY and days.needs_agreement:
        return days.agreed_on
    known = {REAL_START: days.began_on, DECISION_DAY: days.decided_on, AGREEMENT_DAY: days.agreed_on}
    return known.get(terms.evaluation_base) or period.starts
