"""Cases found by what somebody remembers: a number, words in any form, the beginning of one, a part of a compound."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value

from cases.domain.registry import remembered_number
from cases.domain.words import asked
from cases.models import Case, CaseGroup, CaseWord

LAST = "\U0010ffff"
# In how many cases a word is to be common.
COMMON = 3000
# Among how many cases a part of a word is looked for.
LATEST = 20_000


@dataclass(frozen=True)
class Matched:
    cases: QuerySet[Case]
    # They were looked for among the latest cases alone: so many, or 0 where all were looked at.
    of_latest: int = 0
    # There are so many at least among all cases, if it is known without counting them.
    at_least: int = 0


def matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """What `matched` finds."""
    return matched(cases, text).cases


def matched(cases: QuerySet[Case], text: str) -> Matched:
    """Those that the number or all the words find; where none do, those whose title or group holds the text.

    A case that secrecy stands on has no words and is found by its number alone. What reads as a number is looked for
    as one first, and as words where there is no such case. No index helps to find a text within a title: so far back
    alone it is looked for. Five queries at most besides the one it gives.
    """
    if (numbered := by_number(cases, text)) is not None:
        return Matched(numbered)
    words, at_least = _by_words(text)
    found = cases.filter(words)
    if found.exists():
        return Matched(found, at_least=at_least)
    last = Case.objects.order_by("-pk").values_list("pk", flat=True)[LATEST : LATEST + 1].first()
    found = cases.filter(_by_part(text))
    return Matched(found) if last is None else Matched(found.filter(pk__gt=last), LATEST)


def by_number(cases: QuerySet[Case], text: str) -> QuerySet[Case] | None:
    """The case whose number is meant, or else those whose numbers begin so; None where there is none."""
    for number in _numbers(text):
        if (found := cases.filter(number)).exists():
            return found
    return None


def _numbers(text: str) -> list[Q]:
    """The number that is meant, and those that begin so: a stretch of the index. Empty for what is no number."""
    number = remembered_number(text)
    begun = text.strip().upper().replace(" ", "")
    found = [Q(number=number)] if number else []
    return [*found, begins_with(begun, "number")] if begun.startswith("RAR") and len(begun) > 3 else found


def _by_words(text: str) -> tuple[Q, int]:
    """All of the words, in any form or as the beginning of a word; and in how many cases a single word is at least."""
    words = asked(text)
    if not words:
        return Q(pk__in=()), 0
    hits = [CaseWord.objects.filter(Q(stem=stem) | begins_with(word)) for word, stem in words]
    condition = Q()
    found = _looked_up(hits)
    for each, (cases, is_common) in zip(hits, found, strict=True):
        # A common word is asked about case by case in the order of the list, which soon has a page of them; of a rare
        # one the cases are known.
        condition &= Q(Exists(each.filter(case=OuterRef("pk")))) if is_common else Q(pk__in=cases)
    return condition, len(found[0][0]) if len(found) == 1 else 0


def _looked_up(hits: Sequence[QuerySet[CaseWord]]) -> list[tuple[frozenset[int], bool]]:
    """Of each word the first of its cases, and whether there are more than so many; one query.

    Read rather than left to the database: PostgreSQL would go through the words of all cases to find the few.
    """
    lines = [
        CaseWord.objects.order_by()
        .filter(pk__in=rows.order_by().values("pk")[: COMMON + 1])
        .annotate(word=Value(place, IntegerField()))
        .values_list("word", "case")
        for place, rows in enumerate(hits)
    ]
    found: list[list[int]] = [[] for _each in hits]
    for place, case in lines[0].union(*lines[1:], all=True) if lines[1:] else lines[0]:
        found[place].append(case)
    return [(frozenset(cases), len(cases) > COMMON) for cases in found]


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
