"""What somebody or some group was writing passes to those that follow them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.models import Submission, SubmissionEvent
from people.models import User

from .writing import applicants, record

Kind = SubmissionEvent.Kind


@transaction.atomic
def pass_to_person(submission: Submission, holder: User, *, by: User, at: datetime | None = None) -> Submission:
    """The holder sees and may write it as whoever began it; who that was stays written."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    submission.held_by = holder
    submission.save(update_fields=["held_by"])
    record(submission, Kind.PASSED_ON, by, at=at)
    return submission


@transaction.atomic
def pass_to_groups(
    submission: Submission, follows: Mapping[str, Sequence[str]], *, by: User, at: datetime | None = None
) -> bool:
    """In a draft, groups that are no more are exchanged for those that follow (keys); gives whether any was.

    What has been sent in stays as it was sent.
    """
    at = at or timezone.now()
    submission = Submission.objects.select_for_update(of=("self",)).select_related("version").get(pk=submission.pk)
    if submission.state != Submission.State.DRAFT:
        return False
    definition = submission.version.parsed
    bodies = {key for key, field in definition.fields.items() if field.kind == "body"}
    answers = {key: _exchanged(value, follows) if key in bodies else value for key, value in submission.answers.items()}
    if answers == submission.answers:
        return False
    submission.answers = answers
    submission.revision += 1
    submission.save(update_fields=["answers", "revision"])
    if definition.applicant_fields:
        submission.bodies.set(applicants(definition, answers))
    record(submission, Kind.FOLLOWED, by, at=at)
    return True


def _exchanged(value: Any, follows: Mapping[str, Sequence[str]]) -> Any:
    if not isinstance(value, list):
        return value
    return list(dict.fromkeys(each for key in value for each in follows.get(key, (key,))))
