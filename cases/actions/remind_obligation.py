"""Remind of an obligation that is late: the office does it by hand, of one or of many."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_obligations
from cases.errors import CaseError
from cases.models import Obligation
from people.models import User

from .make_obligations import must_be_granted
from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def remind_obligation(obligation: Obligation, *, by: User, at: datetime | None = None) -> bool:
    """Remind those who apply. Gives False where it was done by hand earlier the same day.

    Raises CaseError: 403 for others than the office, 409 when it is not late any more.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case = locked(obligation.case)
    must_be_granted(case)
    obligation = case.obligations.get(pk=obligation.pk)
    if not obligation.is_late(on):
        raise CaseError("obligation_not_late")
    earlier = case.events.filter(kind="obligation_reminded", data__day=on.isoformat(), data__obligation=obligation.pk)
    if earlier.exists():
        return False
    data = {"obligation": obligation.pk, "day": on.isoformat()}
    audit.record(case, "obligation_reminded", by=by, at=at, data=data)
    Obligation.objects.filter(pk=obligation.pk).update(reminded_at=at)
    notices_of_obligations.remind_again(obligation, on=on)
    return True
