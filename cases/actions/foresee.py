"""Put what is known already into a draft: the period, a title, and for a report what the period held."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from cases.domain.following_up import Span
from forms.actions.save_answers import save_answers
from forms.models import Submission
from people.models import Body, User

TITLE_LENGTH = 200


@transaction.atomic
def foresee(submission: Submission, bodies: Sequence[Body], span: Span, *, by: User) -> Submission:
    """Under the keys of docs/formats.md, where the form asks for them as the kind that is named there."""
    known = fitting(submission, _known(submission, bodies, span))
    if not known:
        return submission
    return save_answers(submission, {**submission.answers, **known}, submission.revision, by)


def fitting(submission: Submission, values: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """Key: kind and value. Only what the form asks for under the key as that kind, and what says something."""
    asked = {field.key: field.kind for field in submission.version.parsed.fields.values()}
    return {key: value for key, (kind, value) in values.items() if value and asked.get(key) == kind}


def _known(submission: Submission, bodies: Sequence[Body], span: Span) -> dict[str, tuple[str, Any]]:
    names = ", ".join(body.name for body in bodies)
    title = f"{submission.version.form.title} {names}, {_period(span)}"
    return {
        "rubrik": ("text", title[:TITLE_LENGTH]),
        "period": ("period", {"from": span.starts.isoformat(), "to": span.ends.isoformat()}),
    }


def _period(span: Span) -> str:
    """As a title says it in Swedish, since the text is Swedish whoever writes it."""
    if (span.starts.month, span.starts.day, span.ends.month) == (1, 1, 6):
        return f"första halvåret {span.starts.year}"
    if (span.starts.month, span.starts.day, span.ends.month, span.ends.year) == (7, 1, 12, span.starts.year):
        return f"andra halvåret {span.starts.year}"
    return f"{span.starts.isoformat()}–{span.ends.isoformat()}"
