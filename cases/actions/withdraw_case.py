"""Withdraw an application: its case ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.state import Withdraw
from cases.models import Assignment, Case
from forms.actions.close_submission import close_submission
from people.models import User

from .amend_case import settle_change
from .mandates import must_apply
from .moving import after, carry_out, locked, next_step
from .registering import register_withdrawal


@transaction.atomic
def withdraw_case(case: Case, *, by: User, reason: str = "", at: datetime | None = None) -> Case:
    """The applicants end the case while it runs, and may say why. Everybody in it and those who were asked are told.

    Raises CaseError: 403 for others, 409 when it is closed.
    """
    at = at or timezone.now()
    case = locked(case)
    must_apply(case, by, on=timezone.localdate(at))
    result = next_step(case, Withdraw(), at=at)
    if case.status == Case.Status.SUPPLEMENT:
        close_submission(case.submission)
    asked = list(case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
    case.withdrawal_reason = reason.strip()
    carry_out(case, result, at=at)
    register_withdrawal(case, by=by, at=at)
    data = {"reason_sha256": audit.digest(case.withdrawal_reason), "after": after(result)}
    audit.record(case, "withdrawn", by=by, at=at, data=data)
    if case.amends_id is not None:
        settle_change(case, None, by=by, at=at)
    notices.withdrawn(case, asked, by=by, at=at)
    return case
