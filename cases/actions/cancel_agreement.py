"""Cancel an agreement that is not in force: it was drawn up wrongly, or came to nothing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_agreements
from cases.errors import CaseError
from cases.models import Agreement, Case, Reason
from cases.queries.agreements import lacking_agreement
from people.models import User

from .draw_up_agreement import locked_agreement
from .mandates import must_be_association
from .reasons import keep_reason


@transaction.atomic
def cancel_agreement(agreement: Agreement, *, reason: str, by: User, at: datetime | None = None) -> Agreement:
    """A new one may be drawn up. Raises CaseError: 403 for others, 409 when it is settled, 422 without a reason."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case, agreement = locked_agreement(agreement)
    if not agreement.is_open:
        raise CaseError("agreement_settled", standing=agreement.get_status_display())
    cancel(case, agreement, reason=reason, by=by, at=at)
    return agreement


def cancel(case: Case, agreement: Agreement, *, reason: str, by: User, at: datetime) -> None:
    """In the transaction of a caller who has locked the case."""
    was_sent = agreement.status == Agreement.Status.SENT
    why = keep_reason(case, "agreement_cancelled", reason, by=by, at=at)
    agreement.status, agreement.cancelled_at = Agreement.Status.CANCELLED, at
    agreement.cancel_reason = Reason.objects.get(pk=why["reason"])
    agreement.save(update_fields=["status", "cancelled_at", "cancel_reason"])
    lacking_agreement().filter(pk=agreement.decision_id).update(lacks_agreement_since=timezone.localdate(at))
    audit.record(case, "agreement_cancelled", by=by, at=at, data={"agreement": agreement.number, **why})
    if was_sent:
        notices_of_agreements.cancelled(agreement, reason.strip(), at=at)
