"""Open and close sections of an application that was sent in."""

from collections.abc import Sequence
from datetime import datetime

from forms.models import Submission
from forms.models.submission import SubmissionEvent
from people.models import User


def open_sections(submission: Submission, sections: Sequence[str], *, by: User, at: datetime) -> None:
    submission.state = Submission.State.REOPENED
    submission.open_sections = list(sections)
    submission.save(update_fields=["state", "open_sections"])
    SubmissionEvent.objects.create(
        submission=submission, kind=SubmissionEvent.Kind.REOPENED, revision=submission.revision, by=by
    )


def close_sections(submission: Submission) -> None:
    """Nothing more is to be sent in; what was last sent in stands."""
    submission.state = Submission.State.SUBMITTED
    submission.open_sections = []
    submission.save(update_fields=["state", "open_sections"])
