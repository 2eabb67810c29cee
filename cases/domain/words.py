"""Words as they are searched for: folded, and by their Swedish stem, so that "ansökningarna" finds "ansökan"."""

import re
from collections.abc import Iterable

import snowballstemmer

LONGEST = 40
# What somebody types in a search box; the rest is left out, which bounds what one search costs.
MOST_ASKED = 8
# A long title or many documents; what comes after is not found by its words.
MOST_KEPT = 400
WORD = re.compile(r"[^\W_]+")
# Where Swedish changes the stem itself.
SAME = {"ansökning": "ansökan"}
# One-letter words say nothing, and these stand in every other title.
_LITTLE = "av de den det där en ett för från har hos i in med och om på sig som så till under ut vid är"
EMPTY = frozenset(_LITTLE.split())

_stemmer = snowballstemmer.stemmer("swedish")


def words_of(text: str) -> list[str]:
    """Each word once, in order: folded to small letters, å, ä and ö kept."""
    return list(dict.fromkeys(word[:LONGEST] for word in WORD.findall(text.casefold())))


def stem(word: str) -> str:
    found = str(_stemmer.stemWord(word))
    return SAME.get(found, found)[:LONGEST]


def kept(texts: Iterable[str]) -> list[str]:
    """What a case is found by: each word as it stands, for those who type its beginning, and its stem."""
    found: dict[str, None] = {}
    for text in texts:
        for word in words_of(text):
            if word in EMPTY or (len(word) == 1 and not word.isdecimal()):
                continue
            found |= {word: None, stem(word): None}
    return list(found)[:MOST_KEPT]


def asked(text: str) -> list[tuple[str, str]]:
    """The words of a search: (as typed, stem). All of them must be found."""
    return [(word, stem(word)) for word in words_of(text) if word not in EMPTY][:MOST_ASKED]
