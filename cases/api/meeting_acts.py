"""What one does at a meeting by program: put points on its agenda, give tasks, note recusals, tick a task off."""

from typing import Annotated, Any

from django.utils import timezone
from ninja import Router
from pydantic import Field

from cases.actions.arrange_agenda import add_point, add_waiting_cases, arrange, remove_point, word_point
from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.hand_over_task import hand_over_task
from cases.actions.recuse_at_point import recuse_at_point
from cases.api.acts import IdempotencyKey
from cases.api.at_meetings import AtMeetingOut, PointId, cleaned, done_once, kept_once, point_of
from cases.api.forms import LARGEST, body_of, posted
from cases.api.meetings import MeetingId, TaskId, task_for
from cases.errors import CaseError
from cases.inputs.meeting import HandOverInput, PointInput, PointRecusalInput, TaskInput
from cases.permissions import may_hand_over
from cases.queries.meeting_page import MeetingPage
from cases.queries.meetings import doers_for, doers_of
from people.api.authentication import Caller
from people.api.pages import Asking
from people.queries.mandates import standing

router = Router(tags=["Meetings"])
PointIn = body_of("PointIn", PointInput, without=("version",))
WordsIn = body_of("PointWordsIn", PointInput)
TaskIn = body_of("TaskIn", TaskInput)
HandOverIn = body_of("HandOverIn", HandOverInput)


class OrderIn(Asking):
    points: list[Annotated[int, Field(ge=1, le=LARGEST)]] = Field(
        max_length=500, description="The ids of points, in the order that they are to have. Those left out come last."
    )


PointRecusalIn = body_of("PointRecusalIn", PointRecusalInput)


@router.post("/meetings/{id}/points", response=AtMeetingOut, summary="Put a point on the agenda")
def add_meeting_point(
    request: Caller,
    id: MeetingId,
    sent: PointIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Last on the agenda; also while the meeting is held. For the body's chair and process leader, and the office."""

    def act(page: MeetingPage) -> list[int]:
        said = cleaned(PointInput(posted(sent)), sent)
        made = add_point(page.meeting, said["title"], proposal=said["proposal"], by=request.user)
        return [made.pk]

    return kept_once(request, id, sent, act, idempotency_key, "points")


@router.post("/meetings/{id}/waiting-cases", response=AtMeetingOut, summary="Put the cases that wait on the agenda")
def add_cases_to_meeting(request: Caller, id: MeetingId, idempotency_key: IdempotencyKey = None) -> Any:
    """Those that wait for the body and stand on no coming agenda of it, each with what was proposed last."""

    def act(page: MeetingPage) -> list[int]:
        return [item.pk for item in add_waiting_cases(page.meeting, by=request.user)]

    return kept_once(request, id, None, act, idempotency_key, "waiting-cases")


@router.post("/meetings/{id}/order", response=AtMeetingOut, summary="Put the agenda in another order")
def arrange_agenda(request: Caller, id: MeetingId, sent: OrderIn, idempotency_key: IdempotencyKey = None) -> Any:
    """What is settled keeps its place."""

    def act(page: MeetingPage) -> list[int]:
        arrange(page.meeting, sent.points, by=request.user)
        return []

    return kept_once(request, id, sent, act, idempotency_key, "order")


@router.post("/meetings/{id}/points/{point}/change", response=AtMeetingOut, summary="Change a point before the meeting")
def change_point(
    request: Caller,
    id: MeetingId,
    point: PointId,
    sent: WordsIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Its heading and what is proposed, until it is settled. `version` is the point's; 409 where it is an older one."""

    def act(page: MeetingPage) -> list[int]:
        item = point_of(page, point)
        said = cleaned(PointInput(posted(sent)), sent)
        return [word_point(item, by=request.user, **said).pk]

    return kept_once(request, id, sent, act, idempotency_key, f"points/{point}/change")


@router.post("/meetings/{id}/points/{point}/remove", response=AtMeetingOut, summary="Take a point off the agenda")
def remove_meeting_point(request: Caller, id: MeetingId, point: PointId, idempotency_key: IdempotencyKey = None) -> Any:
    """Until it is settled. A case that stood there waits for the body as before."""

    def act(page: MeetingPage) -> list[int]:
        remove_point(point_of(page, point), by=request.user)
        return [point]

    return kept_once(request, id, None, act, idempotency_key, f"points/{point}/remove")


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
        item = point_of(page, point)
        said = cleaned(TaskInput(posted(sent), people=doers_for(page.meeting)), sent)
        return [add_action_item(item, said["what"], said["who"], due_on=said["due_on"], by=request.user).pk]

    return kept_once(request, id, sent, act, idempotency_key, f"points/{point}/tasks")


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
        item = point_of(page, point)
        people = [row.person for row in page.present]
        said = cleaned(PointRecusalInput(posted(sent), people=people), sent)
        recuse_at_point(item, said["person"], by=request.user, reason=said["reason"])
        return [item.pk]

    return kept_once(request, id, sent, act, idempotency_key, f"points/{point}/recusals")


@router.post("/tasks/{id}/done", response=AtMeetingOut, summary="Mark a task as done")
def complete_task(request: Caller, id: TaskId, idempotency_key: IdempotencyKey = None) -> Any:
    """By whom it falls to, or by who keeps the body's meetings."""
    task = task_for(request.user, id)

    def act() -> list[int]:
        return [complete_action_item(task, by=request.user).pk]

    return done_once(request, task.item.meeting_id, None, act, idempotency_key, f"tasks/{id}/done")


@router.post("/tasks/{id}/hand-over", response=AtMeetingOut, summary="Hand a task over to another")
def hand_task_over(
    request: Caller,
    id: TaskId,
    sent: HandOverIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """By whom it falls to, or by who keeps the body's meetings. `/tasks/{id}` says who may take it over."""
    task = task_for(request.user, id)

    def act() -> list[int]:
        if not may_hand_over(standing(request.user), task):
            raise CaseError("not_your_task")
        said = cleaned(HandOverInput(posted(sent), people=doers_of(task, on=timezone.localdate())), sent)
        return [hand_over_task(task, said["to"], by=request.user, message=said["message"]).pk]

    return done_once(request, task.item.meeting_id, sent, act, idempotency_key, f"tasks/{id}/hand-over")
