"""When letters that somebody wants together are sent."""

from datetime import date, timedelta

MONDAY = 0
WEEK = timedelta(days=7)


def is_time(rhythm: str, since: date, on: date) -> bool:
    """Whether letters that wait since a day go out on another; a Monday that was missed is made up for.

    Whoever has gone back to letters at once gets the last ones together.
    """
    return rhythm != "weekly" or on.weekday() == MONDAY or on - since >= WEEK
