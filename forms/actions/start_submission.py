"""Start to answer a form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from forms.domain.carrying import Terms
from forms.domain.definition import Definition
from forms.domain.prefilling import Earlier, prefilled
from forms.errors import NotPublished
from forms.models import Form, FormVersion, Submission
from people.models import Body, User

from .copy_submission import last_sent
from .writing import Kind, applicants, record, title_of


@transaction.atomic
def start_submission(
    form: Form | FormVersion,
    by: User,
    bodies: Iterable[Body] = (),
    *,
    follows: Submission | None = None,
    at: datetime | None = None,
) -> Submission:
    """A draft of the form's current version, shared with the bodies.

    Where the form asks who applies, the bodies are the first answer. Fields with a prefill take it, those that
    follow another form up from what was last sent in of `follows` (who may see it is asked by the view).
    """
    version = form.current_version if isinstance(form, Form) else form
    if version is None:
        raise NotPublished(str(form))
    at = at or timezone.now()
    bodies = list(bodies)
    definition = version.parsed
    answers = _first_answers(definition, bodies) | _prefilled(definition, by, bodies, follows, at)
    submission = Submission.objects.create(
        version=version,
        title=title_of(definition, answers),
        answers=answers,
        begun_from=follows,
        created_by=by,
        saved_by=by,
        created_at=at,
        saved_at=at,
    )
    named = list(applicants(definition, answers)) if follows else []
    submission.bodies.set(named or bodies)
    record(submission, Kind.STARTED, by, at=at)
    return submission


def _first_answers(definition: Definition, bodies: list[Body]) -> dict[str, Any]:
    for field in definition.applicant_fields:
        fitting = [body.key for body in bodies if body.kind == field.options["body_kind"]]
        if fitting:
            return {field.key: fitting if field.options["multiple"] else fitting[:1]}
    return {}


def _prefilled(
    definition: Definition, by: User, bodies: list[Body], follows: Submission | None, at: datetime
) -> dict[str, Any]:
    if all(field.prefill is None for field in definition.fields.values()):
        return {}
    today = Body.objects.valid(timezone.localdate(at)).values_list("key", flat=True)
    terms = Terms(new_id=lambda: uuid4().hex, with_files=False, bodies=frozenset(today))
    return prefilled(
        definition,
        person=by.name,
        group=", ".join(body.name for body in bodies),
        earlier=Earlier(follows.version.parsed, last_sent(follows)) if follows else None,
        terms=terms,
    )
