"""What a meeting agreed that somebody does goes to another: by hand, or because whoever had it has left."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cases.errors import CaseError
from cases.models import ActionItem
from cases.notices import office_people
from cases.notices_of_meetings import tell_of_handing_over
from cases.permissions import may_hand_over
from cases.queries.meetings import doers_of
from people.domain.following import successors
from people.models import Body, BodyKind, Mandate, Role, User
from people.queries.mandates import standing
from people.queries.successions import followings

from .meetings import keep_event, locked_meeting

# Who has the role from now on, by body and role.
type Following = Mapping[tuple[int, str], User]


@transaction.atomic
def hand_over_task(
    task: ActionItem, to: User, *, by: User, message: str = "", at: datetime | None = None
) -> ActionItem:
    """By whom it falls to, or by who keeps the body's meetings. Both who had it and who gets it are told.

    Raises CaseError: 403, 409 where it is done, 422 where the other has it already or has nothing to do with the body.
    """
    at = at or timezone.now()
    task = _locked(task)
    today = timezone.localdate(at)
    if not may_hand_over(standing(by, on=today), task):
        raise CaseError("not_your_task")
    if task.done_on is not None:
        raise CaseError("already_done")
    if to.pk == task.who_id:
        raise CaseError("already_given", field="to", person=to.name)
    if to not in doers_of(task, on=today):
        raise CaseError("not_in_the_body", field="to", person=to.name, body=task.body.name)
    return _give(task, to, by=by, message=message.strip(), at=at)


@transaction.atomic
def pass_tasks(person: User, following: Following, *, holder: User | None = None, by: User | None, at: datetime) -> int:
    """The open tasks of somebody who has left go on; gives how many. Safe to repeat.

    To whoever followed in the body; else who followed at the office; else the body's chair or process leader; else who
    holds what the person wrote; else the office: nothing waits for nobody. What lies in a body where the person
    has a seat again stays.
    """
    today = timezone.localdate(at)
    found = (
        ActionItem.objects.filter(who=person, done_on=None).select_related("item__meeting").order_by("item__meeting")
    )
    reason = gettext("%(person)s has left.") % {"person": person.name}
    passed = 0
    for row in found:
        task = _locked(row)
        if task.done_on is not None or task.who_id != person.pk or person in doers_of(task, on=today):
            continue
        to = next(_heirs(task, following, holder, on=today), None)
        if to is not None:
            _give(task, to, by=by or to, message=reason, at=at, left=True)
            passed += 1
    return passed


def _heirs(task: ActionItem, following: Following, holder: User | None, *, on: date) -> Iterator[User]:
    """Those whom the task may fall to, in order, the person who had it left out."""
    bodies = {task.body_id, *successors(task.body_id, followings(), on)}
    offices = set(Body.objects.filter(kind=BodyKind.OFFICE).values_list("pk", flat=True))
    named = [user for seats in (bodies, offices) for (body, _role), user in following.items() if body in seats]
    keepers = Mandate.objects.valid(on).filter(body__in=bodies, role__in=(Role.CHAIR, Role.PROCESS_LEADER))
    # By name of the role: the chair before the process leader.
    seats = keepers.select_related("user").order_by("is_deputy", "role", "pk")
    heirs = [*named, *(seat.user for seat in seats), *([holder] if holder else []), *office_people(on=on)]
    return (user for user in heirs if user.is_active and user.pk != task.who_id)


def _locked(task: ActionItem) -> ActionItem:
    """As it is now, nobody else's until the transaction ends: every act on a task takes its meeting's lock."""
    locked_meeting(task.item.meeting)
    return ActionItem.objects.select_related("who", "agreed_with", "body", "item__meeting__body").get(pk=task.pk)


def _give(task: ActionItem, to: User, *, by: User, message: str, at: datetime, left: bool = False) -> ActionItem:
    before = task.who
    task.agreed_with, task.who = task.named, to
    task.save(update_fields=["agreed_with", "who"])
    keep_event(task.item.meeting, "action_item_handed_over", by=by, at=at, task=task.pk, before=before.pk, who=to.pk)
    tell_of_handing_over(task, before, by=by, message=message, at=at, left=left)
    return task
