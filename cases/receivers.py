"""Cases listen to one signal: answers were sent in."""

from typing import Any

from django.dispatch import receiver

from forms.errors import NotReceived
from forms.models import Submission, SubmissionRevision
from forms.signals import answers_submitted
from people.models import User

from .errors import CaseError


@receiver(answers_submitted, dispatch_uid="cases.receive")
def receive(sender: Any, *, submission: Submission, revision: SubmissionRevision, by: User, **kwargs: Any) -> None:
    """The first time a case is opened, then a supplement is answered; inside the transaction of sending in."""
    from .actions.answer_supplement import answer_supplement
    from .actions.open_case import open_case
    from .models import Case

    case = Case.objects.filter(submission=submission).first()
    try:
        if case is None:
            open_case(submission, revision, by=by)
        else:
            answer_supplement(case, revision, by=by)
    except CaseError as error:
        raise NotReceived(str(error)) from error
