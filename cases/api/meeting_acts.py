"""What one does at a meeting by program: put points on its agenda, give tasks, note recusals, tick a task off."""

from collections.abc import Callable
from typing import Annotated, Any

from django import forms as django_forms
from django.http import Http404
from ninja import Path, Router, Schema
from pydantic import Field

from cases.actions.act_once import act_once
from cases.actions.arrange_agenda import add_point, add_waiting_cases
from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.recuse_at_point import recuse_at_point
from cases.api.acts import IdempotencyKey
from cases.api.door import mandated
from cases.api.forms import LARGEST, body_of, misfits, posted
from cases.api.meetings import MeetingId
from cases.api.schemas import one_of
from cases.errors import CaseError
from cases.inputs.meeting import PointInput, PointRecusalInput, TaskInput
from cases.models import AgendaItem, Meeting
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.meetings import doers_for, tasks_seen
from forms.api.problems import Refused
from people.api.authentication import Caller
from people.api.pages import Asking

router = Router(tags=["Meetings"])
PointId = Annotated[int, Path(ge=1, le=LARGEST, description="A point: `/meetings/{id}` has those of the agenda.")]
TaskId = Annotated[int, Path(ge=1, le=LARGEST, description="A task: `/tasks` lists those that you see.")]
PointIn = body_of("PointIn", PointInput, without=("version",))
TaskIn = body_of("TaskIn", TaskInput)
PointRecusalIn = body_of("PointRecusalIn", PointRecusalInput)


class AtMeetingOut(Schema):
    """What an act at a meeting led to. The same again when the request is repeated with its key."""

    meeting: int
    status: str = one_of(Meeting.Status)
    made: list[int] = Field(description="The points or the task that it made or settled, by their id.")


@router.post("/meetings/{id}/points", response=AtMeetingOut, summary="Put a point on the agenda")
def add_meeting_point(
    request: Caller,
    id: MeetingId,
    sent: PointIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Last on the agenda; also while the meeting is held. For the body's chair and process leader, and the office."""

    def act(page: MeetingPage) -> list[int]:
        said = _cleaned(PointInput(posted(sent)), sent)
        made = add_point(page.meeting, said["title"], proposal=said["proposal"], by=request.user)
        return [made.pk]

    return _once(request, id, sent, act, idempotency_key, "points")


@router.post("/meetings/{id}/waiting-cases", response=AtMeetingOut, summary="Put the cases that wait on the agenda")
def add_cases_to_meeting(request: Caller, id: MeetingId, idempotency_key: IdempotencyKey = None) -> Any:
    """Those that wait for the body and stand on no coming agenda of it, each with what was proposed last."""

    def act(page: MeetingPage) -> list[int]:
        return [item.pk for item in add_waiting_cases(page.meeting, by=request.user)]

    return _once(request, id, None, act, idempotency_key, "waiting-cases")


@router.post("/meetings/{id}/points/{point}/tasks", response=AtMeetingOut, summary="Agree on a task at a point")
def add_task_at_point(
    request: Caller,
    id: MeetingId,
    point: PointId,
    sent: TaskIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """While the meeting is held. `who` is one with a seat, or of the office."""

    def act(page: MeetingPage) -> list[int]:
        item = _point(page, point)
        said = _cleaned(TaskInput(posted(sent), people=doers_for(page.meeting)), sent)
        return [add_action_item(item, said["what"], said["who"], due_on=said["due_on"], by=request.user).pk]

    return _once(request, id, sent, act, idempotency_key, f"points/{point}/tasks")


@router.post("/meetings/{id}/points/{point}/recusals", response=AtMeetingOut, summary="Note a recusal at a point")
def recuse_at_meeting(
    request: Caller,
    id: MeetingId,
    point: PointId,
    sent: PointRecusalIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Of somebody who is present, before the point is settled."""

    def act(page: MeetingPage) -> list[int]:
        item = _point(page, point)
        people = [row.person for row in page.present]
        said = _cleaned(PointRecusalInput(posted(sent), people=people), sent)
        recuse_at_point(item, said["person"], by=request.user, reason=said["reason"])
        return [item.pk]

    return _once(request, id, sent, act, idempotency_key, f"points/{point}/recusals")


@router.post("/tasks/{id}/done", response=AtMeetingOut, summary="Mark a task as done")
def complete_task(request: Caller, id: TaskId, idempotency_key: IdempotencyKey = None) -> Any:
    """By whom it falls to, or by who keeps the body's meetings."""
    task = tasks_seen(mandated(request.user)).filter(pk=id).select_related("item__case").first()
    if task is None or _is_secret(task.item):
        raise Http404

    def act() -> list[int]:
        return [complete_action_item(task, by=request.user).pk]

    return _done_once(request, task.item.meeting_id, None, act, idempotency_key, f"tasks/{id}/done")


def _once(
    request: Caller,
    number: int,
    sent: Asking | None,
    act: Callable[[MeetingPage], list[int]],
    key: str | None,
    what: str,
) -> dict[str, Any]:
    """An act of who keeps the body's meetings."""
    page = meeting_page(request.user, number)
    if not page.keeps:
        raise CaseError("not_the_keeper")
    return _done_once(request, number, sent, lambda: act(page), key, what)


def _done_once(
    request: Caller, number: int, sent: Asking | None, act: Callable[[], list[int]], key: str | None, what: str
) -> dict[str, Any]:
    """What `act` led to, done once for each key of the caller's."""
    if not key:
        raise Refused("key_missing")

    def done() -> dict[str, Any]:
        made = act()
        return {"meeting": number, "status": Meeting.objects.get(pk=number).status, "made": made}

    asked = {"meeting": number, "what": what, "sent": sent.model_dump(mode="json") if sent else {}}
    return act_once(asked, done, by=request.user, key=key)


def _point(page: MeetingPage, number: int) -> AgendaItem:
    """A point of the meeting; programs are told nothing of one about a case that is marked secret."""
    found = next((item for item in page.items if item.pk == number), None)
    if found is None or _is_secret(found):
        raise Http404
    found.meeting = page.meeting
    return found


def _is_secret(item: AgendaItem) -> bool:
    return item.case is not None and item.case.secret


def _cleaned(form: django_forms.Form, sent: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise misfits(form, sent)
    return form.cleaned_data
