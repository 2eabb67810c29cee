"""Make, renew and revoke the private address of a group's calendar."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases.errors import CaseError
from cases.models import CalendarSubscription
from cases.models.subscription import digest_of, new_token
from cases.queries.subscriptions import groups_to_subscribe
from people.models import Body, User
from people.queries.mandates import standing

# Often enough to tell whether an address is in use, without a write for every program that asks.
NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def make_calendar_address(body: Body, *, by: User, at: datetime | None = None) -> str:
    """The token, which is never to be had again; an address that was in use stops at once.

    Raises CaseError: 403 for who has no seat in the group today.
    """
    at = at or timezone.now()
    User.objects.select_for_update().get(pk=by.pk)
    if not groups_to_subscribe(standing(by, on=timezone.localdate(at))).filter(pk=body.pk).exists():
        raise CaseError("not_in_the_group")
    CalendarSubscription.objects.in_use().filter(user=by, body=body).update(revoked_at=at)
    token = new_token()
    CalendarSubscription.objects.create(user=by, body=body, digest=digest_of(token), created_at=at)
    return token


@transaction.atomic
def revoke_calendar_address(body: Body, *, by: User, at: datetime | None = None) -> bool:
    """From now on nobody reads by it; False where there was none."""
    rows = CalendarSubscription.objects.in_use().filter(user=by, body=body)
    return bool(rows.update(revoked_at=at or timezone.now()))


def note_use(subscription: CalendarSubscription, *, at: datetime) -> None:
    if subscription.last_used_at is None or subscription.last_used_at < at - NOTED_EVERY:
        CalendarSubscription.objects.filter(pk=subscription.pk).update(last_used_at=at)
