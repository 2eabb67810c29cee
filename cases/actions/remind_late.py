"""Remind of a case that is late: the office does it by hand, beside what the schedule sends."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.errors import CaseError
from cases.letters import Letter
from cases.models import Assignment, Case, Supplement
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
    _must_be_late(case, on)
    if _was_reminded_of(case, on):
        return False
    turns, supplement = _late_turns(case, on), _open_supplement(case)
    about = {"turns": [turn.pk for turn in turns]} if supplement is None else {"supplement": supplement.pk}
    audit.record(case, "reminded", by=by, at=at, data={"day": on.isoformat(), **about})
    Assignment.objects.filter(pk__in=[turn.pk for turn in turns]).update(reminded_at=at)
    notices.remind_again(case, turns, supplement, on=on)
    return True


def letters_ahead(case: Case, *, on: date) -> list[Letter]:
    """What a reminder of the case would send today; nothing where it has been reminded of already.

    Raises CaseError (409) where the case is not late any more.
    """
    _must_be_late(case, on)
    if _was_reminded_of(case, on):
        return []
    return notices.reminders(case, _late_turns(case, on), _open_supplement(case), on=on)


def _must_be_late(case: Case, on: date) -> None:
    if case.status == Case.Status.ENDED:
        raise CaseError("case_closed")
    if case.due_on is None or case.due_on >= on:
        raise CaseError("not_late")


def _was_reminded_of(case: Case, on: date) -> bool:
    return case.events.filter(kind="reminded", data__day=on.isoformat()).exists()


def _open_supplement(case: Case) -> Supplement | None:
    return case.supplements.filter(answered_at=None).first() if case.status == Case.Status.SUPPLEMENT else None


def _late_turns(case: Case, on: date) -> list[Assignment]:
    if case.status == Case.Status.SUPPLEMENT:
        return []
    waiting = case.assignments.filter(state=Assignment.State.WAITING, due_on__lt=on)
    return list(waiting.select_related("body", "case__route_version").order_by("pk"))
