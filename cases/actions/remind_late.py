"""Remind of a case that is late: the office does it by hand, beside what the schedule sends."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.errors import CaseError
from cases.models import Assignment, Case
from people.models import User

from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def remind_late(case: Case, *, by: User, at: datetime | None = None) -> bool:
    """Remind those that the case waits for. Gives False where it was done by hand earlier the same day.

    Raises CaseError: 403 for others than the office, 409 when the case is not late any more.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    must_be_association(by, on=on)
    case = locked(case)
    if case.status == Case.Status.ENDED:
        raise CaseError("case_closed")
    if case.due_on is None or case.due_on >= on:
        raise CaseError("not_late")
    if case.events.filter(kind="reminded", data__day=on.isoformat()).exists():
        return False
    turns = _late_turns(case, on)
    supplement = case.supplements.filter(answered_at=None).first() if case.status == Case.Status.SUPPLEMENT else None
    about = {"turns": [turn.pk for turn in turns]} if supplement is None else {"supplement": supplement.pk}
    audit.record(case, "reminded", by=by, at=at, data={"day": on.isoformat(), **about})
    Assignment.objects.filter(pk__in=[turn.pk for turn in turns]).update(reminded_at=at)
    notices.remind_again(case, turns, supplement, on=on)
    return True


def _late_turns(case: Case, on: date) -> list[Assignment]:
    if case.status == Case.Status.SUPPLEMENT:
        return []
    waiting = case.assignments.filter(state=Assignment.State.WAITING, due_on__lt=on)
    return list(waiting.select_related("body", "case__route_version").order_by("pk"))
