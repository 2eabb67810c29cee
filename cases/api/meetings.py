"""Meetings that one may read: the list, one with its agenda and what was written, and what is to be done."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from django.db.models import F, Q
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cases.api.door import mandated
from cases.api.schemas import BodyRef, one_of
from cases.models import ActionItem, AgendaItem, Attendance, Meeting
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.meetings import meetings_seen, tasks_seen
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of

router = Router(tags=["Meetings"])
MeetingId = Annotated[int, Path(ge=1, le=2**53, description="A meeting: `/meetings` lists those that you see.")]


class When(StrEnum):
    COMING = "coming"
    WRITTEN = "written"


class MeetingRow(Schema):
    id: int
    body: BodyRef
    kind: str = one_of(Meeting.Kind)
    status: str = one_of(Meeting.Status)
    starts_at: datetime
    ends_at: datetime | None
    place: str
    points: int = Field(description="How many there are on the agenda.")
    url: str = Field(description="Its page.")


class TaskRow(Schema):
    """Who does what by when, as it was agreed at a meeting."""

    id: int
    meeting: int
    body: BodyRef
    what: str
    who: str
    due_on: date | None
    done_on: date | None


class PointOut(Schema):
    id: int
    position: int
    title: str
    case: str | None = Field(description="The number of the case that it concerns.")
    proposal: str
    notes: str
    decision: str
    outcome: str
    paragraph: int | None = Field(description="The § in the body's minutes of the year.")
    settled_at: datetime | None
    recused: list[str]
    tasks: list[TaskRow]


class AttendanceOut(Schema):
    name: str
    role: str
    is_deputy: bool
    is_present: bool
    stands_for: str | None


class MeetingOut(MeetingRow):
    link: str
    secretary: str | None
    called_at: datetime | None
    held_at: datetime | None
    adjusted_at: datetime | None = Field(description="From then on nothing of it changes.")
    agenda: list[PointOut]
    attendance: list[AttendanceOut]
    adjusters: list[str]
    corrections: list[str] = Field(description="What was found to be wrong after the adjustment, beside what stands.")


class MeetingFilter(Paging):
    body: str = Field("", max_length=50, description="A body's key.")
    when: When | None = Field(None, description="Only coming ones, or only those with notes or minutes.")


class TaskFilter(Paging):
    body: str = Field("", max_length=50, description="A body's key.")
    done: bool = Field(False, description="Those that are done, in place of those that are left.")


@router.get("/meetings", response=Page[MeetingRow], summary="Meetings that you may read, the latest first")
def list_meetings(request: Caller, asked: Query[MeetingFilter]) -> Any:
    """Of the bodies that you sit in, and seminars; for the office all."""
    seen = meetings_seen(mandated(request.user)).order_by("-starts_at", "-pk")
    if asked.body:
        seen = seen.filter(body__key=asked.body.replace("\x00", ""))
    if asked.when is not None:
        seen = seen.coming() if asked.when == When.COMING else seen.written()
    return page_of(seen, asked, lambda rows: [_row(row, row.points) for row in rows])


@router.get("/meetings/{id}", response=MeetingOut, summary="A meeting with its agenda and what was written")
def get_meeting(request: Caller, id: MeetingId) -> Any:
    """Notes, or minutes with their §. Of a case that is marked secret nothing but its place on the agenda."""
    page = meeting_page(request.user, id)
    meeting = page.meeting
    plain = ("link", "called_at", "held_at", "adjusted_at")
    return _row(meeting, len(page.items)) | {name: getattr(meeting, name) for name in plain} | _written(page)


@router.get("/tasks", response=Page[TaskRow], summary="What was agreed at meetings and is to be done")
def list_tasks(request: Caller, asked: Query[TaskFilter]) -> Any:
    """Of the bodies that you sit in; for the office all. The first due first, or the last done."""
    seen = tasks_seen(mandated(request.user)).filter(Q(item__case=None) | Q(item__case__secret=False))
    if asked.body:
        seen = seen.filter(body__key=asked.body.replace("\x00", ""))
    if asked.done:
        rows = seen.exclude(done_on=None).order_by("-done_on", "-pk")
    else:
        rows = seen.filter(done_on=None).order_by(F("due_on").asc(nulls_last=True), "pk")
    return page_of(rows, asked, lambda each: [_task(task, task.item.meeting_id) for task in each])


def _row(meeting: Meeting, points: int) -> dict[str, Any]:
    plain = ("kind", "status", "starts_at", "ends_at", "place")
    return {name: getattr(meeting, name) for name in plain} | {
        "id": meeting.pk,
        "body": _body(meeting.body),
        "points": points,
        "url": meeting.get_absolute_url(),
    }


def _written(page: MeetingPage) -> dict[str, Any]:
    secretary = page.meeting.secretary
    return {
        "secretary": secretary.name if secretary else None,
        "agenda": [_point(item, page.meeting) for item in page.items],
        "attendance": [_present(row) for row in page.attendance],
        "adjusters": [one.person.name for one in page.adjusters],
        "corrections": [one.text for one in page.corrections],
    }


def _point(item: AgendaItem, meeting: Meeting) -> dict[str, Any]:
    kept_back = item.case is not None and item.case.secret
    words = ("proposal", "notes", "decision", "outcome")
    return {name: "" if kept_back else getattr(item, name) for name in words} | {
        "id": item.pk,
        "position": item.position,
        "title": item.case.subject if item.case is not None and kept_back else item.heading,
        "case": item.case.number if item.case is not None and not kept_back else None,
        "paragraph": item.paragraph,
        "settled_at": item.settled_at,
        "recused": [] if kept_back else [each.person.name for each in item.recusals.all()],
        "tasks": [] if kept_back else [_task(task, meeting.pk, meeting) for task in item.action_items.all()],
    }


def _present(row: Attendance) -> dict[str, Any]:
    return {
        "name": row.person.name,
        "role": row.role,
        "is_deputy": row.is_deputy,
        "is_present": row.is_present,
        "stands_for": row.stands_for.name if row.stands_for else None,
    }


def _task(task: ActionItem, meeting: int, of: Meeting | None = None) -> dict[str, Any]:
    body = of.body if of is not None and of.body_id == task.body_id else task.body
    plain = ("what", "due_on", "done_on")
    return {name: getattr(task, name) for name in plain} | {
        "id": task.pk,
        "meeting": meeting,
        "body": _body(body),
        "who": task.who.name,
    }


def _body(body: Any) -> dict[str, str]:
    return {"key": body.key, "name": body.name}
