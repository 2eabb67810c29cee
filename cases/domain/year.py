"""What a group's year asks for, and by when: rules that give a period and a last day for any year.

>>> [str(each.due_on) for each in occasions(Rule(HALF_YEARLY, AFTER_END, days=31), 2017)]
['2017-01-31', '2017-07-31']
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .following_up import DAY, Span, months_after

YEARLY, HALF_YEARLY = EVERY = ("year", "half_year")
ON_DAY, ON_DAY_BEFORE, BEFORE_START, AFTER_START, BEFORE_END, AFTER_END = RULES = (
    "on_day",
    "on_day_before",
    "before_start",
    "after_start",
    "before_end",
    "after_end",
)
# The rules that are settled before the period that they are about has begun.
AHEAD = frozenset({ON_DAY_BEFORE, BEFORE_START})
BY_DATE = frozenset({ON_DAY, ON_DAY_BEFORE})

DONE, NOT_NEEDED, UNDER_WAY, LATE, DUE, NOT_YET, NOT_RECORDED = STATES = (
    "done",
    "not_needed",
    "under_way",
    "late",
    "due",
    "not_yet",
    "not_recorded",
)
# In a list what is late comes first, and what nobody need think of comes last.
ORDER = {state: place for place, state in enumerate((LATE, DUE, UNDER_WAY, NOT_YET, DONE, NOT_NEEDED, NOT_RECORDED))}
# What was not done is late for a year; after that it is only not written down.
LATE_FOR = timedelta(days=366)
MONTHS = {YEARLY: 12, HALF_YEARLY: 6}


@dataclass(frozen=True)
class Rule:
    """`first_month` begins its year; `month` and `day` say when by date (half-yearly six months apart), else `days`."""

    every: str = YEARLY
    due: str = ON_DAY
    first_month: int = 1
    month: int = 1
    day: int = 1
    days: int = 0
    opens_days: int = 60


@dataclass(frozen=True)
class Occasion:
    """One time that it is asked for: the period that it is about, when it is to happen, from when, by when."""

    span: Span
    window: Span
    opens_on: date
    due_on: date


@dataclass(frozen=True)
class Fulfilment:
    """What answers it: done, not needed, or begun (`sent`: it waits for others; `planned_for`: a day to come)."""

    state: str
    on: date | None = None
    sent: bool = False
    planned_for: date | None = None


def occasions(rule: Rule, year: int) -> tuple[Occasion, ...]:
    """Those whose last day is in the calendar year, in that order."""
    found = (occasion(rule, span) for begins in range(year - 2, year + 3) for span in spans(rule, begins))
    return tuple(sorted((each for each in found if each.due_on.year == year), key=lambda each: each.due_on))


def spans(rule: Rule, year: int) -> Iterator[Span]:
    """The periods of the year that begins in the calendar year: one, or its two halves."""
    length = MONTHS[rule.every]
    for months in range(0, 12, length):
        starts = months_after(date(year, rule.first_month, 1), months)
        yield Span(starts, months_after(starts, length) - DAY)


def occasion(rule: Rule, span: Span) -> Occasion:
    before = Span(months_after(span.starts, -MONTHS[rule.every]), span.starts - DAY)
    due_on = _due(rule, span, before)
    window = before if rule.due in AHEAD else Span(span.starts, max(span.ends, due_on))
    return Occasion(span, window, due_on - rule.opens_days * DAY, due_on)


def state(each: Occasion, found: Fulfilment | None, *, on: date, since: date | None = None) -> str:
    """How it stands on a day; what was due before `since`, when nobody kept it here, is not late."""
    if found is not None and found.state in (DONE, NOT_NEEDED):
        return found.state
    late = on > each.due_on
    if found is not None and (found.sent or not late):
        return UNDER_WAY
    if late:
        is_old = on - each.due_on > LATE_FOR or (since is not None and each.due_on < since)
        return NOT_RECORDED if is_old else LATE
    return DUE if on >= each.opens_on else NOT_YET


def covers(plan: Span, span: Span) -> bool:
    """Whether what is made for one period is for the other: they share at least half of the shorter one's days."""
    shared = (min(plan.ends, span.ends) - max(plan.starts, span.starts)).days + 1
    return shared * 2 >= min(plan.days, span.days) > 0


def half_year_of(day: date) -> Span:
    return Span(date(day.year, 1, 1), date(day.year, 6, 30)) if day.month <= 6 else _second(day.year)


def reported_next(last: date | None, *, on: date) -> Span:
    """What the next report tells of: from the day after the last one to where a half-year ended, or ends next."""
    now = half_year_of(on)
    if on == now.ends or (last is not None and last >= now.starts - DAY):
        ended = now
    else:
        ended = half_year_of(now.starts - DAY)
    if last is None:
        return ended
    ended = half_year_of(last + DAY) if last >= ended.ends else ended
    # A gap of more than a year is no report of its own length: it tells of the half-year that ended.
    starts = last + DAY
    return Span(starts, ended.ends) if (ended.ends - starts).days <= LATE_FOR.days else ended


def _second(year: int) -> Span:
    return Span(date(year, 7, 1), date(year, 12, 31))


def _due(rule: Rule, span: Span, before: Span) -> date:
    match rule.due:
        case "before_start":
            return span.starts - rule.days * DAY
        case "after_start":
            return span.starts + rule.days * DAY
        case "before_end":
            return span.ends - rule.days * DAY
        case "after_end":
            return span.ends + rule.days * DAY
    start = before.starts if rule.due == ON_DAY_BEFORE else span.starts
    month = months_after(start, (rule.month - rule.first_month) % MONTHS[rule.every])
    return month.replace(day=min(rule.day, monthrange(month.year, month.month)[1]))
