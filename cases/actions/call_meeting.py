"""Send the notice of a meeting with its invitation, and cancel it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import Meeting
from cases.notices_of_meetings import tell_of_call, tell_of_cancelling
from cases.queries.meetings import seats_of
from people.models import User

from .meetings import keep_event, kept, moved_on


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """To everybody with a seat in the body on the day; again, with a newer invitation, where the agenda has changed.

    Raises CaseError: 403, 409 where the meeting is held or cancelled, 422 without a place, points or anybody to call.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.COMING)
    if not meeting.place and not meeting.link:
        raise CaseError("no_place")
    if not meeting.items.exists():
        raise CaseError("empty_agenda")
    if not seats_of(meeting):
        raise CaseError("nobody_to_call", body=meeting.body.name)
    meeting.sequence += meeting.status == rules.CALLED
    moved_on(meeting, rules.CALL)
    meeting.called_at = at
    meeting.version += 1
    meeting.save(update_fields=["status", "called_at", "sequence", "version"])
    keep_event(meeting, "called", by=by, at=at, sequence=meeting.sequence)
    tell_of_call(meeting, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Whoever was called is told, and it goes from their calendars. Cases on the agenda wait for the next meeting."""
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.COMING)
    was_called = meeting.status == rules.CALLED
    moved_on(meeting, rules.CANCEL)
    meeting.sequence += was_called
    meeting.version += 1
    meeting.save(update_fields=["status", "sequence", "version"])
    keep_event(meeting, "cancelled", by=by, at=at)
    if was_called:
        tell_of_cancelling(meeting, at=at)
    return meeting
