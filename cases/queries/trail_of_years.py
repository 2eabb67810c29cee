"""Whether the ticks in groups' years are what their log says: every tick, none twice, none behind its back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cases.audit import digest
from cases.models import HappeningMark, YearEvent, YearTrail
from cases.year_trail import seal

from .chain import Fault, chain_faults


@dataclass(frozen=True)
class YearFault:
    """`code` as in the wording of verify_audit; where it is: the group's and the happening's key, and the period."""

    code: str
    body: str
    happening: str
    span_from: str


# What a tick says: how it stands, when, who ticked when, and the digest of the note.
type Said = tuple[str, date, int, datetime, str]
type Key = tuple[str, str, str]


def year_chain_faults() -> list[Fault]:
    """Where a group's log is broken, whatever it says. Two queries."""
    logs: dict[str, list[YearEvent]] = defaultdict(list)
    for event in YearEvent.objects.select_related("body").order_by("body", "seq"):
        logs[event.body.key].append(event)
    ends = {trail.body.key: trail for trail in YearTrail.objects.select_related("body")}
    faults: list[Fault] = []
    for key in sorted(logs.keys() | ends.keys()):
        end = ends.get(key) or YearTrail()
        found = chain_faults(f"year:{key}", logs[key], seal, count=end.event_count, head=end.event_head)
        faults += found
    return faults


def year_faults() -> list[YearFault]:
    """Two queries; the log is replayed in the order that it was written."""
    replayed: dict[Key, Said] = {}
    faults = list(_replayed(replayed))
    rows = HappeningMark.objects.values_list(
        "body__key", "happening__key", "span_from", "state", "done_on", "by", "at", "note"
    )
    stands: dict[Key, Said] = {
        (body, happening, span_from.isoformat()): (state, done_on, by, at, digest(note))
        for body, happening, span_from, state, done_on, by, at, note in rows
    }
    for key in sorted(replayed.keys() | stands.keys()):
        if key not in stands:
            faults.append(YearFault("tick_missing", *key))
        elif key not in replayed:
            faults.append(YearFault("tick_without_event", *key))
        elif stands[key] != replayed[key]:
            faults.append(YearFault("tick_differs", *key))
    return faults


def _replayed(marks: dict[Key, Said]) -> Iterator[YearFault]:
    """Fills in the marks as the log leaves them."""
    events = YearEvent.objects.exclude(kind="reminded").order_by("pk")
    columns = ("body__key", "happening__key", "kind", "actor", "at", "data")
    for body, happening, kind, actor, at, data in events.values_list(*columns):
        key = (body, happening, str(data.get("span_from", "")))
        if (kind == "ticked") == (key in marks):
            yield YearFault("tick_out_of_order", *key)
        if kind == "ticked":
            done_on = date.fromisoformat(data["done_on"])
            marks[key] = (data["state"], done_on, actor, at, data["note_sha256"])
        else:
            marks.pop(key, None)
