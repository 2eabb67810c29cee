"""A submission as the JSON API tells it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from forms.actions.submit_submission import check_answers
from forms.api.evaluating import evaluated
from forms.extensions import Whereabouts, whereabouts
from forms.models import Submission
from forms.permissions import may_write
from forms.queries.draft import Draft
from people.models import User


def rows_of(submissions: Sequence[Submission]) -> list[dict[str, Any]]:
    places = whereabouts([one for one in submissions if one.state != Submission.State.DRAFT])
    return [_row(one, places.get(one.pk)) for one in submissions]


def row_of(submission: Submission) -> dict[str, Any]:
    return rows_of([submission])[0]


def _row(one: Submission, place: Whereabouts | None) -> dict[str, Any]:
    return {
        "id": one.uuid,
        "title": one.title,
        "form": one.version.form.key,
        "version": one.version.number,
        "state": one.state,
        "revision": one.revision,
        "created_at": one.created_at,
        "saved_at": one.saved_at,
        "submitted_at": one.submitted_at,
        "whereabouts": place,
    }


def shown(submission: Submission, reader: User) -> dict[str, Any]:
    """What the list leaves out: answers, sections and the evaluation."""
    draft = Draft(submission)
    writes = may_write(reader, submission)
    checked = check_answers(draft.definition, submission, on=timezone.localdate())
    return {
        "may_write": writes,
        "groups": sorted(submission.bodies.values_list("key", flat=True)),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "open": writes and draft.may_change(section),
                "progress": draft.progress(section),
            }
            for section in draft.sections
        ],
        "answers": dict(draft.answers),
        "evaluation": evaluated(draft.definition, checked),
    }
