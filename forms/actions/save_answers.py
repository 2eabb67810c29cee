"""Save answers in any number of sections at once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from forms.errors import NotInSection
from forms.models import Submission
from people.models import User

from .save_section import save_section
from .writing import lock, require_revision


@transaction.atomic
def save_answers(submission: Submission, answers: Mapping[str, Any], revision: int, by: User) -> Submission:
    """All of them or none; None takes an answer away, a key that is not there stays as it was.

    The revision goes up by one for each section, as if they had been saved one after the other.
    """
    submission = lock(submission, by)
    definition = submission.version.parsed
    if strangers := sorted(set(answers) - set(definition.fields)):
        raise NotInSection(tuple(strangers))
    require_revision(submission, revision, answers)
    for section in definition.sections:
        mine = {field.key: answers[field.key] for field in section.fields if field.key in answers}
        if mine:
            submission = save_section(submission, section.key, mine, submission.revision, by)
    return submission
