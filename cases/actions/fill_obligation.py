"""Answer an obligation with its form: begin or take it up again, and receive it when it is sent in."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_obligations
from cases.domain.following_up import Span, span_of
from cases.domain.year import reported_next
from cases.errors import CaseError
from cases.models import Case, FollowUp, Obligation
from cases.queries.report_material import last_report
from forms.actions.reopen_submission import reopen_submission
from forms.actions.start_submission import start_submission
from forms.models import Form, Submission, SubmissionRevision
from people.models import Body, User

from .foresee import tell_of_period
from .known_answers import fill_in_known, title_of
from .make_obligations import must_be_granted
from .mandates import must_apply
from .moving import locked
from .registering import register_report


@transaction.atomic
def begin_obligation(obligation: Obligation, *, by: User, at: datetime | None = None) -> Submission:
    """The draft of its form, made from the application; what was sent back is opened again.

    Raises CaseError: 403 for others than those who apply, 409 when it is done or waits for the office, or has no form.
    """
    at = at or timezone.now()
    case = locked(obligation.case)
    must_apply(case, by, on=timezone.localdate(at))
    must_be_granted(case)
    obligation = case.obligations.select_related("submission").get(pk=obligation.pk)
    if obligation.done_on is not None:
        raise CaseError("already_done")
    if obligation.submission is None:
        return _started(case, obligation, by, at)
    if obligation.submission.state == Submission.State.SUBMITTED:
        if obligation.state != Obligation.State.RETURNED:
            raise CaseError("waits_for_the_office")
        return reopen_submission(obligation.submission, (), by)
    return obligation.submission


@transaction.atomic
def receive_obligation(
    obligation: Obligation, revision: SubmissionRevision, *, by: User, at: datetime | None = None
) -> Obligation:
    """What was sent in becomes a document of the case and waits for the office. Raises CaseError as beginning it."""
    at = at or revision.sent_at
    case = locked(obligation.case)
    must_apply(case, by, on=timezone.localdate(at))
    obligation = case.obligations.select_related("submission__version__form").get(pk=obligation.pk)
    if obligation.done_on is not None:
        raise CaseError("already_done")
    obligation.sent_on, obligation.returned_on, obligation.return_reason = timezone.localdate(at), None, None
    obligation.save()
    register_report(case, obligation, revision, by=by, at=at)
    data = {
        "obligation": obligation.pk,
        "submission": str(revision.submission.uuid),
        "form_revision": revision.number,
        "answers_sha256": revision.sha256,
        "sent_on": obligation.sent_on.isoformat(),
    }
    audit.record(case, "obligation_sent", by=by, at=at, data=data)
    notices_of_obligations.obligation_sent(case, obligation, revision.number, at=at)
    return obligation


def _started(case: Case, obligation: Obligation, by: User, at: datetime) -> Submission:
    # What the application promised has no form of its own until somebody begins it.
    key = obligation.form or FollowUp.in_use().form_for(obligation.kind)
    form = Form.objects.filter(key=key).first() if key else None
    if form is None or form.current_version is None:
        raise CaseError("obligation_without_form")
    groups = [link.body for link in case.case_groups.select_related("body").order_by("pk")]
    submission = start_submission(form, by, groups, follows=case.submission, at=at)
    submission.bodies.set(groups)
    # A report on a part of the period tells of that part, whatever the application says.
    own = {"period"} if obligation.kind == Obligation.Kind.STATUS_REPORT else set()
    span = _told_of(obligation, groups, form.key, timezone.localdate(at))
    submission = fill_in_known(submission, _known(case, obligation, span), by=by, own=own)
    # As a report that is begun from the groups' year.
    if told := span_of(submission.answers.get("period")):
        submission = tell_of_period(submission, groups, told, by=by)
    obligation.submission, obligation.form = submission, form.key
    obligation.save(update_fields=["submission", "form"])
    return submission


def _told_of(obligation: Obligation, groups: Sequence[Body], form: str, on: date) -> Span | None:
    """Its own part of the period; a status report without one goes on from the groups' last."""
    if obligation.span_from and obligation.span_to:
        return Span(obligation.span_from, obligation.span_to)
    is_report = obligation.kind == Obligation.Kind.STATUS_REPORT
    return reported_next(last_report(groups, form), on=on) if is_report else None


def _known(case: Case, obligation: Obligation, span: Span | None) -> dict[str, tuple[str, Any]]:
    return {
        "rubrik": ("text", title_of(obligation.title, case.title)),
        "arende": ("text", case.number),
        "period": ("period", {"from": span.starts.isoformat(), "to": span.ends.isoformat()} if span else None),
    }
