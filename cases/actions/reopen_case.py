"""Open a closed case again: it goes on from a stage that the office names, and says why."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices, notices_of_people
from cases.domain.state import Reopen
from cases.errors import CaseError
from cases.models import Case, ChangeRequest
from people.models import User

from .mandates import must_be_association
from .moving import after, carry_out, locked, next_step
from .reasons import keep_reason


@transaction.atomic
def reopen_case(case: Case, *, by: User, stage: str, reason: str, at: datetime | None = None) -> Case:
    """Earlier answers and decisions stand in the records; a new decision replaces the last.

    Raises CaseError: 403 for others than the office, 409 while the case runs, 422 without a reason, for an
    unknown stage or one that nobody can be asked at.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    if case.status != Case.Status.ENDED:
        raise CaseError("case_running")
    if case.disposed_on is not None:
        raise CaseError("case_disposed")
    if case.archived_on is not None:
        raise CaseError("case_archived")
    if case.amends_id is not None and ChangeRequest.objects.filter(case=case, amendment__isnull=False).exists():
        raise CaseError("change_made")
    was = case.end
    # What was asked for when it was withdrawn is asked for no more.
    case.supplements.filter(answered_at=None).update(answered_at=at)
    result = next_step(case, Reopen(stage), at=at, field={"unknown_stage": "stage", "nobody_to_ask": "stage"})
    why = keep_reason(case, "reopened", reason, by=by, at=at)
    asked = carry_out(case, result, at=at)
    audit.record(case, "reopened", by=by, at=at, data={"was": was, "stage": stage, **why, "after": after(result)})
    notices_of_people.reopened(case, reason=reason.strip(), by=by, at=at)
    notices.asked(asked, at=at)
    return case
