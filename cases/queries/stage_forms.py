"""What is filled in at the stages of a case: by whom it is written, how far it has come, and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from cases.domain.route import RouteDefinition
from cases.models import Assignment, Case, StageForm
from forms.domain.evaluate import Evaluation, evaluate
from forms.models import Form, Submission, SubmissionRevision
from people.models import User

from .acting import acting


@dataclass(frozen=True)
class ToFill:
    """The form of one turn: what it is called, and the draft where there is one."""

    turn: Assignment
    title: str
    submission: Submission | None = None

    @property
    def is_sent(self) -> bool:
        return self.submission is not None and self.submission.state == Submission.State.SUBMITTED


def forms_to_fill(case: Case, route: RouteDefinition, turns: Sequence[Assignment]) -> dict[int, ToFill]:
    """By turn, of those whose stage has a form; no query where none has."""
    asked = {turn.pk: stage.form for turn in turns if (stage := route.stage(turn.stage)) and stage.form}
    if not asked:
        return {}
    titles = dict(Form.objects.filter(key__in=asked.values()).values_list("key", "title"))
    begun = {(form.stage, form.body_id): form.submission for form in case.stage_forms.select_related("submission")}
    return {
        turn.pk: ToFill(turn, titles.get(asked[turn.pk], asked[turn.pk]), begun.get((turn.stage, turn.body_id)))
        for turn in turns
        if turn.pk in asked
    }


def writes_for_a_turn(user: User, submission: Submission, on: date) -> bool:
    """Whoever may answer the turn writes in its form, also what a colleague began."""
    form = StageForm.objects.filter(submission=submission).first()
    if form is None:
        return False
    turns = Assignment.objects.filter(
        case=form.case_id, stage=form.stage, body=form.body_id, state=Assignment.State.WAITING
    )
    return any(each.has(user.pk) for each in acting(list(turns.select_related("body")), on=on).values())


@dataclass(frozen=True)
class SentForm:
    form: StageForm
    revision: SubmissionRevision
    evaluation: Evaluation


def sent_form(case: Case, pk: int, *, number: int | None = None) -> SentForm:
    """As it was sent in, the latest unless a number is asked for; 404 where it never was."""
    forms = case.stage_forms.select_related("body", "submission__version__form")
    form = forms.filter(pk=pk).first()
    sent = form.submission.sent_revisions.select_related("sent_by").order_by("-number") if form else None
    if sent is not None and number is not None:
        sent = sent.filter(number=number)
    revision = sent.first() if sent is not None else None
    if form is None or revision is None:
        raise Http404
    return SentForm(form, revision, evaluate(form.submission.version.parsed, revision.answers))
