"""Groups are followed by another from a day: they end, their mandates end, and what waits for them passes on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from people import log
from people.actions.end_mandate import end_mandate
from people.errors import PeopleError
from people.models import Body, Mandate, PeopleEvent, Succession, User

from .follow_bodies import follow_bodies


@transaction.atomic
def merge_bodies(
    before: Sequence[Body], follower: Body, day: date, *, by: User, at: datetime | None = None
) -> list[Succession]:
    """From the day on, `follower` does what the others did. Where the day has come, their work passes at once;
    else the nightly round does it on the day.

    Raises PeopleError where no group is chosen, one follows itself, or has been followed already.
    """
    at = at or timezone.now()
    if not before:
        raise PeopleError("no_group_chosen", field="before")
    locked = list(Body.objects.select_for_update().filter(pk__in=[body.pk for body in (*before, follower)]))
    rows = []
    for body in locked:
        if body.pk == follower.pk:
            continue
        if Succession.objects.filter(predecessor=body).exists():
            raise PeopleError("already_followed", field="before", body=body.name)
        rows.append(_end(body, follower, day, by=by))
    if follower in before:
        raise PeopleError("follows_itself", field="follower")
    if day <= timezone.localdate(at):
        follow_bodies(by=by, at=at)
    return rows


def _end(body: Body, follower: Body, day: date, *, by: User) -> Succession:
    last = day - timedelta(days=1)
    if body.valid_from is not None and body.valid_from > last:
        raise PeopleError("not_begun", field="day")
    row = Succession.objects.create(predecessor=body, successor=follower, on=day)
    body.valid_to = min(body.valid_to or last, last)
    body.save(update_fields=["valid_to"])
    for mandate in Mandate.objects.filter(body=body).select_related("body", "user").order_by("pk"):
        end_mandate(mandate, last, by=by)
    log.record(PeopleEvent.Kind.BODY_FOLLOWED, by=by, body=body, follower=follower.key, first=day)
    return row
