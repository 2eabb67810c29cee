"""Take over a turn that a colleague has, or that nobody has taken yet."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_people
from cases.domain.state import TakeOver
from cases.models import Assignment
from people.models import User

from .mandates import must_be_able
from .moving import after, carry_out, next_step
from .turns import about, open_turn


@transaction.atomic
def take_over(assignment: Assignment, *, by: User, at: datetime | None = None) -> Assignment:
    """From then on the turn is the person's alone. Who had it is told.

    Raises CaseError: 403 without the role or when recused, 409 when the turn is not open or is theirs already.
    """
    at = at or timezone.now()
    case, turn = open_turn(assignment)
    had = must_be_able(turn, by, on=timezone.localdate(at))
    result = next_step(case, TakeOver(turn.body.key, by.pk), at=at)
    carry_out(case, result, at=at)
    data = {**about(turn), "from": turn.delegate_id or turn.person_id, "person": by.pk, "after": after(result)}
    audit.record(case, "taken_over", by=by, at=at, data=data)
    if turn.person_id or turn.delegate_id:
        notices_of_people.taken_by_colleague(turn, had.people, by=by, at=at)
    turn.refresh_from_db()
    return turn
