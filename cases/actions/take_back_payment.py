"""Take back a request for payment that the office has not looked at, or add receipts to one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Document, PaymentRequest
from people.models import User

from .ask_for_payment import Upload, keep_receipts, said_of
from .granting import granted_for, may_ask, unclaim
from .moving import locked


@transaction.atomic
def take_back_payment(payment: PaymentRequest, *, by: User, at: datetime | None = None) -> PaymentRequest:
    """The amount can be asked for again. Raises CaseError: 403 for others, 409 when the office has settled it."""
    at = at or timezone.now()
    payment = _found(payment, by, at)
    if payment.state != PaymentRequest.State.ASKED:
        raise CaseError("payment_settled", standing=payment.get_state_display())
    unclaim(granted_for(payment.case, payment.year), payment.amount)
    payment.state = PaymentRequest.State.TAKEN_BACK
    payment.save(update_fields=["state"])
    audit.record(payment.case, "payment_taken_back", by=by, at=at, data=said_of(payment))
    return payment


@transaction.atomic
def add_receipts(
    payment: PaymentRequest, uploads: Iterable[Upload], *, by: User, at: datetime | None = None
) -> list[Document]:
    """Receipts that came later, also for what is paid already.

    Raises CaseError: 403 for others, 409 for what was refused or taken back, 422 without a file or with too many;
    FileRefused for a file that cannot be taken in.
    """
    at = at or timezone.now()
    payment = _found(payment, by, at)
    if not payment.takes:
        raise CaseError("payment_settled", standing=payment.get_state_display())
    chosen = list(uploads)
    if not chosen:
        raise CaseError("receipt_missing", field="receipts")
    return keep_receipts(payment, chosen, by=by, at=at)


def _found(payment: PaymentRequest, by: User, at: datetime) -> PaymentRequest:
    case = locked(payment.case)
    may_ask(case, by, at)
    found = case.payments.select_for_update(of=("self",)).select_related("body").get(pk=payment.pk)
    found.case = case
    return found
