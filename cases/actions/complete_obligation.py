"""Mark an obligation as done."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Obligation, Reason
from cases.queries.follow_up import forms_of
from people.models import User
from people.queries.mandates import standing

from .mandates import can_act_for_applicants
from .moving import locked
from .reasons import keep_reason


@transaction.atomic
def complete_obligation(
    obligation: Obligation, *, by: User, reason: str = "", on: date | None = None, at: datetime | None = None
) -> Obligation:
    """Those who must do it, or the office, mark it done on a day (today). What has a form is done by sending that in:
    only the office takes it as done otherwise, and says why.

    Raises CaseError: 403 for others and for what has a form, 409 when it is done already, 422 for a day to come and
    for the office without a reason.
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
    has_form = bool(forms_of([obligation]))
    if has_form and not found.is_office:
        raise done_by_its_form(obligation)
    if on > today:
        raise CaseError("done_in_the_future", field="on")
    data: dict[str, Any] = {"obligation": obligation.pk, "done_on": on.isoformat()}
    if has_form:
        why = keep_reason(case, "obligation_completed", reason, by=by, at=at)
        obligation.done_reason = Reason.objects.get(pk=why["reason"])
        data |= why
    obligation.done_on, obligation.done_by = on, by
    obligation.save()
    audit.record(case, "obligation_completed", by=by, at=at, data=data)
    return obligation


def done_by_its_form(obligation: Obligation) -> CaseError:
    """Why those who owe it do not tick it off themselves."""
    return CaseError("done_by_its_form", what=obligation.title)
