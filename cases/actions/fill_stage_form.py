"""Fill in the form of a stage: begin or take it up again, and receive it when it is sent in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.domain.route import STAYING, Outcome, Stage
from cases.domain.writing import plain_amount
from cases.errors import CaseError
from cases.models import Assignment, Case, StageForm
from forms.actions.reopen_submission import reopen_submission
from forms.actions.start_submission import start_submission
from forms.models import Form, Submission, SubmissionRevision
from people.models import User

from .known_answers import fill_in_known, title_of
from .mandates import must_hold
from .moving import locked
from .registering import register_stage_form


@transaction.atomic
def begin_stage_form(assignment: Assignment, *, by: User, at: datetime | None = None) -> Submission:
    """The draft of the stage's form, made from the application where its fields say so; a sent one is opened again.

    Raises CaseError: 403 for who may not answer the turn, 409 when the stage is settled or has no form.
    """
    at = at or timezone.now()
    case = locked(assignment.case)
    assignment = case.assignments.select_related("body").get(pk=assignment.pk)
    must_hold(assignment, by, on=timezone.localdate(at))
    stage = _open_stage(case, assignment)
    found = case.stage_forms.filter(stage=stage.key, body=assignment.body).select_related("submission").first()
    if found is None:
        submission = _started(case, stage, assignment, by, at)
        StageForm.objects.create(case=case, stage=stage.key, body=assignment.body, submission=submission)
        return submission
    if found.submission.state == Submission.State.SUBMITTED:
        return reopen_submission(found.submission, (), by)
    return found.submission


@transaction.atomic
def receive_stage_form(form: StageForm, revision: SubmissionRevision, *, by: User, at: datetime | None = None) -> None:
    """What was sent in becomes a document of the case; the answer itself is still to be given.

    Raises CaseError when the stage is settled, or for who may not answer there.
    """
    at = at or revision.sent_at
    case = locked(form.case)
    turns = case.assignments.filter(stage=form.stage, body=form.body, state=Assignment.State.WAITING)
    assignment = turns.select_related("body").first()
    if assignment is None:
        raise CaseError("stage_closed")
    must_hold(assignment, by, on=timezone.localdate(at))
    stage = _open_stage(case, assignment)
    register_stage_form(case, stage, form, revision, by=by, at=at)
    data = {"stage": form.stage, "body": form.body.key, **_sent(form, revision)}
    audit.record(case, "form_filled", by=by, at=at, data=data)


def filled_form(case: Case, assignment: Assignment, stage: Stage, outcome: Outcome) -> dict[str, Any]:
    """What the answer stands on, for the trail. Raises CaseError (422) while it is not filled in and sent."""
    if not stage.form or outcome.kind in STAYING:
        return {}
    forms = case.stage_forms.filter(stage=stage.key, body=assignment.body)
    sent = SubmissionRevision.objects.filter(
        submission__stage_form__in=forms, submission__state=Submission.State.SUBMITTED
    )
    revision = sent.select_related("submission__stage_form").order_by("-number").first()
    if revision is None:
        title = Form.objects.filter(key=stage.form).values_list("title", flat=True).first()
        raise CaseError("form_missing", field="outcome", form=title or stage.form)
    return {"form": _sent(revision.submission.stage_form, revision)}


def _sent(form: StageForm, revision: SubmissionRevision) -> dict[str, Any]:
    return {
        "stage_form": form.pk,
        "submission": str(form.submission.uuid),
        "form_revision": revision.number,
        "answers_sha256": revision.sha256,
    }


def _open_stage(case: Case, assignment: Assignment) -> Stage:
    if case.status == Case.Status.ENDED:
        raise CaseError("case_closed")
    if case.status == Case.Status.SUPPLEMENT:
        raise CaseError("supplement_open")
    stage = case.route_version.parsed.stage(case.stage)
    if stage is None or assignment.stage != case.stage or assignment.state != Assignment.State.WAITING:
        raise CaseError("stage_closed")
    if not stage.form:
        raise CaseError("no_form_here", stage=stage.title)
    return stage


def _started(case: Case, stage: Stage, assignment: Assignment, by: User, at: datetime) -> Submission:
    form = Form.objects.filter(key=stage.form).first()
    if form is None or form.current_version is None:
        raise CaseError("form_unknown", key=stage.form)
    submission = start_submission(form, by, [assignment.body], follows=case.submission, at=at)
    submission.bodies.set([assignment.body])
    return fill_in_known(submission, _known(case, form, assignment), by=by)


def _known(case: Case, form: Form, assignment: Assignment) -> dict[str, tuple[str, Any]]:
    """What nobody should have to look up: the number, what it is about, how much is applied for, and who answers."""
    period = {"from": case.period_from, "to": case.period_to}
    return {
        "rubrik": ("text", title_of(form.title, case.title)),
        "arende": ("text", case.number),
        "period": (
            "period",
            {name: day.isoformat() for name, day in period.items() if day} if all(period.values()) else None,
        ),
        "sokt": ("money", None if case.applied_total is None else plain_amount(case.applied_total)),
        "fran": ("body", [assignment.body.key]),
    }
