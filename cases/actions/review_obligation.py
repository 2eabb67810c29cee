"""What was sent in for an obligation is approved, or sent back with what is missing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_obligations
from cases.errors import CaseError
from cases.models import Case, Obligation, Reason
from people.models import User

from .mandates import must_be_association
from .moving import locked
from .reasons import keep_reason


@transaction.atomic
def approve_obligation(obligation: Obligation, *, by: User, at: datetime | None = None) -> Obligation:
    """The office approves it; with that it is done. Raises CaseError: 403 for others, 409 unless it is sent in."""
    at = at or timezone.now()
    case, obligation = _sent(obligation, by, at)
    obligation.done_on, obligation.done_by = timezone.localdate(at), by
    obligation.save(update_fields=["done_on", "done_by"])
    data = {"obligation": obligation.pk, "done_on": obligation.done_on.isoformat()}
    audit.record(case, "obligation_approved", by=by, at=at, data=data)
    notices_of_obligations.obligation_looked_at(case, obligation, "obligation_approved", at=at)
    return obligation


@transaction.atomic
def return_obligation(obligation: Obligation, *, reason: str, by: User, at: datetime | None = None) -> Obligation:
    """It is to be changed and sent in again. Raises CaseError: 403, 409 unless sent in, 422 without a reason."""
    at = at or timezone.now()
    case, obligation = _sent(obligation, by, at)
    why = keep_reason(case, "obligation_returned", reason, by=by, at=at)
    obligation.returned_on, obligation.return_reason = timezone.localdate(at), Reason.objects.get(pk=why["reason"])
    obligation.save(update_fields=["returned_on", "return_reason"])
    data = {"obligation": obligation.pk, "returned_on": obligation.returned_on.isoformat(), **why}
    audit.record(case, "obligation_returned", by=by, at=at, data=data)
    told = reason.strip()
    notices_of_obligations.obligation_looked_at(case, obligation, "obligation_returned", at=at, reason=told)
    return obligation


def _sent(obligation: Obligation, by: User, at: datetime) -> tuple[Case, Obligation]:
    must_be_association(by, on=timezone.localdate(at))
    case = locked(obligation.case)
    obligation = case.obligations.get(pk=obligation.pk)
    if obligation.done_on is not None:
        raise CaseError("already_done")
    if not obligation.waits_for_office:
        raise CaseError("nothing_sent")
    return case, obligation
