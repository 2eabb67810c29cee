"""Ask for a paper that is made in the background."""

from django.db import transaction
from django.utils import translation

from forms.models import Printout, Submission, SubmissionRevision
from people.models import User


@transaction.atomic
def start_printout(submission: Submission, sent: SubmissionRevision | None, by: User) -> Printout:
    """The one that is under way or made of the same answers; otherwise a new one, queued."""
    from forms.tasks import make_printout

    User.objects.select_for_update().get(pk=by.pk)
    language = translation.get_language() or "sv"
    same = Printout.objects.filter(
        owner=by, submission=submission, sent=sent, revision=submission.revision, language=language
    )
    if found := same.exclude(state=Printout.State.FAILED).exclude(pk__in=Printout.objects.forgotten()).first():
        return found
    made = Printout.objects.create(
        owner=by, submission=submission, sent=sent, revision=submission.revision, language=language
    )
    make_printout.enqueue(made.pk)
    return made
