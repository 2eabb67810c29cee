"""The trail: each event is sealed with the one before it, and the case carries the last seal."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from people.models import User

from . import webhooks
from .models import Case, CaseEvent


def record(case: Case, kind: str, *, by: User | None, at: datetime, data: Mapping[str, Any]) -> CaseEvent:
    """Append an event to a case that the caller has locked, in the caller's transaction.

    `data` is JSON: references, codes and digests, never what somebody wrote.
    """
    event = CaseEvent(
        case=case,
        seq=case.event_count + 1,
        kind=kind,
        at=at,
        actor=by,
        data=dict(data),
        previous=case.event_head,
    )
    event.sha256 = seal(case.number, event)
    case.event_count, case.event_head = event.seq, event.sha256
    if case.events_to_keep is None:
        _keep(case, [event])
    else:
        case.events_to_keep.append(event)
    return event


@contextmanager
def together(case: Case) -> Iterator[None]:
    """What is recorded of this very object inside is sealed at once and kept at the end, in the same queries.

    In the caller's transaction: where it fails nothing is kept, and nothing of what was done either.
    """
    events: list[CaseEvent] = []
    case.events_to_keep = events
    try:
        yield
    finally:
        case.events_to_keep = None
    if events:
        _keep(case, events)


def _keep(case: Case, events: Sequence[CaseEvent]) -> None:
    CaseEvent.objects.bulk_create(events)
    # Not a save: the head is nothing that the search index or anybody else listens for.
    Case.objects.filter(pk=case.pk).update(event_count=case.event_count, event_head=case.event_head)
    webhooks.queue(*events)


def seal(number: str, event: CaseEvent) -> str:
    """The event's own hash, over everything that it says and the hash before it."""
    return digest(
        [
            number,
            event.seq,
            event.kind,
            event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            event.actor_id,
            event.data,
            event.previous,
        ]
    )


def digest(value: object) -> str:
    """SHA-256 of JSON in its one canonical form (docs/formats.md)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
