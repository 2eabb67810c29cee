"""Send in the answers, once for each key that the sender makes up."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from forms.errors import KeyReused
from forms.extensions import whereabouts
from forms.models import KeptReceipt, Submission, SubmissionRevision
from people.models import User

from .submit_submission import submit_submission
from .writing import lock


def submit_once(
    submission: Submission, revision: int, by: User, *, key: str, at: datetime | None = None
) -> dict[str, Any]:
    """The receipt; the same one again for the same key. Raises as `submit_submission` does, and KeyReused.

    A refusal is not kept: nothing was done, so the same key may be tried again when the answers are put right.
    """
    try:
        return _once(submission, revision, by, key, at)
    except IntegrityError as clash:
        # Two requests with the key at the same time: the other one came first.
        if not KeptReceipt.objects.filter(user=by, key=key).exists():
            raise
        raise KeyReused(key) from clash


@transaction.atomic
def _once(submission: Submission, revision: int, by: User, key: str, at: datetime | None) -> dict[str, Any]:
    submission = lock(submission, by, at=at)
    kept = KeptReceipt.objects.filter(user=by, key=key).first()
    if kept is not None:
        if (kept.submission_id, kept.revision) != (submission.pk, revision):
            raise KeyReused(key)
        return dict(kept.receipt)
    receipt = _receipt(submission, submit_submission(submission, revision, by, at=at))
    KeptReceipt.objects.create(user=by, key=key, submission=submission, revision=revision, receipt=receipt)
    return receipt


def _receipt(submission: Submission, sent: SubmissionRevision) -> dict[str, Any]:
    place = whereabouts([submission]).get(submission.pk)
    return {
        "id": str(submission.uuid),
        "sending": sent.number,
        "sent_at": sent.sent_at.isoformat(),
        "sha256": sent.sha256,
        "reference": place.reference if place else "",
        "url": place.url if place else "",
    }
