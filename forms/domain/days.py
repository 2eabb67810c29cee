"""Days and periods as they are typed: 2014-07-01, 20140701, 140701, 140701–160630."""

import re
from dataclasses import dataclass
from datetime import date

from .typed import bare

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{6}"
_PERIOD = re.compile(rf"({_DAY}) ?(?:-|–|—|−|‐|‑|till|t\.o\.m\.) ?({_DAY})", re.IGNORECASE)
_HYPHENS = re.compile(r"(?<=[0-9])[‐‑−–](?=[0-9]{2}(?:[‐‑−–]|$))")


@dataclass(frozen=True)
class Period:
    """Both days are included."""

    start: date
    end: date

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.start.year, self.end.year + 1))

    def __str__(self) -> str:
        return f"{self.start.isoformat()}–{self.end.isoformat()}"


@dataclass(frozen=True)
class NotADay:
    """Why: `not_date`, `no_such_day`, `not_period` or `ends_before_it_starts`."""

    code: str


def read_day(text: str) -> date | NotADay:
    """Two figures for the year are 1970–2069."""
    typed = bare(text)
    if not re.fullmatch(_DAY, typed):
        typed = _HYPHENS.sub("-", typed)
        if not re.fullmatch(_DAY, typed):
            return NotADay("not_date")
    figures = typed.replace("-", "")
    if len(figures) == 6:
        figures = ("20" if figures[:2] < "70" else "19") + figures
    year, month, day = int(figures[:4]), int(figures[4:6]), int(figures[6:])
    if not 1900 <= year <= 2199:
        return NotADay("not_date")
    try:
        return date(year, month, day)
    except ValueError:
        return NotADay("no_such_day")


def read_period(text: str) -> Period | NotADay:
    found = _PERIOD.fullmatch(bare(text))
    if not found:
        return NotADay("not_period")
    start, end = read_day(found[1]), read_day(found[2])
    if isinstance(start, NotADay) or isinstance(end, NotADay):
        missing = NotADay("no_such_day") in (start, end)
        return NotADay("no_such_day" if missing else "not_period")
    return Period(start, end) if start <= end else NotADay("ends_before_it_starts")
