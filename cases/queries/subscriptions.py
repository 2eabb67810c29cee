"""Whose calendar an address is, and what stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from cases.models import CalendarSubscription, Meeting
from cases.models.subscription import digest_of
from people.models import Body, BodyKind
from people.queries.mandates import Standing, standing

from .year import GroupYear, years_of

# What was longer ago is found here, and need not be fetched again and again.
KEPT = timedelta(days=400)
MOST_MEETINGS = 500


@dataclass(frozen=True)
class GroupCalendar:
    body: Body
    meetings: Sequence[Meeting]
    years: Sequence[GroupYear]


def groups_to_subscribe(found: Standing) -> QuerySet[Body]:
    """The local groups that one has a seat in today."""
    groups = Body.objects.valid(found.on).filter(kind=BodyKind.LOCAL_GROUP, pk__in=found.body_ids)
    return groups.order_by("name", "pk")


def subscribed(token: str, *, at: datetime) -> CalendarSubscription | None:
    """Whose it is; None for one that is unknown or revoked, and for who has left the group or may not log in."""
    rows = CalendarSubscription.objects.in_use().select_related("user", "body").filter(digest=digest_of(token))
    subscription = rows.first()
    if subscription is None:
        return None
    found = standing(subscription.user, on=timezone.localdate(at))
    return subscription if groups_to_subscribe(found).filter(pk=subscription.body_id).exists() else None


def group_calendar(subscription: CalendarSubscription, on: date) -> GroupCalendar:
    """The group's meetings of a year back and all to come, and what this year and the next ask of it."""
    found = standing(subscription.user, on=on)
    body = subscription.body
    earliest = timezone.now() - KEPT
    meetings = Meeting.objects.filter(body=body, starts_at__gte=earliest).select_related("body")
    return GroupCalendar(
        body,
        list(meetings.order_by("starts_at", "pk")[:MOST_MEETINGS]),
        [one for year in (on.year - 1, on.year, on.year + 1) for one in years_of([body], year, found=found, on=on)],
    )
