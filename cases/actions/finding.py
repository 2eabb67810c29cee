"""Keeps the words that a case is found by as its title, groups and open documents say."""

from cases.domain.words import kept
from cases.models import Case, CaseWord


def refresh_words(case: Case, *, new: bool = False) -> None:
    """In the transaction of what changed them. Nothing is kept of a case or a document that secrecy stands on.

    A new case is found by nothing yet, so that is not asked.
    """
    old = set() if new else set(case.words.values_list("stem", flat=True))
    now = set() if case.secret or case.disposed_on else set(kept(_texts(case)))
    if gone := old - now:
        case.words.filter(stem__in=gone).delete()
    CaseWord.objects.bulk_create(CaseWord(case=case, stem=stem) for stem in sorted(now - old))


def _texts(case: Case) -> list[str]:
    documents = case.documents.filter(secrecy="").order_by("number").values_list("title", "counterpart")
    return [case.title, case.public_title, *case.group_names(), *(text for document in documents for text in document)]
