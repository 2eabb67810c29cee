"""Which days are covered by spans with a first and a last day, either of which may be open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Both days are included; None is open."""

    first: date | None
    last: date | None

    def holds(self, on: date) -> bool:
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return _starts(self) <= _ends(other) and _starts(other) <= _ends(self)


def gaps(spans: Iterable[Span], first: date, last: date) -> list[Span]:
    """The days from the first to the last that no span holds, as spans.

    >>> gaps([Span(None, date(2026, 12, 31)), Span(date(2027, 2, 1), None)], date(2026, 1, 1), date(2027, 12, 31))
    [Span(first=datetime.date(2027, 1, 1), last=datetime.date(2027, 1, 31))]
    """
    found, day = [], first
    for span in sorted(spans, key=_starts):
        if _ends(span) < day:
            continue
        if _starts(span) > last:
            break
        if _starts(span) > day:
            found.append(Span(day, _starts(span) - DAY))
        if _ends(span) >= last:
            return found
        day = _ends(span) + DAY
    return [*found, Span(day, last)] if day <= last else found


def _starts(span: Span) -> date:
    return span.first or date.min


def _ends(span: Span) -> date:
    return span.last or date.max
