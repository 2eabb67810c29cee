"""Start to answer a form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from forms.domain.definition import Definition
from forms.errors import NotPublished
from forms.models import Form, FormVersion, Submission
from people.models import Body, User

from .writing import Kind, record, title_of


@transaction.atomic
def start_submission(
    form: Form | FormVersion, by: User, bodies: Iterable[Body] = (), *, at: datetime | None = None
) -> Submission:
    """A draft of the form's current version, shared with the bodies.

    Where the form asks who applies, the bodies are the first answer.
    """
    version = form.current_version if isinstance(form, Form) else form
    if version is None:
        raise NotPublished(str(form))
    at = at or timezone.now()
    bodies = list(bodies)
    definition = version.parsed
    answers = _first_answers(definition, bodies)
    submission = Submission.objects.create(
        version=version,
        title=title_of(definition, answers),
        answers=answers,
        created_by=by,
        saved_by=by,
        created_at=at,
        saved_at=at,
    )
    submission.bodies.set(bodies)
    record(submission, Kind.STARTED, by, at=at)
    return submission


def _first_answers(definition: Definition, bodies: list[Body]) -> dict[str, Any]:
    for field in definition.applicant_fields:
        fitting = [body.key for body in bodies if body.kind == field.options["body_kind"]]
        if fitting:
            return {field.key: fitting if field.options["multiple"] else fitting[:1]}
    return {}
