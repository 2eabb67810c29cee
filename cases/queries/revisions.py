"""Two revisions of an application, side by side where they differ."""

from dataclasses import dataclass

from django.http import Http404

from cases.models import Case
from forms.models import SubmissionRevision
from forms.queries.changes import Change, changes


@dataclass(frozen=True)
class Compared:
    """`revisions` are all that the reader may see, without their answers; `before` is the older of the two."""

    revisions: tuple[SubmissionRevision, ...]
    before: SubmissionRevision
    after: SubmissionRevision
    changes: tuple[Change, ...]


def revisions_of(case: Case, hidden: frozenset[int]) -> dict[int, SubmissionRevision]:
    """By number, those that the reader may see."""
    sent = SubmissionRevision.objects.filter(submission=case.submission_id).select_related("sent_by").order_by("number")
    return {each.number: each for each in sent if each.pk not in hidden}


def compared(case: Case, hidden: frozenset[int], first: int | None, second: int | None) -> Compared | None:
    """Any two, the latest two where none are asked for; None where only one was sent in, 404 for unknown ones."""
    revisions = revisions_of(case, hidden)
    if len(revisions) < 2:
        return None
    numbers = list(revisions)
    older, newer = sorted((first or numbers[-2], second or numbers[-1]))
    if older not in revisions or newer not in revisions:
        raise Http404
    before, after = revisions[older], revisions[newer]
    found = changes(case.submission.version.parsed, before.answers, after.answers)
    return Compared(tuple(revisions.values()), before, after, found)
