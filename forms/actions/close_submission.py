"""Close what was opened for a supplement, when none is wanted any more."""

from django.db import transaction

from forms.models import Submission


@transaction.atomic
def close_submission(submission: Submission) -> Submission:
    """What was last sent in stands; nothing more can be changed."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    submission.state, submission.open_sections = Submission.State.SUBMITTED, []
    submission.revision += 1
    submission.save(update_fields=["state", "open_sections", "revision"])
    return submission
