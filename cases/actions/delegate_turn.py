"""Let a deputy of the same body answer a turn, for a time."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_people
from cases.domain.state import Delegate
from cases.errors import CaseError
from cases.models import Assignment
from people.models import User

from .mandates import must_hold
from .moving import after, carry_out, next_step
from .turns import about, open_turn

# Longer than that is a mandate, which the office gives.
LONGEST = timedelta(days=366)


@transaction.atomic
def delegate_turn(assignment: Assignment, *, by: User, to: User, until: date, at: datetime | None = None) -> Assignment:
    """The deputy answers, to and including the day; then the turn is back with those who had it.

    Raises CaseError: 403 for who does not have the turn, 409 when it is not open, 422 for somebody who is
    no deputy there or for a day that has passed.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    case, turn = open_turn(assignment)
    asked = must_hold(turn, by, on=on)
    if to.pk == by.pk:
        raise CaseError("not_to_oneself", field="to")
    if to.pk not in {mandate.user_id for mandate in asked.stand_ins(by.pk)}:
        raise CaseError("not_a_deputy", field="to", person=to.name, body=turn.body.name)
    if until < on:
        raise CaseError("not_ahead", field="until")
    if until > on + LONGEST:
        raise CaseError("too_far_ahead", field="until", days=LONGEST.days)
    result = next_step(case, Delegate(turn.body.key, to.pk, until, by.pk), at=at)
    carry_out(case, result, at=at)
    data = {**about(turn), "person": to.pk, "until": until.isoformat(), "after": after(result)}
    audit.record(case, "delegated", by=by, at=at, data=data)
    turn.refresh_from_db()
    turn.case = case
    notices_of_people.delegated(turn, by=by, at=at)
    return turn
