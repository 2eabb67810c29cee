"""Set down that a body meets, and change the day, the time or the place."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import Meeting
from cases.notices_of_meetings import tell_of_change
from people.models import Body, User

from .meetings import keep_event, kept, must_keep


@dataclass(frozen=True)
class Planned:
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    link: str = ""
    kind: str = Meeting.Kind.MEETING


@transaction.atomic
def plan_meeting(body: Body, planned: Planned, *, by: User, at: datetime | None = None) -> Meeting:
    """Raises CaseError: 403 for who doesn't keep the body's meetings, 422 for what was typed."""
    at = at or timezone.now()
    meeting = Meeting(body=body, made_by=by, secretary=by, **vars(planned))
    must_keep(meeting, by, at=at)
    _check(planned)
    meeting.save()
    keep_event(meeting, "planned", by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, planned: Planned, *, by: User, version: int | None = None, at: datetime | None = None
) -> Meeting:
    """Whoever was called is told, and their calendars follow.

    Raises CaseError: 403, 409 where the meeting is held or somebody changed it since `version`, 422.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.COMING)
    if version is not None and version != meeting.version:
        raise CaseError("meeting_changed")
    _check(planned)
    if meeting.status == rules.CALLED and not planned.place and not planned.link:
        raise CaseError("no_place", field="place")
    changed = [name for name, value in vars(planned).items() if getattr(meeting, name) != value]
    if not changed:
        return meeting
    for name in changed:
        setattr(meeting, name, getattr(planned, name))
    meeting.version += 1
    is_called = meeting.status == rules.CALLED
    meeting.sequence += is_called
    meeting.save()
    keep_event(meeting, "changed", by=by, at=at, fields=changed)
    if is_called:
        tell_of_change(meeting, at=at)
    return meeting


def _check(planned: Planned) -> None:
    if planned.ends_at is not None and planned.ends_at <= planned.starts_at:
        raise CaseError("ends_before_it_begins", field="ends")
