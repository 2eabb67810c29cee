"""The office approves a request for payment, refuses it, or notes that it was paid."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_money
from cases.errors import CaseError
from cases.models import GrantedAmount, LedgerEntry, PaymentRequest
from people.models import User

from . import ledger
from .agreed import must_be_agreed
from .ask_for_payment import said_of
from .granting import granted_for, unclaim
from .mandates import must_be_association
from .moving import locked

State = PaymentRequest.State


@transaction.atomic
def approve_payment(payment: PaymentRequest, *, by: User, at: datetime | None = None) -> PaymentRequest:
    """Two pairs of eyes: nobody approves what they asked for themselves.

    Raises CaseError: 403 for others than the office or for one's own, 409 when it waits no more.
    """
    at = at or timezone.now()
    payment = _found(payment, by, at, State.ASKED)
    if payment.asked_by_id == by.pk:
        raise CaseError("not_your_own")
    must_be_agreed(granted_for(payment.case, payment.year).decision, on=timezone.localdate(payment.asked_at))
    settle(payment, State.APPROVED, by=by, at=at)
    notices_of_money.settled(payment, at=at)
    return payment


@transaction.atomic
def refuse_payment(payment: PaymentRequest, *, reason: str, by: User, at: datetime | None = None) -> PaymentRequest:
    """The amount can be asked for again. Raises CaseError: 403, 409, and 422 without a reason."""
    at = at or timezone.now()
    payment = _found(payment, by, at, State.ASKED, State.APPROVED)
    payment.reason = reason.strip()
    if not payment.reason:
        raise CaseError("why_missing", field="reason")
    unclaim(granted_for(payment.case, payment.year), payment.amount)
    settle(payment, State.REFUSED, by=by, at=at)
    notices_of_money.settled(payment, at=at)
    return payment


def settle(payment: PaymentRequest, state: str, *, by: User, at: datetime) -> None:
    """Approve or refuse in the tables and the trail; who is told is the caller's business."""
    payment.state, payment.settled_by, payment.settled_at = state, by, at
    payment.save()
    kind = "payment_approved" if state == State.APPROVED else "payment_refused"
    data = {**said_of(payment), "reason_sha256": audit.digest(payment.reason)}
    audit.record(payment.case, kind, by=by, at=at, data=data)


@transaction.atomic
def record_paid(payment: PaymentRequest, *, paid_on: date, by: User, at: datetime | None = None) -> PaymentRequest:
    """The money has left: the fund's year and the case's grant say so from now on.

    Raises CaseError: 403 for others than the office, 409 unless it is approved, 422 for a day to come.
    """
    at = at or timezone.now()
    payment = _found(payment, by, at, State.APPROVED)
    if paid_on > timezone.localdate(at):
        raise CaseError("paid_in_the_future", field="paid_on")
    return pay(payment, granted_for(payment.case, payment.year), paid_on=paid_on, by=by, at=at)


def pay(payment: PaymentRequest, row: GrantedAmount, *, paid_on: date, by: User, at: datetime) -> PaymentRequest:
    """The request is approved; its case and the year's grant are locked."""
    must_be_agreed(row.decision, on=timezone.localdate(payment.asked_at))
    row.paid += payment.amount
    row.save(update_fields=["paid"])
    payment.state, payment.paid_on, payment.paid_by = State.PAID, paid_on, by
    payment.save()
    ledger.write(
        [
            LedgerEntry(
                fund_id=row.decision.fund_id,
                year=payment.year,
                kind=LedgerEntry.Kind.PAID,
                amount=payment.amount,
                on=paid_on,
                case=payment.case,
                decision=row.decision,
                payment=payment,
                by=by,
                at=at,
            )
        ]
    )
    data = {**said_of(payment), "paid_on": paid_on.isoformat()}
    audit.record(payment.case, "payment_paid", by=by, at=at, data=data)
    notices_of_money.settled(payment, at=at)
    return payment


def _found(payment: PaymentRequest, by: User, at: datetime, *states: str) -> PaymentRequest:
    """The request as it is now, with its case locked, while it is in one of the states."""
    must_be_association(by, on=timezone.localdate(at))
    case = locked(payment.case)
    found = case.payments.select_for_update(of=("self",)).select_related("body").get(pk=payment.pk)
    found.case = case
    if found.state not in states:
        raise CaseError("payment_settled", standing=found.get_state_display())
    return found
