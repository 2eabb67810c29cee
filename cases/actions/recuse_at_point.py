"""Note in a meeting that somebody has a conflict of interest at a point, and is out of its decision."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.errors import CaseError
from cases.models import AgendaItem, PointRecusal
from cases.queries.meetings import is_recused_in_case
from people.models import User

from .hold_meeting import HELD
from .meetings import fresh_item, keep_event, kept
from .recuse import recuse


@transaction.atomic
def recuse_at_point(
    item: AgendaItem, person: User, *, by: User, reason: str, at: datetime | None = None
) -> PointRecusal:
    """In a case the engine takes the person out of the stage too, so that they cannot answer for the body.

    Raises CaseError: 403, 409 where the point is settled or the person recused, 422 without a reason or for one who
    was not there.
    """
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=HELD)
    item = fresh_item(item, meeting)
    reason = reason.strip()
    if item.is_settled:
        raise CaseError("point_settled")
    if not reason:
        raise CaseError("why_missing", field="reason")
    if not meeting.attendance.filter(person=person, is_present=True).exists():
        raise CaseError("not_present", field="person", person=person.name)
    if item.recusals.filter(person=person).exists():
        raise CaseError("already_recused_here", person=person.name)
    if item.assignment is not None and not is_recused_in_case(item.assignment, person):
        recuse(item.assignment.case, person, by=by, reason=reason, stage=item.assignment.stage, minuted=True, at=at)
    recusal = PointRecusal.objects.create(meeting=meeting, item=item, person=person, reason=reason)
    keep_event(meeting, "recused", by=by, at=at, item=item.pk, person=person.pk)
    return recusal
