"""Begin a new draft from something that was sent in before, such as last year's application."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from forms.domain.carrying import Carried, Terms, carry
from forms.domain.definition import Definition
from forms.errors import NotPublished, NotSent
from forms.models import FormVersion, Submission
from people.models import Body, User

from .writing import Kind, applicants, record, title_of


@transaction.atomic
def copy_submission(
    source: Submission, by: User, *, fallback: Iterable[Body] = (), at: datetime | None = None
) -> Submission:
    """A draft on the form's current version, with the answers of the last time it was sent in that still fit.

    Rows get new ids, files stay where they are; dates and years are kept as they were. What could not be
    carried stands in `left_over`. `fallback` shares the draft where the form asks for no applicants.
    Raises NotSent, NotPublished. Who may see the source is asked by the view.
    """
    version = source.version.form.current_version
    if version is None:
        raise NotPublished(str(source.version.form))
    at = at or timezone.now()
    answers = last_sent(source)
    carried = carry_to(version, source.version.parsed, answers, on=timezone.localdate(at))
    submission = begin(version, carried, by, at, begun_from=source)
    named = applicants(version.parsed, carried.answers)
    submission.bodies.set(named if version.parsed.applicant_fields else fallback)
    record(submission, Kind.COPIED, by, at=at)
    return submission


def last_sent(source: Submission) -> Mapping[str, Any]:
    sent = source.sent_revisions.order_by("-number").first()
    if sent is None:
        raise NotSent(str(source.uuid))
    return dict(sent.answers)


def carry_to(version: FormVersion, source: Definition, answers: Mapping[str, Any], *, on: date) -> Carried:
    terms = Terms(
        new_id=lambda: uuid4().hex,
        with_files=False,
        bodies=frozenset(Body.objects.valid(on).values_list("key", flat=True)),
        names=dict(Body.objects.values_list("key", "name")),
    )
    return carry(source, answers, version.parsed, terms)


def begin(
    version: FormVersion, carried: Carried, by: User, at: datetime, *, begun_from: Submission | None = None
) -> Submission:
    return Submission.objects.create(
        version=version,
        title=title_of(version.parsed, carried.answers),
        answers=carried.answers,
        left_over=[left.as_json() for left in carried.left],
        begun_from=begun_from,
        created_by=by,
        saved_by=by,
        created_at=at,
        saved_at=at,
    )
