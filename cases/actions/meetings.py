"""How the acts on a meeting begin and end: lock it, ask whether it may be done, keep that it was."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import AgendaItem, Meeting, MeetingEvent
from cases.permissions import keeps_meetings
from people.models import User
from people.queries.mandates import standing


def locked_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, nobody else's until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)


def kept(meeting: Meeting, *, by: User, at: datetime, while_in: frozenset[str]) -> Meeting:
    """The locked meeting, where the person keeps it and it is still in one of the states.

    Raises CaseError: 403 for others, 409 where the meeting has gone on.
    """
    found = locked_meeting(meeting)
    must_keep(found, by, at=at)
    if found.status not in while_in:
        raise CaseError("meeting_gone_on", status=found.get_status_display())
    return found


def must_keep(meeting: Meeting, by: User, *, at: datetime) -> None:
    if not keeps_meetings(standing(by, on=timezone.localdate(at)), meeting.body_id):
        raise CaseError("not_the_keeper")


def moved_on(meeting: Meeting, move: str) -> None:
    """The meeting's next state. Raises CaseError (409) where it has gone on."""
    status = rules.after(meeting.status, move)
    if status is None:
        raise CaseError("meeting_gone_on", status=meeting.get_status_display())
    meeting.status = status


def fresh_item(item: AgendaItem, meeting: Meeting, *, version: int | None = None) -> AgendaItem:
    """The point as it is now, of a locked meeting. Raises CaseError (409) where `version` is an older one."""
    found = meeting.items.select_related("case", "assignment").filter(pk=item.pk).first()
    if found is None or (version is not None and found.version != version):
        raise CaseError("meeting_changed")
    if found.adjusted_at is not None:
        raise CaseError("point_locked")
    return found


def must_take_part(item: AgendaItem, by: User) -> None:
    """Whoever is recused at a point neither decides there nor writes down what was decided. Raises CaseError (403)."""
    if item.recusals.filter(person=by).exists():
        raise CaseError("recused_at_point")


def last_place(meeting: Meeting) -> int:
    return meeting.items.aggregate(last=Max("position"))["last"] or 0


def keep_event(meeting: Meeting, kind: str, *, by: User, at: datetime, **data: Any) -> None:
    """In the transaction of what was done; `data` are references and codes."""
    MeetingEvent.objects.create(meeting=meeting, kind=kind, at=at, actor=by, data=data)
