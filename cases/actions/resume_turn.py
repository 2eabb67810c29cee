"""Take a deferred matter up again before its day."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.state import Resume
from cases.models import Assignment
from people.models import User
from people.queries.mandates import standing

from .mandates import must_hold
from .moving import after, carry_out, next_step
from .turns import about, open_turn


@transaction.atomic
def resume_turn(assignment: Assignment, *, by: User, at: datetime | None = None) -> Assignment:
    """The turn asks again from today, with its whole time. Who has it may do so, and the office.

    Raises CaseError: 403 for others, 409 when the turn is not open or does not rest.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    case, turn = open_turn(assignment)
    if not standing(by, on=on).is_office:
        must_hold(turn, by, on=on)
    result = next_step(case, Resume(turn.body.key), at=at)
    carry_out(case, result, at=at)
    audit.record(case, "resumed", by=by, at=at, data={**about(turn), "after": after(result)})
    turn.refresh_from_db()
    turn.case = case
    notices.asked([turn], at=at, again=True)
    return turn
