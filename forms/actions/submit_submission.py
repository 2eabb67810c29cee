"""Send in the answers."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from forms.domain.definition import Definition, sha256
from forms.domain.evaluate import Evaluation, Problem, evaluate
from forms.errors import AlreadySubmitted, HasProblems
from forms.models import Submission, SubmissionRevision
from forms.queries.persons import persons_to_choose
from forms.signals import answers_submitted
from people.models import Body, User

from .writing import Kind, is_open, lock, record, require_revision


@transaction.atomic
def submit_submission(
    submission: Submission, revision: int, by: User, *, at: datetime | None = None
) -> SubmissionRevision:
    """Freeze the answers as a new SubmissionRevision and tell the house.

    Raises HasProblems while something stops it, AlreadySubmitted the second time.
    """
    at = at or timezone.now()
    submission = lock(submission, by, at=at)
    if submission.state == Submission.State.SUBMITTED:
        raise AlreadySubmitted(str(submission.uuid))
    require_revision(submission, revision, {})
    definition = submission.version.parsed
    evaluation = check_answers(definition, submission, on=timezone.localdate(at))
    if evaluation.blocking:
        raise HasProblems(evaluation)
    sent = _freeze(submission, evaluation, by, at)
    submission.state = Submission.State.SUBMITTED
    submission.open_sections = []
    submission.submitted_at = sent.sent_at
    submission.save(update_fields=["state", "open_sections", "submitted_at"])
    record(submission, Kind.SUBMITTED, by, at=at)
    answers_submitted.send(sender=Submission, submission=submission, revision=sent, by=by)
    return sent


def check_answers(definition: Definition, submission: Submission, *, on: date) -> Evaluation:
    """The evaluation, and what only the database knows: whether the bodies exist on the day.

    In a supplement only open sections are asked again: a group may have merged since the rest was sent in.
    """
    evaluation = evaluate(definition, submission.answers)
    found = []
    for field in definition.fields_of_kind("body"):
        if not is_open(submission, definition.section_of[field.key].key):
            continue
        named = evaluation.values.get(field.key, ())
        known = Body.objects.valid(on).filter(kind=field.options["body_kind"], key__in=named)
        for key in sorted(set(named) - set(known.values_list("key", flat=True))):
            found.append(Problem("unknown_body", (field.key,), {"label": field.label, "body": key}))
    return evaluation.with_problems([*found, *_without_mandate(definition, submission, evaluation, on=on)])


def _without_mandate(
    definition: Definition, submission: Submission, evaluation: Evaluation, *, on: date
) -> Iterator[Problem]:
    """People who may no longer be chosen: their mandate has ended, or other bodies apply."""
    asked = [
        field
        for field in definition.fields_of_kind("person")
        if field.key in evaluation.values and is_open(submission, definition.section_of[field.key].key)
    ]
    if not asked:
        return
    who = submission.saved_by
    known = persons_to_choose(asked, submission, definition, evaluation.answers, who, on=on)
    for field in asked:
        person = evaluation.values[field.key]
        if person.name and person.id not in {one.id for one in known[field.key]}:
            yield Problem("person_without_mandate", (field.key,), {"label": field.label, "name": person.name})


def _freeze(submission: Submission, evaluation: Evaluation, by: User, at: datetime) -> SubmissionRevision:
    answers = dict(evaluation.answers)
    sent_before = 0 if submission.state == Submission.State.DRAFT else submission.sent_revisions.count()
    return SubmissionRevision.objects.create(
        submission=submission,
        number=sent_before + 1,
        answers=answers,
        sha256=sha256(answers),
        sent_by=by,
        sent_at=at,
    )
