"""What the pages of a year draw: the wheel of one group, and all groups side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS_3

from cases.domain import wheel as geometry
from cases.domain import year as rules
from cases.models import Happening
from people.models import Body

from .year import Entry, GroupYear


@dataclass(frozen=True)
class Mark:
    """A numbered mark on the wheel."""

    number: int
    state: str
    spot: geometry.Spot


@dataclass(frozen=True)
class Wheel:
    months: tuple[tuple[str, geometry.Month], ...]
    marks: tuple[Mark, ...]
    # Where the hand points, in the year that is now.
    hand: geometry.Spot | None


def wheel(one: GroupYear, year: int, on: date) -> Wheel:
    spots = geometry.rings([entry.occasion.due_on for entry in one.entries])
    marks = (
        Mark(number, entry.state, spot)
        for number, (entry, spot) in enumerate(zip(one.entries, spots, strict=True), start=1)
    )
    months = tuple((str(MONTHS_3[month.number]), month) for month in geometry.months(year))
    return Wheel(months, tuple(marks), geometry.hand(on) if on.year == year else None)


@dataclass(frozen=True)
class Head:
    """A column: one happening and its last day."""

    happening: Happening
    due_on: date
    starts: date


@dataclass(frozen=True)
class Row:
    body: Body
    cells: tuple[Entry | None, ...]
    late: int
    due: int


@dataclass(frozen=True)
class Matrix:
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    late: tuple[Entry, ...]


def matrix(years: Sequence[GroupYear]) -> Matrix:
    """Those with most that is late come first; what is late is told beside, the oldest first."""
    heads: dict[tuple[int, date], Head] = {}
    for one in years:
        for entry in one.entries:
            each = entry.occasion
            heads.setdefault(
                (entry.happening.pk, each.span.starts), Head(entry.happening, each.due_on, each.span.starts)
            )
    order = sorted(heads, key=lambda at: (heads[at].due_on, heads[at].happening.name))
    rows = []
    for one in years:
        cells = {(entry.happening.pk, entry.occasion.span.starts): entry for entry in one.entries}
        rows.append(Row(one.body, tuple(cells.get(at) for at in order), one.count(rules.LATE), one.count(rules.DUE)))
    late = [entry for one in years for entry in one.entries if entry.state == rules.LATE]
    return Matrix(
        tuple(heads[at] for at in order),
        tuple(sorted(rows, key=lambda row: (-row.late, -row.due, row.body.name))),
        tuple(sorted(late, key=lambda entry: (entry.occasion.due_on, entry.body.name))),
    )
