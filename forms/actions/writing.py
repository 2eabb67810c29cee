"""What every act of writing in a submission begins and ends with."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from forms.domain.definition import Definition
from forms.domain.kinds import kind_of
from forms.errors import MayNotWrite, SectionClosed, StaleRevision
from forms.models import Submission, SubmissionEvent
from forms.permissions import may_write
from forms.queries.persons import persons_to_choose
from people.models import Body, User

Kind = SubmissionEvent.Kind
ONE_SITTING = timedelta(minutes=10)


def lock(submission: Submission, by: User, *, at: datetime | None = None) -> Submission:
    """The submission as it stands, locked until the transaction ends, for somebody who may write in it."""
    locked = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("version__form", "created_by", "held_by")
        .get(pk=submission.pk)
    )
    if not may_write(by, locked, on=timezone.localdate(at) if at else None):
        raise MayNotWrite(f"{by.pk} may not write in {locked.uuid}")
    return locked


def require_revision(submission: Submission, revision: int, theirs: Mapping[str, Any]) -> None:
    if submission.revision != revision:
        raise StaleRevision(submission, theirs)


def is_open(submission: Submission, section_key: str) -> bool:
    """A draft is open everywhere; a reopened submission where the supplement asks."""
    if submission.state == Submission.State.REOPENED:
        return section_key in submission.open_sections
    return bool(submission.state == Submission.State.DRAFT)


def require_open(submission: Submission, section_key: str) -> None:
    if not is_open(submission, section_key):
        raise SectionClosed(section_key)


def title_of(definition: Definition, answers: Mapping[str, Any]) -> str:
    """The answer to `rubrik`, else to the first text field, else the form's own title."""
    field = definition.title_field
    given = kind_of(field).read(answers.get(field.key), field).value if field else None
    return (given or definition.title)[:200]


def applicants(definition: Definition, answers: Mapping[str, Any]) -> QuerySet[Body]:
    """The bodies named in the fields whose bodies apply."""
    wanted = Q(pk=None)
    for field in definition.applicant_fields:
        keys = kind_of(field).read(answers.get(field.key), field).value or ()
        wanted |= Q(kind=field.options["body_kind"], key__in=keys)
    return Body.objects.filter(wanted)


def keep(
    submission: Submission, definition: Definition, answers: Mapping[str, Any], by: User, *, at: datetime | None = None
) -> None:
    """Save the answers under the next revision, and what follows from them: names, title and groups."""
    answers = with_names(submission, definition, answers, by, on=timezone.localdate(at))
    submission.answers = dict(answers)
    submission.title = title_of(definition, answers)
    submission.revision += 1
    submission.saved_by = by
    submission.saved_at = at or timezone.now()
    submission.save(update_fields=["answers", "title", "revision", "saved_by", "saved_at"])
    if definition.applicant_fields:
        submission.bodies.set(applicants(definition, answers))


def with_names(
    submission: Submission, definition: Definition, answers: Mapping[str, Any], by: User, *, on: date
) -> Mapping[str, Any]:
    """The people in the answers by the names that they have today, those who may be chosen.

    Nobody's name comes from the page: one who may not be chosen stays without one, so that nothing is told
    of people whom the writer may not see. Who was chosen before keeps the name of then.
    """
    chosen = {
        field.key: answer
        for field in definition.fields_of_kind("person")
        if isinstance(answer := answers.get(field.key), dict) and isinstance(answer.get("id"), int)
    }
    before = submission.answers if isinstance(submission.answers, dict) else {}
    new = [
        definition.fields[key] for key, answer in chosen.items() if answer != before.get(key) or not answer.get("name")
    ]
    known = persons_to_choose(new, submission, definition, answers, by, on=on)
    named = dict(answers)
    for field in new:
        number = chosen[field.key]["id"]
        name = next((one.name for one in known[field.key] if one.id == number), "")
        named[field.key] = {"id": number} | ({"name": name} if name else {})
    return named


def record(
    submission: Submission, kind: SubmissionEvent.Kind, by: User, section: str = "", *, at: datetime | None = None
) -> None:
    SubmissionEvent.objects.create(
        submission=submission,
        kind=kind,
        revision=submission.revision,
        section=section,
        by=by,
        at=at or timezone.now(),
    )


def record_save(submission: Submission, by: User, section: str, *, at: datetime | None = None) -> None:
    """A save, as one with the save before it where the same person goes on in the same section.

    Saving in the background comes every few seconds; a history of them all would hide what happened.
    """
    at = at or timezone.now()
    last = submission.events.order_by("-pk").first()
    goes_on = last is not None and (last.kind, last.by_id, last.section) == (Kind.SAVED, by.pk, section)
    if last is not None and goes_on and timedelta(0) <= at - last.at < ONE_SITTING:
        last.revision, last.at = submission.revision, at
        last.save(update_fields=["revision", "at"])
    else:
        record(submission, Kind.SAVED, by, section, at=at)
