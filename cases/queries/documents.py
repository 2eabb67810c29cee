"""The documents of a case as a list, and the supplements with what they changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from cases.models import Document, SecrecyMark, Supplement
from cases.queries.case_page import CasePage
from cases.sentences import joined
from forms.models import SubmissionRevision
from forms.queries.changes import Change, changes


@dataclass(frozen=True)
class Listed:
    """A document in the list: where it opens, and whether the reader may read it."""

    document: Document
    url: str
    hidden: bool
    law: str = ""

    @property
    def is_marked(self) -> bool:
        return bool(self.document.secrecy)


@dataclass(frozen=True)
class Supplemented:
    """A supplement: what was asked for, and what the answer changed."""

    supplement: Supplement
    sections: tuple[str, ...]
    asked_by: str
    hidden: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Documents:
    listed: tuple[Listed, ...]
    supplements: tuple[Supplemented, ...]


def documents(page: CasePage) -> Documents:
    """All of the case, in a fixed number of queries."""
    submission = page.case.submission
    revisions = tuple(submission.sent_revisions.order_by("number"))
    asked = page.case.supplements.select_related("assignment__body", "requested_by", "answered_by").order_by("pk")
    definition = submission.version.parsed
    titles = {section.key: section.title for section in definition.sections}
    hidden = {each.number for each in revisions if each.pk in page.hidden.revisions}
    return Documents(
        listed=listed(page),
        supplements=tuple(
            Supplemented(
                supplement=each,
                sections=tuple(titles.get(key, key) for key in each.sections),
                asked_by=each.assignment.body.name,
                hidden=each.assignment_id in page.hidden.assignments,
                changes=() if hidden else _changes(each, revisions, definition),
            )
            for each in asked
        ),
    )


def opened_sections(page: CasePage) -> str:
    """Those that the applicants may change now: "Budget och Tidsplan"."""
    supplement = page.supplement
    if supplement is None or supplement.assignment_id in page.hidden.assignments:
        return ""
    sections = page.case.submission.version.parsed.sections
    return joined([section.title for section in sections if section.key in supplement.sections])


def listed(page: CasePage) -> tuple[Listed, ...]:
    """Two queries: the documents, and the marks that stand on them."""
    rows = page.case.documents.select_related("attachment", "revision").order_by("number")
    laws = laws_of(page)
    return tuple(
        Listed(
            row,
            reverse("cases:document", args=[page.case.number, row.number]),
            row.number in page.hidden.documents,
            laws.get(row.pk, ""),
        )
        for row in rows
    )


def laws_of(page: CasePage) -> Mapping[int | None, str]:
    """On which ground each document is marked; under None that of the whole case."""
    marks = SecrecyMark.objects.filter(case=page.case, lifted_at=None).select_related("ground")
    return {mark.document_id: mark.law for mark in marks}


def _changes(supplement: Supplement, revisions: Sequence[SubmissionRevision], definition) -> tuple[Change, ...]:
    """Between what was sent before the question and what was sent as its answer."""
    by_number = {revision.number: revision.answers for revision in revisions}
    before = by_number.get(supplement.revision_before)
    after = by_number.get(supplement.revision_after or 0)
    if before is None or after is None:
        return ()
    return changes(definition, before, after)
