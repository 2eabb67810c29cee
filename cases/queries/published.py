"""What everybody may read of meetings: what was published, without what secrecy has been put on since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import ExtractYear

from cases.domain.public_minutes import searched
from cases.models import Meeting, PublishedMinutes, PublishedPoint
from cases.queries.minutes_passages import secret_cases
from people.models import Body

MOST_FOUND = 100


@dataclass(frozen=True)
class Said:
    """A passage as it is read: what it is (`heading`, `notes`, `decision`, …), its label where it begins, the text."""

    what: str
    label: str
    text: str


@dataclass(frozen=True)
class PublicPoint:
    paragraph: int | None
    left_out: bool
    heading: str = ""
    said: tuple[Said, ...] = ()
    key: int = 0


@dataclass(frozen=True)
class PublicCorrection:
    on: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class PublicMinutes:
    meeting: Meeting
    published: PublishedMinutes
    opening: tuple[Said, ...]
    points: tuple[PublicPoint, ...]
    corrections: tuple[PublicCorrection, ...]

    @property
    def seats(self) -> list[Said]:
        return [each for each in self.opening if each.what == "seat"]

    @property
    def others(self) -> list[Said]:
        """Place, others present, who adjusted."""
        return [each for each in self.opening if each.what != "seat"]


def public_minutes(body: str, pk: int) -> PublicMinutes | None:
    found = standing_publications().filter(meeting__body__key=body, meeting=pk).first()
    if found is None:
        return None
    points = list(found.points.select_related("item"))
    secret = secret_cases([point.item.case_id for point in points])
    return PublicMinutes(
        meeting=found.meeting,
        published=found,
        opening=_said(found.opening),
        points=tuple(_point(point, secret) for point in points),
        corrections=tuple(PublicCorrection(one["on"], _said(one["passages"])) for one in found.corrections),
    )


def standing_publications() -> QuerySet[PublishedMinutes]:
    return PublishedMinutes.objects.standing().select_related("meeting__body").order_by("-meeting__starts_at", "-pk")


def publishing_bodies() -> list[Body]:
    """Those with something published, each with how many (`count`) and the latest day (`latest`)."""
    shown = PublishedMinutes.objects.standing().values("meeting")
    bodies = Body.objects.filter(meetings__in=shown)
    return list(bodies.annotate(count=Count("meetings"), latest=Max("meetings__starts_at")).order_by("kind", "name"))


def years_of(body: Body) -> list[int]:
    meetings = Meeting.objects.filter(body=body, pk__in=PublishedMinutes.objects.standing().values("meeting"))
    years = meetings.annotate(year=ExtractYear("starts_at")).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def found_in_minutes(text: str) -> list[PublishedPoint]:
    """Published points with every word of the text, in any form or as the beginning of one; the newest first."""
    words = searched(text)
    if not words:
        return []
    points = PublishedPoint.objects.filter(published__ended_at=None, left_out=False)
    for beginning, stem in words:
        points = points.filter(words__contains=beginning) | points.filter(words__contains=stem)
    rows = points.select_related("published__meeting__body", "item").order_by("-published__meeting__starts_at")
    hits = list(rows[:MOST_FOUND])
    secret = secret_cases([point.item.case_id for point in hits])
    return [point for point in hits if point.item.case_id not in secret]


def heading_of(point: PublishedPoint) -> str:
    """With its § where it has one, as it was published."""
    said = next((each["text"] for each in point.passages if _what(each["key"]) == "heading"), "")
    return f"§ {point.item.paragraph} {said}" if point.item.paragraph else said


def _point(point: PublishedPoint, secret: set[int]) -> PublicPoint:
    item = point.item
    if point.left_out or item.case_id in secret:
        return PublicPoint(item.paragraph, left_out=True, key=item.pk)
    said = _said(point.passages)
    heading = next((each.text for each in said if each.what == "heading"), "")
    rest = tuple(each for each in said if each.what != "heading")
    return PublicPoint(item.paragraph, left_out=False, heading=heading, said=rest, key=item.pk)


def _said(passages: Sequence[dict[str, Any]]) -> tuple[Said, ...]:
    return tuple(Said(_what(each["key"]), each["label"], each["text"]) for each in passages)


def _what(key: str) -> str:
    parts = key.split(".")
    return parts[1] if len(parts) > 2 else ""
