"""Give a turn to a person, or to another body where the route lets it: the office does, and says why."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_people
from cases.domain.acting import may_be_given_to
from cases.domain.state import Reassign
from cases.errors import CaseError
from cases.models import Assignment, Case
from cases.queries.acting import acting
from people.models import Body, Succession, User

from .mandates import must_be_association
from .moving import after, carry_out, next_step
from .reasons import keep_reason
from .turns import about, open_turn


@transaction.atomic
def reassign(
    assignment: Assignment,
    *,
    by: User,
    reason: str,
    person: User | None = None,
    to: Body | None = None,
    at: datetime | None = None,
) -> Assignment:
    """Gives the turn as it is then: the same one with a name on it, or the other body's.

    Raises CaseError: 403 for others than the office, 409 when the turn is not open or has that person
    already, 422 without a reason, for a person who cannot answer, or a body that the route does not let.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    return give_turn(assignment, by=by, reason=reason, person=person, to=to, at=at)


@transaction.atomic
def give_turn(
    assignment: Assignment,
    *,
    by: User,
    reason: str,
    person: User | None = None,
    to: Body | None = None,
    at: datetime,
) -> Assignment:
    """The same where a successor was named by whoever may: the caller knows. Raises CaseError: 409 and 422."""
    case, turn = open_turn(assignment)
    other = to if to is not None and to.pk != turn.body_id else None
    _check(case, turn, person, other, on=timezone.localdate(at))
    move = Reassign(turn.body.key, person.pk if person else 0, other.key if other else "")
    result = next_step(case, move, at=at)
    why = keep_reason(case, "reassigned", reason, by=by, at=at)
    asked = carry_out(case, result, at=at)
    data = {
        **about(turn),
        "from": turn.person_id,
        "person": move.person or None,
        "to": move.to,
        **({"new": asked[0].pk} if asked else {}),
        **why,
        "after": after(result),
    }
    audit.record(case, "reassigned", by=by, at=at, data=data)
    given = asked[0] if asked else case.assignments.select_related("body").get(pk=turn.pk)
    given.case = case
    notices_of_people.reassigned(turn, given, reason=reason.strip(), by=by, at=at)
    return given


def _check(case: Case, turn: Assignment, person: User | None, to: Body | None, *, on: date) -> None:
    if person is None and to is None:
        raise CaseError("nobody_chosen", field="person")
    if to is not None:
        _check_body(case, turn, to)
    # The turn that there will be: the other body's has the same role.
    asked = turn if to is None else Assignment(case=case, stage=turn.stage, body=to, role=turn.role)
    if person is not None and not acting([asked], on=on)[asked.pk].is_able(person.pk):
        raise CaseError("not_able", field="person", person=person.name, body=(to or turn.body).name)


def _check_body(case: Case, turn: Assignment, to: Body) -> None:
    stage = case.route_version.parsed.stage(turn.stage)
    follows = Succession.objects.filter(predecessor=turn.body, successor=to).exists()
    actor = stage.actor.kind if stage else ""
    if not may_be_given_to(actor, kind=turn.body.kind, other_kind=to.kind, follows=follows):
        raise CaseError("not_this_body", field="to", body=to.name)
