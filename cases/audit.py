"""The trail: each event is sealed with the one before it, and the case carries the last seal."""

import hashlib
import json
from collections.abc import Mapping
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
    event.save(force_insert=True)
    case.event_count, case.event_head = event.seq, event.sha256
    # Not a save: the head is nothing that the search index or anybody else listens for.
    Case.objects.filter(pk=case.pk).update(event_count=case.event_count, event_head=case.event_head)
    webhooks.queue(event)
    return event


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
