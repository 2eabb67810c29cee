"""Put what was read in a workbook into the draft: all that was chosen, or nothing."""

from collections.abc import Sequence

from django.db import transaction

from forms.errors import StaleRevision
from forms.models import Submission, WaitingWorkbook
from forms.queries.draft import Draft
from forms.workbook.review import review
from people.models import User

from .save_answers import save_answers
from .writing import lock


@transaction.atomic
def take_workbook(waiting: WaitingWorkbook, chosen: Sequence[str], revision: int, by: User) -> Submission:
    """`chosen` are keys of tables, `revision` that of the draft when it was looked at. Raises StaleRevision."""
    submission = lock(waiting.submission, by)
    if submission.revision != revision:
        raise StaleRevision(submission, {})
    answers = review(Draft(submission), waiting.sheets, waiting.uuid).answers(chosen)
    saved = save_answers(submission, answers, revision, by)
    waiting.delete()
    return saved
