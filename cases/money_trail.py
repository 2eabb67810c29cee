"""Writing the trail of a fund or an amount limit, as `cases.audit` writes that of a case."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from people.models import User

from . import webhooks
from .audit import digest
from .models import AmountLimit, Fund, LedgerEntry, MoneyEvent

type Subject = Fund | AmountLimit
# What else changes a fund's balance stands in the trails of cases.
OF_FUND = (LedgerEntry.Kind.APPROPRIATED, LedgerEntry.Kind.MOVED)


def locked[S: (Fund, AmountLimit)](subject: S) -> S:
    """As it is now, nobody else's until the transaction ends.

    Without the key: who writes an entry of the fund refers to its row, and need not wait for us.
    """
    return type(subject)._default_manager.select_for_update(no_key=True).get(pk=subject.pk)


def record(
    subject: Subject, kind: str, *, by: User | None, at: datetime, data: Mapping[str, Any], reason: str = ""
) -> MoneyEvent:
    """Append an event to what the caller has locked, in the caller's transaction; other systems are told of it."""
    event = MoneyEvent(
        **of(subject),
        seq=subject.event_count + 1,
        kind=kind,
        at=at,
        actor=by,
        reason=reason[:200],
        data=dict(data),
        previous=subject.event_head,
    )
    event.sha256 = seal(name_of(subject), event)
    event.save()
    subject.event_count, subject.event_head = event.seq, event.sha256
    head = {"event_count": event.seq, "event_head": event.sha256}
    type(subject)._default_manager.filter(pk=subject.pk).update(**head)
    webhooks.queue_of_money(event)
    return event


def of(subject: Subject) -> dict[str, Subject]:
    return {"fund" if isinstance(subject, Fund) else "limit": subject}


def name_of(subject: Subject) -> str:
    """What the trail calls it: the key, which never changes."""
    return f"{'fund' if isinstance(subject, Fund) else 'limit'}:{subject.key}"


def seal(name: str, event: MoneyEvent) -> str:
    """The event's own hash, over everything that it says and the hash before it."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest([name, event.seq, event.kind, at, event.actor_id, event.reason, event.data, event.previous])


def facts_of(subject: Subject) -> dict[str, Any]:
    """What an editor can change of it."""
    if isinstance(subject, Fund):
        return {"name": subject.name, "is_held": subject.is_held, "is_activity": subject.is_activity}
    return {"name": subject.name, "amount": f"{subject.amount:.2f}", "note": subject.note}


def entries_of(rows: Iterable[LedgerEntry]) -> list[list[Any]]:
    """The entries that an act wrote: which, of which year, and how much."""
    return [[row.pk, row.year, f"{row.amount:.2f}"] for row in rows]
