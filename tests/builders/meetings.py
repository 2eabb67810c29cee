"""Meetings in one line each."""

from datetime import datetime, timedelta

from django.utils import timezone

from cases.actions.arrange_agenda import add_point, add_waiting_cases
from cases.actions.hold_meeting import Present, hold_meeting, note_attendance
from cases.actions.plan_meeting import Planned, plan_meeting
from cases.models import AgendaItem, Case, Meeting
from people.models import Body, User

from .cases import World, case_at_board


def a_meeting(
    body: Body,
    by: User,
    *points: str,
    at: datetime | None = None,
    place: str = "Rådhuset",
    kind: str = Meeting.Kind.MEETING,
) -> Meeting:
    """Planned for a week from now, unless told otherwise."""
    starts = at or timezone.now() + timedelta(days=7)
    meeting = plan_meeting(body, Planned(starts, starts + timedelta(hours=2), place, kind=kind), by=by)
    for title in points:
        add_point(meeting, title, by=by)
    return meeting


def a_held_meeting(
    body: Body, by: User, *points: str, at: datetime | None = None, kind: str = Meeting.Kind.MEETING
) -> Meeting:
    """It began an hour ago; whoever has a seat and is no deputy is present."""
    meeting = a_meeting(body, by, *points, at=at or timezone.now() - timedelta(hours=1), kind=kind)
    return hold_meeting(meeting, by=by)


def the_point(meeting: Meeting, title: str = "") -> AgendaItem:
    points = meeting.items.select_related("meeting__body", "assignment")
    return points.get(title=title) if title else points.get()


def adjusted_by(meeting: Meeting, *people: User, by: User) -> None:
    """Those who adjust are chosen among those present."""
    present = meeting.attendance.filter(is_present=True)
    there = [Present(row.person_id, row.stands_for_id) for row in present]
    note_attendance(meeting, there, by=by, adjusters=[person.pk for person in people])


def board_point(world: World) -> tuple[Case, AgendaItem]:
    """A case that waits for the board, and its point at a meeting that is held."""
    case = case_at_board(world)
    meeting = a_held_meeting(world.board, world.officer)
    add_waiting_cases(meeting, by=world.officer)
    return case, the_point(meeting)
