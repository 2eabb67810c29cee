"""Adjust notes or minutes, which locks them; and add a correction beside what stands."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import Correction, Meeting
from cases.notices_of_meetings import ask_to_adjust
from people.models import User

from .hold_meeting import HELD
from .meetings import keep_event, kept, locked_meeting, must_keep


@transaction.atomic
def adjust_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """Each adjuster says that the minutes are right; the last one locks them. Notes are adjusted by who keeps them.

    Raises CaseError: 403 for others, 409 while points are left or where it is done already, 422 without adjusters.
    """
    at = at or timezone.now()
    meeting = locked_meeting(meeting)
    if meeting.status not in HELD:
        raise CaseError("meeting_gone_on", status=meeting.get_status_display())
    adjusters = list(meeting.adjusters.all())
    mine = next((one for one in adjusters if one.person_id == by.pk), None)
    if adjusters and mine is None:
        raise CaseError("not_an_adjuster")
    if not adjusters:
        must_keep(meeting, by, at=at)
    _check_whole(meeting, has_adjusters=bool(adjusters))
    if mine is not None:
        if mine.signed_at is not None:
            raise CaseError("already_adjusted_by_you")
        mine.signed_at = at
        mine.save(update_fields=["signed_at"])
    keep_event(meeting, "adjusted", by=by, at=at)
    if all(one.signed_at is not None for one in adjusters):
        meeting.status, meeting.adjusted_at = rules.ADJUSTED, at
        meeting.save(update_fields=["status", "adjusted_at"])
    return meeting


@transaction.atomic
def ask_for_adjustment(meeting: Meeting, *, by: User, at: datetime | None = None) -> int:
    """A letter to each adjuster who has not adjusted, once a day; gives to how many.

    Raises CaseError: 403, 409 while points are left, 422 where nobody is waited for.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=HELD)
    adjusters = list(meeting.adjusters.select_related("person"))
    _check_whole(meeting, has_adjusters=bool(adjusters))
    people = [one.person for one in adjusters if one.signed_at is None]
    if not people:
        raise CaseError("adjusters_missing")
    count = ask_to_adjust(meeting, people, at=at)
    if count:
        keep_event(meeting, "adjustment_asked", by=by, at=at, people=[person.pk for person in people])
    return count


@transaction.atomic
def correct_meeting(meeting: Meeting, text: str, *, by: User, at: datetime | None = None) -> Correction:
    """An entry beside what was adjusted, which stands. Raises CaseError: 403, 409 before the adjustment, 422."""
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=frozenset({rules.ADJUSTED}))
    if not text.strip():
        raise CaseError("correction_missing", field="text")
    correction = Correction.objects.create(meeting=meeting, text=text.strip(), by=by, at=at)
    keep_event(meeting, "corrected", by=by, at=at, correction=correction.pk)
    return correction


def _check_whole(meeting: Meeting, *, has_adjusters: bool) -> None:
    left = meeting.items.filter(settled_at=None).count()
    if left:
        raise CaseError("points_left", count=left)
    if not meeting.attendance.filter(is_present=True).exists():
        raise CaseError("nobody_present")
    if meeting.has_minutes and not has_adjusters:
        raise CaseError("adjusters_missing")
