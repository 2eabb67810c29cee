"""Mark an obligation as done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Obligation
from people.models import User
from people.queries.mandates import standing

from .mandates import can_act_for_applicants
from .moving import locked


@transaction.atomic
def complete_obligation(
    obligation: Obligation, *, by: User, on: date | None = None, at: datetime | None = None
) -> Obligation:
    """Those who must do it, or the office, mark it done on a day (today).

    Raises CaseError: 403 for others, 409 when it is done already, 422 for a day to come.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    on = on or today
    case = locked(obligation.case)
    found = standing(by, on=today)
    if not found.is_office and not can_act_for_applicants(found, case):
        raise CaseError("not_the_applicant")
    obligation = case.obligations.get(pk=obligation.pk)
    if obligation.done_on is not None:
        raise CaseError("already_done")
    if on > today:
        raise CaseError("done_in_the_future", field="on")
    obligation.done_on, obligation.done_by = on, by
    obligation.save()
    audit.record(
        case, "obligation_completed", by=by, at=at, data={"obligation": obligation.pk, "done_on": on.isoformat()}
    )
    return obligation
