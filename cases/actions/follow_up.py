"""Who does what by when: agreed at a point of a meeting, and done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import ActionItem, AgendaItem
from cases.notices_of_meetings import tell_of_task
from cases.queries.meetings import doers_for
from people.models import User

from .meetings import fresh_item, keep_event, kept, locked_meeting, must_keep, must_take_part

WRITTEN = frozenset({rules.HELD})


@transaction.atomic
def add_action_item(
    item: AgendaItem, what: str, who: User, *, by: User, due_on: date | None = None, at: datetime | None = None
) -> ActionItem:
    """The person is told. Raises CaseError: 403, 409 unless the meeting is being held and its point open, 422 for what
    was typed.
    """
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=WRITTEN)
    item = fresh_item(item, meeting)
    must_take_part(item, by)
    if not what.strip():
        raise CaseError("what_missing", field="what")
    if who not in doers_for(meeting):
        raise CaseError("not_in_the_body", field="who", person=who.name, body=meeting.body.name)
    task = ActionItem.objects.create(body=meeting.body, item=item, what=what.strip(), who=who, due_on=due_on)
    keep_event(meeting, "action_item", by=by, at=at, task=task.pk, who=who.pk)
    tell_of_task(task, by=by, at=at)
    return task


@transaction.atomic
def complete_action_item(
    task: ActionItem, *, by: User, on: date | None = None, at: datetime | None = None
) -> ActionItem:
    """By whom it falls to, or by who keeps the body's meetings. Raises CaseError: 403, 409 where it is done."""
    at = at or timezone.now()
    meeting = locked_meeting(task.item.meeting)
    task = ActionItem.objects.get(pk=task.pk)
    if task.who_id != by.pk:
        must_keep(meeting, by, at=at)
    if task.done_on is not None:
        raise CaseError("already_done")
    task.done_on, task.done_by = on or timezone.localdate(at), by
    task.save(update_fields=["done_on", "done_by"])
    keep_event(meeting, "action_item_done", by=by, at=at, task=task.pk)
    return task
