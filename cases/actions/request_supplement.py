"""Ask the applicants for more: sections of their application are opened again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.route import Outcome, Stage
from cases.domain.state import RequestSupplement
from cases.errors import CaseError
from cases.models import Assignment, Case, Supplement
from forms.actions.reopen_submission import reopen_submission
from people.models import User

from .answer_assignment import answered, chosen_outcome
from .mandates import must_hold
from .moving import after, carry_out, locked, next_step
from .registering import register_answer


@transaction.atomic
def request_supplement(
    assignment: Assignment,
    *,
    by: User,
    sections: Sequence[str],
    question: str,
    due_on: date | None = None,
    at: datetime | None = None,
) -> Supplement:
    """The body asks (in place of answering) for these sections (keys) to be supplemented.

    Raises CaseError: 403 without the mandate, 409 when the stage is settled or a supplement is open
    already, 422 for a missing question, no or unknown sections, or a day that has passed.
    """
    at = at or timezone.now()
    case = locked(assignment.case)
    assignment = case.assignments.select_related("body").get(pk=assignment.pk)
    on = timezone.localdate(at)
    must_hold(assignment, by, on=on)
    stage, outcome = _outcome(case, assignment)
    chosen, question = tuple(dict.fromkeys(sections)), question.strip()
    _check(case, outcome, chosen, question, due_on, on=on)

    result = next_step(case, RequestSupplement(assignment.body.key, chosen, by.pk, on), at=at)
    _answer(assignment, outcome.key, question, by, at)
    register_answer(case, assignment, stage, outcome, None, at=at)
    supplement = Supplement.objects.create(
        case=case,
        assignment=assignment,
        sections=list(chosen),
        question=question,
        due_on=due_on,
        requested_by=by,
        requested_at=at,
        revision_before=case.submission.sent_revisions.order_by("-number").values_list("number", flat=True)[0],
    )
    reopen_submission(case.submission, chosen, by)
    carry_out(case, result, at=at)
    data = {**answered(assignment), "supplement": supplement.pk, "sections": list(chosen), "after": after(result)}
    audit.record(case, "supplement_requested", by=by, at=at, data=data)
    notices.supplement_requested(supplement, at=at)
    return supplement


def _outcome(case: Case, assignment: Assignment) -> tuple[Stage, Outcome]:
    stage = case.route_version.parsed.stage(assignment.stage)
    if stage is None or stage.supplement is None:
        raise CaseError("no_supplement_here")
    return chosen_outcome(case, assignment, stage.supplement.key)


def _check(
    case: Case, outcome: Outcome, sections: tuple[str, ...], question: str, due_on: date | None, *, on: date
) -> None:
    known = {section["key"] for section in case.submission.version.raised["sections"]}
    if not sections:
        raise CaseError("no_sections", field="sections")
    for section in sections:
        if section not in known:
            raise CaseError("unknown_section", field="sections", section=section)
        if outcome.sections and section not in outcome.sections:
            raise CaseError("section_not_allowed", field="sections", section=section)
    if not question:
        raise CaseError("question_missing", field="question")
    if due_on is not None and due_on < on:
        raise CaseError("due_in_the_past", field="due_on")


def _answer(assignment: Assignment, outcome: str, question: str, by: User, at: datetime) -> None:
    assignment.state = Assignment.State.ANSWERED
    assignment.rests_until = None
    assignment.outcome = outcome
    assignment.text = question
    assignment.answered_by = by
    assignment.answered_at = at
    assignment.save()
