"""Meetings that one may read: the list, one with its agenda and what was written, and what is to be done."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from django.db.models import F, Q
from django.http import Http404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cases.api.at_meetings import PointId, is_secret, point_of
from cases.api.door import mandated
from cases.api.schemas import BodyRef, one_of
from cases.domain.route import Outcome
from cases.errors import CaseError
from cases.models import ActionItem, AgendaItem, Assignment, Attendance, Meeting, PointFile
from cases.permissions import may_hand_over
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.meetings import doers_for, doers_of, meetings_seen, tasks_seen
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of
from people.models import User
from people.queries.mandates import standing

router = Router(tags=["Meetings"])
MeetingId = Annotated[int, Path(ge=1, le=2**53, description="A meeting: `/meetings` lists those that you see.")]
TaskId = Annotated[int, Path(ge=1, le=2**53, description="A task: `/tasks` lists those that you see.")]


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
    who: str = Field(description="Who has it now.")
    agreed_with: str = Field(description="Who was named at the meeting.")
    due_on: date | None
    done_on: date | None


class PointFileOut(Schema):
    id: int
    name: str
    size: int


class PointOut(Schema):
    id: int
    version: int = Field(description="Send it when you change or settle the point.")
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
    files: list[PointFileOut]


class PersonOut(Schema):
    id: int
    name: str


class ChoiceAtPoint(Schema):
    key: str
    kind: str
    label: str
    grants: bool


class OnePointOut(PointOut):
    """A point for who keeps the meeting: what may be answered there, and who may be given a task."""

    answers: list[ChoiceAtPoint] = Field(description="Where the case still waits for the body; else nothing.")
    decides: bool = Field(description="Whether a settling answer is a decision, with its text and the amounts.")
    doers: list[PersonOut]


class OneTaskOut(TaskRow):
    """A task with who may take it over, for who may hand it over."""

    may_hand_over: bool = Field(description="Whether you may mark it as done and hand it over.")
    doers: list[PersonOut]


class AttendanceOut(Schema):
    person: int
    name: str
    role: str
    is_deputy: bool
    is_present: bool
    stands_for: str | None


class MeetingOut(MeetingRow):
    version: int = Field(description="Send it when you change the meeting.")
    keeps: bool = Field(description="Whether you keep the body's meetings: plan, call, write down and publish.")
    adjusts: bool = Field(description="Whether it waits for you to adjust it.")
    link: str
    secretary: str | None
    called_at: datetime | None
    held_at: datetime | None
    adjusted_at: datetime | None = Field(description="From then on nothing of it changes.")
    agenda: list[PointOut]
    attendance: list[AttendanceOut]
    adjusters: list[str]
    adjusting: list[PersonOut] = Field(description="Those of them who have not adjusted yet.")
    others: str = Field(description="Who else was present.")
    is_published: bool
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
        seen = seen.filter(body__key=asked.body)
    if asked.when is not None:
        seen = seen.coming() if asked.when == When.COMING else seen.written()
    return page_of(seen, asked, lambda rows: [_row(row, row.points) for row in rows])


@router.get("/meetings/{id}", response=MeetingOut, summary="A meeting with its agenda and what was written")
def get_meeting(request: Caller, id: MeetingId) -> Any:
    """Notes, or minutes with their §. Of a case that is marked secret nothing but its place on the agenda."""
    page = meeting_page(request.user, id)
    meeting = page.meeting
    plain = ("version", "link", "called_at", "held_at", "adjusted_at")
    return _row(meeting, len(page.items)) | {name: getattr(meeting, name) for name in plain} | _written(page)


@router.get("/meetings/{id}/points/{point}", response=OnePointOut, summary="A point, for who keeps the meeting")
def get_point(request: Caller, id: MeetingId, point: PointId) -> Any:
    """With the outcomes that the body's answer in its case may have."""
    page = meeting_page(request.user, id)
    if not page.keeps:
        raise CaseError("not_the_keeper")
    item = point_of(page, point)
    turn = item.assignment
    waits = turn is not None and turn.state == Assignment.State.WAITING and not item.is_settled
    stage = turn.case.route_version.parsed.stage(turn.stage) if turn is not None and waits else None
    return _point(item, page.meeting) | {
        "answers": [_choice(each) for each in stage.outcomes] if stage is not None else [],
        "decides": stage is not None and stage.decides,
        "doers": [{"id": each.pk, "name": each.name} for each in doers_for(page.meeting)],
    }


@router.get("/tasks", response=Page[TaskRow], summary="What was agreed at meetings and is to be done")
def list_tasks(request: Caller, asked: Query[TaskFilter]) -> Any:
    """Of the bodies that you sit in; for the office all. The first due first, or the last done."""
    seen = tasks_seen(mandated(request.user)).filter(Q(item__case=None) | Q(item__case__secret=False))
    if asked.body:
        seen = seen.filter(body__key=asked.body)
    if asked.done:
        rows = seen.exclude(done_on=None).order_by("-done_on", "-pk")
    else:
        rows = seen.filter(done_on=None).order_by(F("due_on").asc(nulls_last=True), "pk")
    return page_of(rows, asked, lambda each: [_task(task, task.item.meeting_id) for task in each])


@router.get("/tasks/{id}", response=OneTaskOut, summary="A task, with who may take it over")
def get_task(request: Caller, id: TaskId) -> Any:
    """Those with a seat in the body today, and the office; nobody where it is done or not yours to hand over."""
    task, found = task_for(request.user, id), standing(request.user)
    may = task.done_on is None and may_hand_over(found, task)
    people = [each for each in doers_of(task, on=found.on) if each.pk != task.who_id] if may else []
    doers = [{"id": each.pk, "name": each.name} for each in people]
    return _task(task, task.item.meeting_id) | {"may_hand_over": may, "doers": doers}


def task_for(user: User, pk: int) -> ActionItem:
    """One that the caller sees; programs are told nothing of one about a case that is marked secret."""
    task = tasks_seen(mandated(user)).select_related("item__case").filter(pk=pk).first()
    if task is None or is_secret(task.item):
        raise Http404
    return task


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
        "keeps": page.keeps,
        "adjusts": page.adjusts,
        "others": page.meeting.others_present,
        "is_published": page.published is not None,
        "adjusting": [
            {"id": one.person_id, "name": one.person.name} for one in page.adjusters if one.signed_at is None
        ],
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
        "version": item.version,
        "files": [] if kept_back else [_file(each) for each in item.files.all()],
        "position": item.position,
        "title": item.case.subject if item.case is not None and kept_back else item.heading,
        "case": item.case.number if item.case is not None and not kept_back else None,
        "paragraph": item.paragraph,
        "settled_at": item.settled_at,
        "recused": [] if kept_back else [each.person.name for each in item.recusals.all()],
        "tasks": [] if kept_back else [_task(task, meeting.pk, meeting) for task in item.action_items.all()],
    }


def _file(each: PointFile) -> dict[str, Any]:
    return {"id": each.pk, "name": each.file_name, "size": each.file_size}


def _choice(each: Outcome) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("key", "kind", "label", "grants")}


def _present(row: Attendance) -> dict[str, Any]:
    return {
        "person": row.person_id,
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
        "agreed_with": task.named.name,
    }


def _body(body: Any) -> dict[str, str]:
    return {"key": body.key, "name": body.name}
