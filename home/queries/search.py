"""Searching the public pages."""

import re

from home.models import BasePage

LONGEST = 200
# Letters and figures alone: quotation marks and signs are orders to the database's search.
WORD = re.compile(r"\w+")
# More than anybody reads; it bounds what one request can cost.
MOST = 500


def search(text: str) -> list[BasePage]:
    """Published pages in the order of how well they fit, at most 500.

    Whole words first; where none is found, also words that begin with the last one,
    because Swedish puts its articles and plurals at the end.
    """
    words = " ".join(WORD.findall(text[:LONGEST]))
    if not words:
        return []
    pages = BasePage.objects.live().public().filter(depth__gte=2)
    found = pages.search(words)[:MOST]
    return list(found) or list(pages.autocomplete(words)[:MOST])
