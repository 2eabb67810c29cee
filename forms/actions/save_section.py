"""Save what was written in one section."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from forms.domain.definition import Definition, Section
from forms.domain.kinds import kind_of
from forms.errors import NotInSection, UnknownSection
from forms.models import Submission
from people.models import User

from .writing import keep, lock, record_save, require_open, require_revision


@transaction.atomic
def save_section(
    submission: Submission,
    section_key: str,
    answers: Mapping[str, Any],
    revision: int,
    by: User,
    *,
    at: datetime | None = None,
) -> Submission:
    """Keep the answers (stored form, by key); None takes one away, a key that is not there stays as it was.

    `revision` is the one that the page started from. What could not be read is kept as it was typed.
    """
    submission = lock(submission, by, at=at)
    definition = submission.version.parsed
    section = _section(definition, section_key, answers)
    require_open(submission, section_key)
    require_revision(submission, revision, answers)
    kept = dict(submission.answers)
    for key, answer in _read(definition, section, answers).items():
        if answer is None:
            kept.pop(key, None)
        else:
            kept[key] = answer
    keep(submission, definition, kept, by, at=at)
    record_save(submission, by, section_key, at=at)
    return submission


def _section(definition: Definition, key: str, answers: Mapping[str, Any]) -> Section:
    section = definition.section(key)
    if section is None:
        raise UnknownSection(key)
    if strangers := set(answers) - {field.key for field in section.fields}:
        raise NotInSection(tuple(sorted(strangers)))
    return section


def _read(definition: Definition, section: Section, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they are stored; files come and go by acts of their own."""
    fields = [field for field in section.fields if field.key in answers and kind_of(field).is_posted]
    return {field.key: kind_of(field).read(answers[field.key], field).answer for field in fields}
