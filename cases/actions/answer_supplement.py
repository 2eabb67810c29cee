"""Take in a supplement that was sent in; the stage goes on."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.state import AnswerSupplement, CaseState
from cases.errors import CaseError
from cases.models import Case
from cases.queries.received import Received, read_application
from cases.queries.standing_of_case import state_of
from cases.queries.trail_moves import passed_in
from forms.models import SubmissionRevision
from people.models import User

from .begin_change import receive_again
from .finding import refresh_words
from .moving import after, carry_out, locked, next_step
from .open_case import keep_obligations
from .registering import register_sending


@transaction.atomic
def answer_supplement(case: Case, revision: SubmissionRevision, *, by: User, at: datetime | None = None) -> Case:
    """The application's new revision answers the open supplement; what the case is made from is read again.

    Raises CaseError (409) when none is open, and (422) when the applying groups were changed.
    """
    at = at or revision.sent_at
    case = locked(case)
    supplement = case.supplements.filter(answered_at=None).first()
    if supplement is None:
        raise CaseError("case_closed" if case.status == Case.Status.ENDED else "no_open_supplement")
    result = next_step(case, AnswerSupplement(), at=at, state=_state(case, at))
    _read_again(case, read_application(case.route_version.parsed, revision))
    if case.amends_id is not None:
        receive_again(case, revision)
    supplement.answered_by, supplement.answered_at = by, at
    supplement.revision_after = revision.number
    supplement.save()
    register_sending(case, revision, by=by, at=at)
    refresh_words(case)
    asked = carry_out(case, result, at=at)
    data = {
        "supplement": supplement.pk,
        "revision": revision.number,
        "answers_sha256": revision.sha256,
        "applied": None if case.applied_total is None else f"{case.applied_total:.2f}",
        "after": after(result),
    }
    audit.record(case, "supplement_answered", by=by, at=at, data=data)
    notices.asked(asked, at=at)
    return case


def _state(case: Case, at: datetime) -> CaseState:
    """Where chosen stages lapse, which of them the case has passed is asked of its trail."""
    state = state_of(case, on=timezone.localdate(at))
    asked_for = state.supplement
    return replace(state, passed=passed_in(case)) if asked_for and asked_for.lapses.which == "stages" else state


def _read_again(case: Case, received: Received) -> None:
    """Groups were asked by name and answered; a supplement that exchanges them would void what they said."""
    if set(received.groups) != set(case.case_groups.values_list("body__key", flat=True)):
        raise CaseError("groups_changed")
    case.title = received.title or case.title
    case.period_from, case.period_to = received.period_from, received.period_to
    case.applied_total = received.applied_total
    keep_obligations(case, received.obligations)
