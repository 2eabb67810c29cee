"""Writing the log of a group's years, as `cases.audit` writes the trail of a case."""

from collections.abc import Mapping
from datetime import UTC, datetime

from people.models import Body, User

from . import webhooks
from .audit import digest
from .models import Happening, YearEvent, YearTrail


def record(
    body: Body, happening: Happening, kind: str, *, by: User, at: datetime, data: Mapping[str, str]
) -> YearEvent:
    """Append an event for a group that the caller has locked, in the caller's transaction; other systems are told."""
    trail, _made = YearTrail.objects.get_or_create(body=body)
    event = YearEvent(
        body=body,
        happening=happening,
        seq=trail.event_count + 1,
        kind=kind,
        at=at,
        actor=by,
        data=dict(data),
        previous=trail.event_head,
    )
    event.sha256 = seal(event)
    event.save()
    YearTrail.objects.filter(pk=trail.pk).update(event_count=event.seq, event_head=event.sha256)
    webhooks.queue_of_year(event)
    return event


def seal(event: YearEvent) -> str:
    """The event's own hash, over everything that it says and the hash before it."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    of = [event.body_id, event.seq, event.kind, at, event.actor_id, event.happening_id]
    return digest([*of, event.data, event.previous])
