"""Planning and holding a meeting in the demo: the same actions as a user's clicks, on the day that they were done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.actions.arrange_agenda import add_point
from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.hold_meeting import Present, hold_meeting, note_attendance
from cases.actions.plan_meeting import Planned, plan_meeting
from cases.actions.settle_point import settle_point
from cases.models import Meeting

from .telling import Teller, at


@dataclass(frozen=True)
class Task:
    what: str
    who: str
    due: int | None = None  # days after the meeting
    done: int | None = None


@dataclass(frozen=True)
class Point:
    title: str
    notes: str = ""
    decision: str = ""
    tasks: Sequence[Task] = ()
    proposal: str = ""


def planned(
    tell: Teller, body: str, by: str, starts: datetime, place: str, kind: str = Meeting.Kind.MEETING
) -> Meeting:
    found = Planned(starts, starts + timedelta(hours=2), place, kind=kind)
    return plan_meeting(tell.bodies[body], found, by=tell.users[by], at=starts)


def held(
    tell: Teller,
    body: str,
    by: str,
    starts: datetime,
    place: str,
    points: Sequence[Point],
    *,
    kind: str = Meeting.Kind.MEETING,
    others: str = "",
    adjuster: str = "",
    until: date | None = None,
) -> Meeting:
    """A meeting with its points dealt with, not yet adjusted; what would be done after `until` is not done."""
    keeper, day = tell.users[by], starts.date()
    meeting = planned(tell, body, by, starts, place, kind)
    for point in points:
        add_point(meeting, point.title, by=keeper, proposal=point.proposal, at=starts)
    hold_meeting(meeting, by=keeper, at=starts)
    present = [Present(row.person_id) for row in meeting.attendance.filter(is_present=True)]
    chosen = [tell.users[adjuster].pk] if adjuster else []
    note_attendance(meeting, present, by=keeper, others=others, adjusters=chosen, at=starts)
    for item, point in zip(meeting.items.select_related("meeting__body"), points, strict=True):
        settle_point(item, by=keeper, notes=point.notes, decision=point.decision, at=starts)
        for task in point.tasks:
            due = day + timedelta(days=task.due) if task.due is not None else None
            made = add_action_item(item, task.what, tell.users[task.who], by=keeper, due_on=due, at=starts)
            done = day + timedelta(days=task.done) if task.done is not None else None
            if done is not None and (until is None or done <= until):
                complete_action_item(made, by=tell.users[task.who], on=done, at=at(done))
    return meeting
