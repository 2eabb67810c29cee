"""Whom a question for a person may be answered with: those who hold a mandate where the editor says."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from forms.domain.definition import Definition, Field
from forms.models import Submission
from people.models import User
from people.queries.people import Holder, holders_of_seats

from .choices import as_list


def persons_to_choose(
    fields: Iterable[Field],
    submission: Submission,
    definition: Definition,
    answers: Mapping[str, Any],
    user: User | AnonymousUser,
    *,
    on: date,
) -> dict[str, list[Holder]]:
    """By the key of each field that asks for a person; no query where none does."""
    asked = [field for field in fields if field.kind == "person"]
    if not asked:
        return {}
    applying = applying_bodies(submission, definition, answers)
    return {field.key: choices_of(field, applying, user, on=on) for field in asked}


def choices_of(field: Field, applying: Collection[str], user: User | AnonymousUser, *, on: date) -> list[Holder]:
    if field.options["chosen_from"] == "body_kind":
        return holders_of_seats(user, on=on, kind=field.options["body_kind"])
    return holders_of_seats(user, on=on, keys=applying) if applying else []


def applying_bodies(submission: Submission, definition: Definition, answers: Mapping[str, Any]) -> list[str]:
    """Keys of the bodies named as applicants; where nothing asks for them, of those that it was started for."""
    if definition.applicant_fields:
        return [key for field in definition.applicant_fields for key in as_list(answers.get(field.key))]
    return list(submission.bodies.values_list("key", flat=True)) if submission.pk else []
