"""When an answer is due, in calendar days or Swedish working days."""

from collections.abc import Collection
from datetime import date, timedelta

from .structure import Deadline

SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def due_on(start: date, deadline: Deadline | None, holidays: Collection[date]) -> date | None:
    """The last day to answer when asked on `start`, which itself is not counted."""
    if deadline is None:
        return None
    if deadline.unit == "working":
        return _working_days_after(start, deadline.days, holidays)
    return start + timedelta(days=deadline.days)


def _working_days_after(start: date, days: int, holidays: Collection[date]) -> date:
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            days -= 1
    return day


def reminder_due(
    due: date | None, days_before: Collection[int], on: date, days_after: Collection[int] = ()
) -> int | None:
    """Which reminder is due on the day: so many days before, or as a negative number after; None for none.

    The nearest rule that has been passed counts, so that a day without a run loses no reminder. Without rules for
    after there is one, on the first day.
    """
    if due is None:
        return None
    left = (due - on).days
    if left < 0:
        return max((-days for days in days_after or (1,) if days <= -left), key=abs, default=None)
    return min((days for days in days_before if left <= days), default=None)
