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


def reminder_due(due: date | None, days_before: Collection[int], on: date) -> int | None:
    """Which reminder is due on the day: so many days before, -1 when it is late, None for none.

    The nearest rule that has been passed counts, so that a day without a run loses no reminder.
    """
    if due is None:
        return None
    left = (due - on).days
    if left < 0:
        return -1
    return min((days for days in days_before if left <= days), default=None)
