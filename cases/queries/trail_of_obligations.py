"""What the trail says of obligations, read from the first event to the last and compared with the rows."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cases.models import Case, CaseEvent, Obligation

# Event, code, what the trail says and what the tables say.
type Found = tuple[int, str, str, str]
# Of words or answers, as the trail keeps it (cases.audit.digest).
type Digest = Callable[[object], str]
# Settled without being done, since the agreement ends; and owed again.
CANCELS = {"obligations_cancelled", "obligations_restored"}


@dataclass
class Said:
    """How an obligation stands by its events; None is what no event has said."""

    title_sha256: str | None = None
    obligation_kind: str | None = None
    due_on: str | None = None
    sent_on: str | None = None
    returned_on: str | None = None
    done_on: str | None = None
    cancelled: bool = False


def of_obligations(case: Case, events: list[CaseEvent], digest: Digest) -> Iterator[Found]:
    said, removed = _replayed(events)
    rows = {row.pk: row for row in case.obligations.select_related("submission")}
    for pk, expected in said.items():
        row = rows.get(pk)
        if row is None:
            yield 0, "obligation_missing", str(pk), ""
            continue
        now = _now(row, digest, is_disposed=bool(case.disposed_on))
        for name, value in asdict(expected).items():
            unsaid = value is None and name in {"title_sha256", "obligation_kind", "due_on"}
            if not unsaid and name in now and now[name] != value:
                yield 0, "obligation_differs", f"{name}:{pk}={value}", f"{name}:{pk}={now[name]}"
    for pk in removed & rows.keys():
        yield 0, "obligation_differs", f"removed:{pk}", "there"
    yield from _sendings(case, events, rows, digest)
    noted, began_on = _began(events), case.began_on.isoformat() if case.began_on else None
    if noted != began_on:
        yield 0, "case_differs", f"began_on={noted}", f"began_on={began_on}"


def _replayed(events: list[CaseEvent]) -> tuple[dict[int, Said], set[int]]:
    said: dict[int, Said] = {}
    removed: set[int] = set()
    for event in events:
        for data in _obligations_in(event.data):
            one = said.setdefault(data["obligation"], Said())
            for name in ("title_sha256", "obligation_kind", "due_on", "done_on", "returned_on"):
                if name in data:
                    setattr(one, name, data[name])
            if event.kind in CANCELS:
                one.cancelled = event.kind == "obligations_cancelled"
            if "sent_on" in data:
                one.sent_on, one.returned_on = data["sent_on"], None
            if event.kind == "obligation_removed":
                removed.add(data["obligation"])
                del said[data["obligation"]]
    return said, removed


def _obligations_in(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Those that the event says something of: one, or many at once."""
    many: list[dict[str, Any]] | None = data.get("made") or data.get("changed")
    return many or ([data] if "obligation" in data else [])


def _now(row: Obligation, digest: Digest, *, is_disposed: bool) -> dict[str, Any]:
    days = {name: getattr(row, name) for name in ("due_on", "sent_on", "returned_on", "done_on")}
    words = {} if is_disposed else {"title_sha256": digest(row.title)}
    said = {name: day.isoformat() if day else None for name, day in days.items()}
    return said | words | {"obligation_kind": row.kind, "cancelled": row.cancelled_by_id is not None}


def _sendings(case: Case, events: list[CaseEvent], rows: dict[int, Obligation], digest: Digest) -> Iterator[Found]:
    """What was sent in for an obligation is still what was sent in then."""
    for event in events:
        row = rows.get(event.data.get("obligation", 0)) if event.kind == "obligation_sent" else None
        if row is None or row.submission is None:
            continue
        sent = row.submission.sent_revisions.filter(number=event.data["form_revision"]).first()
        found = {sent.sha256} | (set() if case.disposed_on else {digest(sent.answers)}) if sent else set()
        if found != {event.data["answers_sha256"]}:
            yield event.seq, "form_differs", event.data["answers_sha256"], ", ".join(sorted(found))


def _began(events: list[CaseEvent]) -> str | None:
    found: str | None = None
    for event in events:
        if event.kind == "start_noted":
            found = event.data["began_on"]
    return found
