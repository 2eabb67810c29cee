"""Which documents of a case a reader may not read, so that its page leaves their words out."""

from dataclasses import dataclass

from cases.models import Case, Document
from people.queries.mandates import Standing


@dataclass(frozen=True)
class Hidden:
    """By primary key: what the hidden documents stand for, and their numbers."""

    documents: frozenset[int] = frozenset()
    revisions: frozenset[int] = frozenset()
    assignments: frozenset[int] = frozenset()
    decisions: frozenset[int] = frozenset()
    reason: bool = False


def hidden_in(case: Case, found: Standing) -> Hidden:
    """One query, none where the case was read without any that is marked. The office reads everything."""
    if not getattr(case, "has_marked", True):
        return Hidden()
    marked = list(case.documents.exclude(secrecy=""))
    if not marked or found.is_office:
        return Hidden()
    open_here = set(Document.objects.filter(case=case).visible_in(found).values_list("pk", flat=True))
    kept = [document for document in marked if document.pk not in open_here]
    return Hidden(
        documents=frozenset(each.number for each in kept),
        revisions=frozenset(each.revision_id for each in kept if each.revision_id),
        assignments=frozenset(each.assignment_id for each in kept if each.assignment_id),
        decisions=frozenset(each.decision_id for each in kept if each.decision_id),
        reason=any(each.kind == Document.Kind.WITHDRAWAL for each in kept),
    )
