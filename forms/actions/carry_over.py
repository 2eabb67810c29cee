"""Carry a draft to the version of its form that was published while it was written."""

from typing import Any

from django.db import transaction

from forms.domain.carrying import Carried, Terms, carry
from forms.errors import NothingNewer
from forms.models import FormVersion, Submission
from people.models import Body, User

from .writing import Kind, keep, lock, record, require_revision


@transaction.atomic
def carry_over(submission: Submission, revision: int, by: User) -> Submission:
    """The draft on the current version: rows and files stay, what does not fit is added to `left_over` as text.

    Raises StaleRevision where somebody has saved since, NothingNewer where there is nothing to carry it to.
    """
    submission = lock(submission, by)
    version = newer_version(submission)
    if version is None:
        raise NothingNewer(str(submission.uuid))
    require_revision(submission, revision, {})
    carried = carried_to(submission, version)
    submission.version = version
    submission.left_over = [*submission.left_over, *(left.as_json() for left in carried.left)]
    submission.save(update_fields=["version", "left_over"])
    keep(submission, version.parsed, carried.answers, by)
    record(submission, Kind.CARRIED, by)
    return submission


def newer_version(submission: Submission) -> FormVersion | None:
    """The form's current version, where a draft is of an older one. What was sent in stays on its own."""
    if submission.state != Submission.State.DRAFT:
        return None
    newer = FormVersion.objects.filter(form=submission.version.form_id, number__gt=submission.version.number)
    return newer.order_by("-number").first()


def carried_to(submission: Submission, version: FormVersion) -> Carried:
    """What would become of the answers; it changes nothing."""
    answers: dict[str, Any] = submission.answers
    names = dict(Body.objects.values_list("key", "name"))
    return carry(submission.version.parsed, answers, version.parsed, Terms(names=names))
