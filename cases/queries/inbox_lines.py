"""What stands in an inbox, before its rows are read: which of each kind, the earliest first, and no more than so many.

Whoever has a mountain before them sees how it begins. So an inbox costs the same however high it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce

NEVER = date.max


class Kind(StrEnum):
    """What a row of the inbox is, and which line of it the row stands in."""

    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"
    # One that was sent back, whenever it is due.
    RETURNED = "returned"
    REVIEW = "review"
    # An agreement: a draft to send, one to draw up, or one that somebody has yet to sign.
    DRAFT = "draft"
    WANTED = "wanted"
    SIGNING = "signing"
    # An obligation whose day has not passed.
    COMING = "coming"
    # Cases that others have; those of them that are late; turns that nobody may answer.
    OTHERS = "others"
    LATE_WITH_OTHERS = "late"
    SILENT = "silent"
    # Letters that did not get through.
    LETTER = "letter"


@dataclass(frozen=True)
class Line:
    """Rows in their order; `day` is the column with the day that they are due, or empty where they have none."""

    rows: QuerySet
    day: str
    most: int


@dataclass(frozen=True)
class Found:
    """The first of a line, as (day, primary key), and whether there are more."""

    rows: tuple[tuple[date, int], ...] = ()
    is_longer: bool = False

    def late(self, on: date) -> int:
        return sum(1 for day, _pk in self.rows if day < on)

    @property
    def keys(self) -> list[int]:
        return [pk for _day, pk in self.rows]


def first_of(lines: Mapping[Kind, Line]) -> dict[Kind, Found]:
    """The first of each line, in one query."""
    asked = [_asked(kind, line) for kind, line in lines.items()]
    read: dict[Kind, list[tuple[date, int]]] = {kind: [] for kind in Kind}
    for day, kind, pk in asked[0].union(*asked[1:], all=True).order_by("day", "which"):
        read[Kind(kind)].append((day, pk))
    return {
        kind: Found(tuple(rows[: lines[kind].most]), len(rows) > lines[kind].most) if rows else Found()
        for kind, rows in read.items()
    }


def _asked(kind: Kind, line: Line) -> QuerySet:
    """One more than what is shown, so that it is known whether there are more; SQLite counts so far within alone."""
    rows = line.rows.model.objects.order_by().filter(pk__in=line.rows.values("pk")[: line.most + 1])
    never = Value(NEVER, DateField())
    return rows.annotate(
        day=Coalesce(F(line.day), never) if line.day else never, sort=Value(str(kind), CharField()), which=F("pk")
    ).values_list("day", "sort", "which")
