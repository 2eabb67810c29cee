"""Cases found by what somebody remembers: a number, words in any form, the beginning of one, a part of a compound."""

from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q, QuerySet

from cases.domain.registry import remembered_number
from cases.domain.words import asked
from cases.models import Case, CaseGroup, CaseWord

LAST = "\U0010ffff"


def matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Those that the number or all the words find; where none do, those whose title or group holds the text.

    A case that secrecy stands on has no words and is found by its number alone. One query besides the one it gives.
    """
    found = cases.filter(_by_number(text) | _by_words(text))
    return found if found.exists() else cases.filter(_by_part(text))


def _by_number(text: str) -> Q:
    number = remembered_number(text)
    begun = text.strip().upper().replace(" ", "")
    if number:
        return Q(number=number)
    return Q(number__startswith=begun) if begun.startswith("RAR") and len(begun) > 3 else Q(pk__in=())


def _by_words(text: str) -> Q:
    """All of the words, each in any of its forms or as the beginning of a word."""
    words = asked(text)
    if not words:
        return Q(pk__in=())
    condition = Q()
    for word, stem in words:
        hits = CaseWord.objects.filter(Q(stem=stem) | begins_with(word))
        condition &= Q(pk__in=hits.values("case"))
    return condition


def begins_with(word: str) -> Q:
    """By an index on both databases: SQLite's LIKE folds case and uses none, PostgreSQL orders by its own alphabet."""
    if connection.vendor == "postgresql":
        return Q(stem__startswith=word)
    return Q(stem__gte=word, stem__lt=word + LAST)


def _by_part(text: str) -> Q:
    """A part of a compound: "stöd" in "processtöd". SQLite folds case for A-Z alone, so å, ä, ö are tried in each."""
    forms = {text} if text.isascii() else {text, text.lower(), text.upper(), text.capitalize()}
    titles = reduce(or_, (Q(title__icontains=form) | Q(public_title__icontains=form) for form in forms))
    names = reduce(or_, (Q(body__name__icontains=form) for form in forms))
    numbers = reduce(or_, (Q(number__icontains=form) for form in forms))
    return numbers | Q(secret=False) & (titles | Q(pk__in=CaseGroup.objects.filter(names).values("case")))
