"""What the trail says of requests for payment, call-offs and outcomes, compared with the tables."""

from collections.abc import Iterator
from typing import Any

from cases import audit
from cases.models import CallOff, Case, CaseEvent, OutcomeReport, PaymentRequest

# Event, code, what the trail says and what the tables say.
type Found = tuple[int, str, str, str]
PAYMENTS = {"payment_asked", "payment_approved", "payment_refused", "payment_paid", "payment_taken_back"}
CALLS = {"called_off", "call_off_taken_back"}


def of_money(case: Case, events: list[CaseEvent]) -> Iterator[Found]:
    payments = {row.number: row for row in case.payments.prefetch_related("lines")}
    calls = {row.pk: row for row in case.call_offs.select_related("body")}
    reports = {(row.year, row.number): row for row in case.outcomes.prefetch_related("lines")}
    last: dict[int, CaseEvent] = {}
    for event in events:
        if event.kind in PAYMENTS:
            last[event.data["payment"]] = event
            yield from _payment(case, event, payments.get(event.data["payment"]))
        elif event.kind in CALLS:
            yield from _call_off(case, event, calls.get(event.data["call_off"]))
        elif event.kind == "outcome_reported":
            yield from _outcome(case, event, reports.get((event.data["year"], event.data["report"])))
    for number, row in payments.items():
        said = last[number].data["state"] if number in last else ""
        yield from _unlike(0, "payment_differs", f"{number} state", said, row.state)


def _payment(case: Case, event: CaseEvent, row: PaymentRequest | None) -> Iterator[Found]:
    if row is None:
        yield event.seq, "payment_missing", str(event.data["payment"]), ""
        return
    found: dict[str, Any] = {"year": row.year, "amount": f"{row.amount:.2f}", "drawdown": row.is_drawdown}
    if event.kind == "payment_paid":
        found["paid_on"] = row.paid_on.isoformat() if row.paid_on else ""
    if case.disposed_on is None and event.kind == "payment_asked":
        lines = sorted(row.lines.all(), key=lambda line: line.place)
        found["lines_sha256"] = audit.digest([[line.what, f"{line.amount:.2f}"] for line in lines])
    if case.disposed_on is None and event.kind == "payment_refused":
        found["reason_sha256"] = audit.digest(row.reason)
    for name, value in found.items():
        yield from _unlike(event.seq, "payment_differs", name, event.data[name], value)


def _call_off(case: Case, event: CaseEvent, row: CallOff | None) -> Iterator[Found]:
    if row is None:
        yield event.seq, "call_off_missing", str(event.data["call_off"]), ""
        return
    found: dict[str, Any] = {
        "body": row.body.key,
        "year": row.year,
        "quantity": f"{row.quantity:.2f}",
        "unit": row.unit,
        "amount": None if row.amount is None else f"{row.amount:.2f}",
    }
    if case.disposed_on is None and event.kind == "called_off":
        found["note_sha256"] = audit.digest(row.note)
    for name, value in found.items():
        yield from _unlike(event.seq, "call_off_differs", name, event.data[name], value)
    if event.kind == "call_off_taken_back" and row.taken_back_at is None:
        yield event.seq, "call_off_differs", "taken back", "called off"


def _outcome(case: Case, event: CaseEvent, row: OutcomeReport | None) -> Iterator[Found]:
    if row is None:
        yield event.seq, "outcome_gone", f"{event.data['year']}:{event.data['report']}", ""
        return
    lines = sorted(row.lines.all(), key=lambda line: line.place)
    found = {line.line: [f"{line.budget:.2f}", f"{line.outcome:.2f}"] for line in lines}
    yield from _unlike(event.seq, "outcome_differs", "lines", event.data["lines"], found)
    if case.disposed_on is None:
        words = audit.digest([line.explanation for line in lines])
        yield from _unlike(event.seq, "outcome_differs", "explanations", event.data["explanations_sha256"], words)


def _unlike(seq: int, code: str, name: str, expected: Any, found: Any) -> Iterator[Found]:
    if expected != found:
        yield seq, code, f"{name}={expected}", f"{name}={found}"
