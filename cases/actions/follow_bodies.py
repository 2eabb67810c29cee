"""What waits for bodies that are no more passes to those that follow them. Safe to repeat: done every night."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.state import Inherit, Succeed
from cases.models import Assignment, Case
from forms.actions.pass_on import pass_to_groups
from forms.models import Submission
from people.domain.following import successors
from people.models import Body, User
from people.queries.successions import followings

from .moving import after, carry_out, locked, next_step


def follow_bodies(*, by: User | None = None, at: datetime | None = None) -> int:
    """Every open turn and draft of a body that has been followed; gives how many passed."""
    at = at or timezone.now()
    led = _led(timezone.localdate(at))
    if not led:
        return 0
    cases = Case.objects.running().filter(assignments__state=Assignment.State.WAITING, assignments__body__in=led)
    passed = sum(follow_in_case(case, led, by=by, at=at) for case in cases.distinct().order_by("pk"))
    drafts = Submission.objects.filter(state=Submission.State.DRAFT, bodies__in=led).distinct().order_by("pk")
    keys = _keys(led)
    for draft in drafts.select_related("saved_by"):
        passed += pass_to_groups(draft, keys, by=by or draft.saved_by, at=at)
    return passed


@transaction.atomic
def follow_in_case(case: Case, led: Mapping[int, tuple[int, ...]], *, by: User | None, at: datetime) -> int:
    """The case's turns that wait for bodies that were followed, those with the same followers together."""
    case = locked(case)
    waiting = list(case.assignments.filter(state=Assignment.State.WAITING, body__in=led).values_list("body", flat=True))
    passed = 0
    for followers in dict.fromkeys(led[body] for body in waiting):
        before = [body for body, others in led.items() if others == followers]
        bodies = Body.objects.in_bulk([*before, *followers])
        passed += _pass(case, [bodies[pk] for pk in before], [bodies[pk] for pk in followers], by=by, at=at)
    return passed


def _pass(case: Case, before: list[Body], followers: list[Body], *, by: User | None, at: datetime) -> int:
    turns = case.assignments.filter(stage=case.stage)
    asked_here = set(turns.values_list("body", flat=True))
    before = [body for body in before if body.pk in asked_here]
    move = Succeed(tuple(body.key for body in before), tuple(body.key for body in followers))
    result = next_step(case, move, at=at)
    inherited = {effect.body for effect in result.effects if isinstance(effect, Inherit)}
    new = carry_out(case, result, at=at)
    taken = [turn for turn in new if turn.body.key in inherited]
    data = {"before": list(move.before), "bodies": list(move.after), "after": after(result)}
    audit.record(case, "body_followed", by=by, at=at, data=data)
    notices.taken_over(taken, ", ".join(body.name for body in before), at=at)
    notices.asked([turn for turn in new if turn not in taken], at=at)
    if case.status == Case.Status.ENDED:
        notices.decided(case, None, at=at)
    return 1


def _led(on: date) -> dict[int, tuple[int, ...]]:
    """By body that has been followed: who does its work today."""
    known = followings()
    found = {each.predecessor: successors(each.predecessor, known, on) for each in known}
    return {body: followers for body, followers in found.items() if followers != (body,)}


def _keys(led: Mapping[int, tuple[int, ...]]) -> dict[str, tuple[str, ...]]:
    keys = dict(Body.objects.filter(pk__in=_all(led)).values_list("pk", "key"))
    return {keys[body]: tuple(keys[each] for each in followers) for body, followers in led.items()}


def _all(led: Mapping[int, Iterable[int]]) -> set[int]:
    return {*led, *(each for followers in led.values() for each in followers)}
