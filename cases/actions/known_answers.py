"""What the case knows already is filled in where a form asks for it under a known key (docs/formats.md)."""

from collections.abc import Collection, Mapping
from typing import Any

from forms.actions.save_answers import save_answers
from forms.models import Submission
from people.models import User

TITLE_LENGTH = 200


def fill_in_known(
    submission: Submission, known: Mapping[str, tuple[str, Any]], *, by: User, own: Collection[str] = ()
) -> Submission:
    """`known`: by the key of a field its kind and its answer, which is given where nothing stands yet.

    What is `own` is given whatever the form has prefilled.
    """
    asked = {field.key: field.kind for field in submission.version.parsed.fields.values()}
    answers = {
        key: value
        for key, (kind, value) in known.items()
        if value and asked.get(key) == kind and (key in own or not submission.answers.get(key))
    }
    if not answers:
        return submission
    return save_answers(submission, {**submission.answers, **answers}, submission.revision, by)


def title_of(what: str, case_title: str) -> str:
    return f"{what}: {case_title}"[:TITLE_LENGTH]
