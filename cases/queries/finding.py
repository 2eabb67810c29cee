"""Cases found by what somebody remembers: a number, words in any form, the beginning of one, a part of a compound."""

from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.domain.registry import remembered_number
from cases.domain.words import asked
from cases.models import Case, CaseGroup, CaseWord

from .counting import counted

LAST = "\U0010ffff"
# In how many cases a word is to be common.
COMMON = 2000


def matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Those that the number or all the words find; where none do, those whose title or group holds the text.

    A case that secrecy stands on has no words and is found by its number alone. What reads as a number is looked for
    as one first, and as words where there is no such case. Four queries at most besides the one it gives.
    """
    for number in _numbers(text):
        if (found := cases.filter(number)).exists():
            return found
    found = cases.filter(_by_words(text))
    return found if found.exists() else cases.filter(_by_part(text))


def _numbers(text: str) -> list[Q]:
    """The number that is meant, and those that begin so: a stretch of the index. Empty for what is no number."""
    number = remembered_number(text)
    begun = text.strip().upper().replace(" ", "")
    found = [Q(number=number)] if number else []
    return [*found, begins_with(begun, "number")] if begun.startswith("RAR") and len(begun) > 3 else found


def _by_words(text: str) -> Q:
    """All of the words, each in any of its forms or as the beginning of a word."""
    words = asked(text)
    if not words:
        return Q(pk__in=())
    hits = [CaseWord.objects.filter(Q(stem=stem) | begins_with(word)) for word, stem in words]
    # Of each word whether it is in more than so many cases, looked at no further than that.
    numbers = counted({str(place): rows for place, rows in enumerate(hits)}, most=COMMON)
    common = [isinstance(number, str) for number in numbers.values()]
    condition = Q()
    for each, is_common in zip(hits, common, strict=True):
        # A common word is asked about case by case in the order of the list, which soon has a page of them; of a rare
        # one the cases are looked up.
        condition &= Q(Exists(each.filter(case=OuterRef("pk")))) if is_common else Q(pk__in=each.values("case"))
    return condition


def begins_with(word: str, column: str = "stem") -> Q:
    """By an index on both databases: SQLite's LIKE folds case and uses none, PostgreSQL orders by its own alphabet."""
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": word})
    return Q(**{f"{column}__gte": word, f"{column}__lt": word + LAST})


def _by_part(text: str) -> Q:
    """A part of a compound: "stöd" in "processtöd". SQLite folds case for A-Z alone, so å, ä, ö are tried in each."""
    forms = {text} if text.isascii() else {text, text.lower(), text.upper(), text.capitalize()}
    titles = reduce(or_, (Q(title__icontains=form) | Q(public_title__icontains=form) for form in forms))
    names = reduce(or_, (Q(body__name__icontains=form) for form in forms))
    numbers = reduce(or_, (Q(number__icontains=form) for form in forms))
    return numbers | Q(secret=False) & (titles | Q(pk__in=CaseGroup.objects.filter(names).values("case")))
