"""The papers of a case: what was sent in, what was asked for, what changed, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.models import Supplement
from cases.queries.case_page import CasePage
from forms.models import StoredFile, SubmissionRevision
from forms.queries.changes import Change, changes


@dataclass(frozen=True)
class Supplemented:
    """A supplement: what was asked for, and what the answer changed."""

    supplement: Supplement
    sections: tuple[str, ...]
    asked_by: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Documents:
    revisions: tuple[SubmissionRevision, ...]
    files: tuple[StoredFile, ...]
    supplements: tuple[Supplemented, ...]


def documents(page: CasePage) -> Documents:
    """All papers of the case, in a fixed number of queries."""
    submission = page.case.submission
    revisions = tuple(submission.sent_revisions.select_related("sent_by").order_by("number"))
    asked = page.case.supplements.select_related("assignment__body", "requested_by", "answered_by").order_by("pk")
    definition = submission.version.parsed
    titles = {section.key: section.title for section in definition.sections}
    return Documents(
        revisions=revisions,
        files=_received(submission.files.select_related("uploaded_by"), revisions),
        supplements=tuple(
            Supplemented(
                supplement=each,
                sections=tuple(titles.get(key, key) for key in each.sections),
                asked_by=each.assignment.body.name,
                changes=_changes(each, revisions, definition),
            )
            for each in asked
        ),
    )


def _received(files, revisions: Sequence[SubmissionRevision]) -> tuple[StoredFile, ...]:
    """Only what was sent in: a file that lies in an open supplement is not received yet."""
    sent = {
        entry.get("id")
        for revision in revisions
        for answer in revision.answers.values()
        if isinstance(answer, list)
        for entry in answer
        if isinstance(entry, dict)
    }
    return tuple(file for file in files if str(file.uuid) in sent)


def _changes(supplement: Supplement, revisions: Sequence[SubmissionRevision], definition) -> tuple[Change, ...]:
    """Between what was sent before the question and what was sent as its answer."""
    by_number = {revision.number: revision.answers for revision in revisions}
    before = by_number.get(supplement.revision_before)
    after = by_number.get(supplement.revision_after or 0)
    if before is None or after is None:
        return ()
    return changes(definition, before, after)
