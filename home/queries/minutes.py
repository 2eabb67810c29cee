"""Published notes and minutes, for the pages that everybody reads."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Meeting, PublishedMinutes
from cases.queries.published import found_in_minutes, heading_of, publishing_bodies, standing_publications, years_of
from home.models import GroupPage
from people.models import Body

PER_PAGE = 50
LATEST = 3


@dataclass(frozen=True)
class MinutesOfBody:
    body: Body
    page: Page
    years: list[int]
    year: int | None
    group_page: GroupPage | None


@dataclass(frozen=True)
class Hit:
    """A point that a search found."""

    meeting: Meeting
    heading: str
    anchor: int


def minutes_of_body(key: str, year: str, page: str | None) -> MinutesOfBody | None:
    """Of one year, or of all; None where the body has published nothing."""
    body = Body.objects.filter(key=key).first()
    years = years_of(body) if body is not None else []
    if body is None or not years:
        return None
    chosen = int(year) if year.isdecimal() and len(year) == 4 and int(year) in years else None
    rows = standing_publications().filter(meeting__body=body)
    if chosen:
        rows = rows.filter(meeting__starts_at__year=chosen)
    group_page = GroupPage.objects.live().public().filter(body=body).first()
    return MinutesOfBody(body, Paginator(rows, PER_PAGE).get_page(page), years, chosen, group_page)


def latest_minutes(body: Body) -> list[PublishedMinutes]:
    return list(standing_publications().filter(meeting__body=body)[:LATEST])


def minutes_hits(text: str) -> list[Hit]:
    return [Hit(point.published.meeting, heading_of(point), point.item_id) for point in found_in_minutes(text)]


def name_of(meeting: Meeting) -> str:
    return _("Minutes") if meeting.has_minutes else pgettext("of a meeting", "Notes")


__all__ = ["latest_minutes", "minutes_hits", "minutes_of_body", "name_of", "publishing_bodies"]
