"""Who is told of meetings and of what was agreed there: letters kept in the transaction of what they tell about."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from people.domain.swedish import EN_DASH
from people.models import User

from .domain import shipped_meetings as letters
from .invitation import CANCEL, REQUEST, invitation
from .letters import send_alone, site_url
from .models import ActionItem, Meeting, OutgoingEmail
from .notices import SOON, is_news
from .queries.meetings import called_before, called_to


def tell_of_call(meeting: Meeting, *, at: datetime) -> None:
    points = meeting.items.order_by("position", "pk").select_related("case")
    agenda = "\n".join(f"{number}. {item.heading}" for number, item in enumerate(points, start=1))
    _tell(meeting, letters.CALLED, REQUEST, at=at, agenda=agenda)


def tell_of_change(meeting: Meeting, *, at: datetime) -> None:
    """Whoever was called and has no seat on the new day is told too, and it goes from their calendar."""
    _tell(meeting, letters.CHANGED, REQUEST, at=at)
    _tell(meeting, letters.CHANGED, CANCEL, at=at, to=_no_longer_called(meeting))


def tell_of_cancelling(meeting: Meeting, *, at: datetime) -> None:
    to = [*called_to(meeting), *_no_longer_called(meeting)]
    _tell(meeting, letters.CANCELLED, CANCEL, at=at, to=to)


def ask_to_adjust(meeting: Meeting, people: Iterable[User], *, at: datetime) -> int:
    """Each once a day at most; gives how many are asked now."""
    keys = {f"adjust:{meeting.pk}:{timezone.localdate(at):%Y%m%d}:{person.pk}": person for person in people}
    asked = set(OutgoingEmail.objects.filter(key__in=keys).values_list("key", flat=True))
    for key in keys.keys() - asked:
        send_alone(key, keys[key], letters.ADJUST, _about(meeting))
    return len(keys.keys() - asked)


def tell_of_task(task: ActionItem, *, by: User, at: datetime) -> None:
    if is_news(at) and task.who_id != by.pk:
        urgent = _is_soon(task, timezone.localdate(at))
        send_alone(f"task:{task.pk}", task.who, letters.TASK, _about_task(task), gathers=True, urgent=urgent)


def tell_of_handing_over(
    task: ActionItem, before: User, *, by: User, message: str, at: datetime, left: bool = False
) -> None:
    """To who has it now, and to who had it unless they have `left`; nobody is told of what they did themselves."""
    if not is_news(at):
        return
    key = f"task:{task.pk}:{at:%Y%m%d%H%M%S%f}"
    values = {
        **_about_task(task),
        "agreed": task.item.meeting.on,
        "before": before.name,
        "now": task.who.name,
        "by": by.name,
        "message": message,
    }
    if task.who_id != by.pk:
        urgent = _is_soon(task, timezone.localdate(at))
        send_alone(f"{key}:{task.who_id}", task.who, letters.TASK_PASSED, values, gathers=True, urgent=urgent)
    if before.pk != by.pk and not left:
        send_alone(f"{key}:{before.pk}", before, letters.TASK_GONE, values, gathers=True)


def remind_of_task(task: ActionItem, *, rule: int, on: date) -> None:
    """Once to each who has it: who got it after a reminder is reminded too."""
    template = letters.TASK_LATE if rule < 0 else letters.TASK_SOON
    to = f":{task.who_id}" if task.is_handed_over else ""
    key = f"reminder:task:{task.pk}:{task.due_on:%Y%m%d}:{rule}{to}"
    send_alone(key, task.who, template, _about_task(task), gathers=True, urgent=True)


def _is_soon(task: ActionItem, on: date) -> bool:
    return task.due_on is not None and task.due_on - on < SOON


def _no_longer_called(meeting: Meeting) -> list[User]:
    now = set(called_to(meeting))
    return [person for person in called_before(meeting) if person not in now]


def _tell(
    meeting: Meeting, template: str, method: str, *, at: datetime, to: Iterable[User] | None = None, **values: Any
) -> None:
    if not is_news(at):
        return
    about = {**_about(meeting), **values}
    for person in called_to(meeting) if to is None else to:
        calendar = invitation(meeting, [person], stamp=at, method=method)
        key = f"meeting:{meeting.pk}:{template}:{meeting.sequence}:{person.pk}"
        send_alone(key, person, template, about, calendar=calendar)


def _about(meeting: Meeting) -> dict[str, Any]:
    begins = timezone.localtime(meeting.starts_at)
    ends = f"{EN_DASH}{timezone.localtime(meeting.ends_at):%H.%M}" if meeting.ends_at else ""
    return {
        "body": meeting.body.name,
        "day": meeting.on,
        "time": f"{begins:%H.%M}{ends}",
        "place": ", ".join(part for part in (meeting.place, meeting.link) if part),
        "page": f"{site_url()}{meeting.get_absolute_url()}",
    }


def _about_task(task: ActionItem) -> dict[str, Any]:
    return {
        "what": task.what,
        "body": task.body.name,
        "deadline": task.due_on,
        "page": f"{site_url()}{reverse('cases:follow_up')}",
    }
