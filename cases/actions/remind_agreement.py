"""Remind of an agreement that somebody has yet to sign: the office does it by hand, of one or of many."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_agreements
from cases.errors import CaseError
from cases.models import Agreement
from people.models import User

from .draw_up_agreement import locked_agreement
from .mandates import must_be_association


@transaction.atomic
def remind_agreement(agreement: Agreement, *, by: User, at: datetime | None = None) -> bool:
    """Remind the parties' people. Gives False where it was done by hand earlier the same day.

    Raises CaseError: 403 for others than the office, 409 when nobody has to sign it.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case, agreement = locked_agreement(agreement)
    if agreement.status != Agreement.Status.SENT:
        raise CaseError("agreement_waits_for_nobody", standing=agreement.get_status_display())
    day = {"day": on.isoformat(), "agreement": agreement.number}
    if case.events.filter(kind="agreement_reminded", data__day=day["day"], data__agreement=agreement.number).exists():
        return False
    audit.record(case, "agreement_reminded", by=by, at=at, data=day)
    Agreement.objects.filter(pk=agreement.pk).update(reminded_at=at)
    notices_of_agreements.remind_again(agreement, on=on)
    return True
