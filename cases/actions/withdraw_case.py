"""Withdraw an application: its case ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.state import Withdraw
from cases.models import Case
from forms.actions.close_submission import close_submission
from people.models import User

from .mandates import must_apply
from .moving import after, carry_out, locked, next_step


@transaction.atomic
def withdraw_case(case: Case, *, by: User, at: datetime | None = None) -> Case:
    """The applicants end the case while it runs. Raises CaseError: 403 for others, 409 when it is closed."""
    at = at or timezone.now()
    case = locked(case)
    must_apply(case, by, on=timezone.localdate(at))
    result = next_step(case, Withdraw(), at=at)
    if case.status == Case.Status.SUPPLEMENT:
        close_submission(case.submission)
    carry_out(case, result, at=at)
    audit.record(case, "withdrawn", by=by, at=at, data={"after": after(result)})
    notices.decided(case, None, at=at)
    return case
