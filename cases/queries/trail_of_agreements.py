"""What the trail says of agreements, read from the first event to the last and compared with the rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from cases.models import Agreement, AgreementTermination, Case, CaseEvent

# Event, code, what the trail says and what the tables say.
type Found = tuple[int, str, str, str]
# Of a text, as the trail keeps it (cases.audit.digest).
type Digest = Callable[[object], str]
TEXT = {"agreement_drawn_up", "agreement_changed", "agreement_sent"}
ENDS = {"agreement_terminated", "agreement_termination_withdrawn", "agreement_ended_elsewhere"}
STATUS = {
    "agreement_drawn_up": Agreement.Status.DRAFT,
    "agreement_sent": Agreement.Status.SENT,
    "agreement_in_force": Agreement.Status.IN_FORCE,
    "agreement_replaced": Agreement.Status.REPLACED,
    "agreement_cancelled": Agreement.Status.CANCELLED,
    "agreement_terminated": Agreement.Status.TERMINATED,
    "agreement_termination_withdrawn": Agreement.Status.IN_FORCE,
}
# Of a notice: what its entry says and the row must say too.
NOTICE = ("party", "ground", "received_on", "ends_on", "claims_until", "document")


@dataclass
class Said:
    """How an agreement stands by its events."""

    status: str = ""
    decision: int | None = None
    amends: int | None = None
    content_sha256: str = ""
    sign_by: str | None = None
    in_force_on: str | None = None
    ends_on: str | None = None
    claims_until: str | None = None
    # By number: what was noted, and whether it was taken back.
    notices: dict[int, dict[str, Any]] = field(default_factory=dict)
    # By place: day, how, the document's number and the signer as a digest.
    signed: dict[int, dict[str, Any]] = field(default_factory=dict)


def of_agreements(case: Case, events: list[CaseEvent], digest: Digest) -> Iterator[Found]:
    said = _replayed(events)
    noted = Prefetch("terminations", AgreementTermination.objects.select_related("party", "document"))
    rows = {row.number: row for row in case.agreements.prefetch_related("parties__document", noted)}
    for number in sorted(said.keys() - rows.keys()):
        yield 0, "agreement_gone", str(number), ""
    for number, row in sorted(rows.items()):
        expected, found = vars(said.get(number, Said())), _now(case, row, digest)
        for name, value in found.items():
            if value != expected[name]:
                yield 0, "agreement_differs", f"{number} {name}={expected[name]}", f"{number} {name}={value}"
        if case.disposed_on is None and digest([row.title, row.content]) != row.sha256:
            yield 0, "agreement_differs", f"{number} text={row.sha256}", f"{number} text"


def _replayed(events: list[CaseEvent]) -> dict[int, Said]:
    said: dict[int, Said] = {}
    for event in events:
        if not event.kind.startswith("agreement_"):
            continue
        now, data = said.setdefault(event.data["agreement"], Said()), event.data
        now.status = STATUS.get(event.kind, now.status)
        if event.kind in TEXT:
            now.content_sha256, now.decision, now.amends = data["content_sha256"], data["decision"], data["amends"]
        if event.kind in ENDS:
            _end(said, event)
        elif event.kind == "agreement_sent":
            now.sign_by = data["sign_by"]
        elif event.kind == "agreement_in_force":
            now.in_force_on = data["in_force_on"]
        elif event.kind == "agreement_signed":
            names = ("signed_on", "how", "document", "signed_by_sha256")
            now.signed[data["party"]] = {name: data[name] for name in names}
    return said


def _end(said: dict[int, Said], event: CaseEvent) -> None:
    """The agreement, and those in the same case that it replaced, get a last day or lose it."""
    data = event.data
    for number in {data["agreement"], *data["ended"]}:
        one = said.setdefault(number, Said())
        one.ends_on, one.claims_until = data.get("ends_on"), data.get("claims_until")
    notices = said[data["agreement"]].notices
    if event.kind == "agreement_terminated":
        notices[data["termination"]] = {name: data[name] for name in NOTICE} | {"taken_back": False}
    elif event.kind == "agreement_termination_withdrawn":
        notices.setdefault(data["termination"], {})["taken_back"] = True


def _notices(row: Agreement) -> dict[int, dict[str, Any]]:
    return {
        each.number: {
            "party": each.party.place,
            "ground": each.ground,
            "received_on": each.received_on.isoformat(),
            "ends_on": each.ends_on.isoformat(),
            "claims_until": each.claims_until.isoformat(),
            "document": each.document.number,
            "taken_back": each.withdrawn_at is not None,
        }
        for each in row.terminations.all()
    }


def _now(case: Case, row: Agreement, digest: Digest) -> dict[str, Any]:
    signed = {
        party.place: {
            "signed_on": party.signed_on.isoformat(),
            "how": party.how,
            "document": party.document.number if party.document else None,
            "signed_by_sha256": digest(party.signed_by),
        }
        for party in row.parties.all()
        if party.signed_on is not None
    }
    found: dict[str, Any] = {
        "status": row.status,
        "decision": row.decision_id,
        "amends": row.amends_id,
        "content_sha256": row.sha256,
        "sign_by": row.sign_by.isoformat() if row.sign_by else None,
        "in_force_on": row.in_force_on.isoformat() if row.in_force_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "claims_until": row.claims_until.isoformat() if row.claims_until else None,
        "notices": _notices(row),
    }
    # After disposal nobody's name is there to compare with its digest.
    return found if case.disposed_on is not None else found | {"signed": signed}
