"""Swedish holidays, for the rules that count working days."""

from datetime import date
from functools import cache

import holidays


@cache
def _of_year(year: int) -> frozenset[date]:
    # Midsummer's, Christmas and New Year's Eve are no holidays by law, yet nobody works.
    eves = {date(year, 12, 24), date(year, 12, 31), *_midsummer_eve(year)}
    return frozenset(holidays.country_holidays("SE", years=year, include_sundays=False)) | eves


def _midsummer_eve(year: int) -> set[date]:
    return {day for day in (date(year, 6, number) for number in range(19, 26)) if day.weekday() == 4}


def swedish_holidays(start: date) -> frozenset[date]:
    """The holidays of the year and of the three that follow, which is as far as a deadline reaches."""
    return _of_year(start.year) | _of_year(start.year + 1) | _of_year(start.year + 2) | _of_year(start.year + 3)
