"""Searching the public pages."""

import re

from django.db import connection

from cases.domain.words import stem, words_of
from home.models import BasePage

LONGEST = 200
# Letters and figures alone: quotation marks and signs are orders to the database's search.
WORD = re.compile(r"\w+")
# More than anybody reads; it bounds what one request can cost.
MOST = 500


def search(text: str) -> list[BasePage]:
    """Published pages in the order of how well they fit, at most 500.

    Whole words first, on PostgreSQL in any form; on SQLite other forms where none is found so; last,
    words that begin with the last one.
    """
    words = " ".join(WORD.findall(text[:LONGEST]))
    if not words:
        return []
    pages = BasePage.objects.live().public().filter(depth__gte=2)
    found = list(pages.search(words)[:MOST])
    if not found and connection.vendor != "postgresql":
        found = list(pages.search(" ".join(stem(word) for word in words_of(words)))[:MOST])
    return found or list(pages.autocomplete(words)[:MOST])
