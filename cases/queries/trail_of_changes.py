"""What the trail says of amendments, compared with the rows; and what a case is granted by its events."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from cases.models import Amendment, Case, CaseEvent

# Event, code, what the trail says and what the tables say.
type Found = tuple[int, str, str, str]
type Digest = Callable[[object], str]
SETTLING = frozenset({"approve", "approve_in_part", "reject"})


def granted_by(events: list[CaseEvent]) -> Decimal | None:
    """What the case is granted in all: by its last decision and each amendment since. A request has nothing itself."""
    granted: Decimal | None = None
    if events[0].data.get("amends"):
        return None
    for event in events:
        said = event.data.get("decision")
        if event.kind == "answered" and isinstance(said, dict) and said["kind"] in SETTLING:
            granted = sum((Decimal(amount) for amount in said["granted"].values()), Decimal(0))
        elif event.kind == "amended" and event.data["granted"] is not None:
            granted = Decimal(event.data["granted"])
    return granted


def of_changes(case: Case, events: list[CaseEvent], digest: Digest) -> Iterator[Found]:
    rows = {row.number: row for row in case.amendments.select_related("request__case").prefetch_related("years")}
    said = {event.data["amendment"]: event for event in events if event.kind == "amended"}
    for number, event in said.items():
        if number not in rows:
            yield event.seq, "amendment_missing", str(number), ""
            continue
        found = _now(rows[number], digest, is_disposed=case.disposed_on is not None)
        for name, value in found.items():
            if event.data.get(name) != value:
                yield event.seq, "amendment_differs", f"{name}={event.data.get(name)}", f"{name}={value}"
    for number in sorted(rows.keys() - said.keys()):
        yield 0, "amendment_differs", "", str(number)
    ends = [event.data["period_to"] for event in events if event.kind == "amended" and event.data["period_to"]]
    if ends and (case.period_to is None or case.period_to.isoformat() != ends[-1]):
        yield 0, "case_differs", f"period_to={ends[-1]}", f"period_to={case.period_to}"
    yield from _of_request(case, events)


def _now(row: Amendment, digest: Digest, *, is_disposed: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "change": row.request.case.number if row.request.case else "",
        "parts": row.request.parts,
        "period_to": row.period_to.isoformat() if row.period_to else None,
        "years": {str(each.year): [f"{each.before:.2f}", f"{each.after:.2f}"] for each in row.years.all()},
        "person": row.person_id,
        "leads_from": row.leads_from.isoformat() if row.leads_from else None,
    }
    if not is_disposed:
        found["budget_sha256"] = digest(row.budget) if row.budget is not None else None
    return found


def _of_request(case: Case, events: list[CaseEvent]) -> Iterator[Found]:
    """A request names the case that it changes, and says whether it did."""
    first = case.amends.number if case.amends is not None else None
    if events[0].data.get("amends") != first:
        yield 1, "case_differs", f"amends={events[0].data.get('amends')}", f"amends={first}"
    made = [event.data["amendment"] for event in events if event.kind == "took_effect"]
    rows = list(Amendment.objects.filter(request__case=case).values_list("number", flat=True)) if first else []
    if made != rows:
        yield 0, "case_differs", f"took_effect={made}", f"took_effect={rows}"
