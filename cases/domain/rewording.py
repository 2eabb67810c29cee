"""What was changed in a text, word by word, so that a reader need not look for it.

>>> after = reworded("vi vill nå tre mål till våren", "vi vill nå fyra mål till våren")[1]
>>> [(each.text, each.is_changed) for each in after]
[('vi vill nå ', False), ('fyra ', True), ('mål till våren', False)]
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

WORD = re.compile(r"\S+\s*|\s+")
# An amount, a day or a name is read whole: a part of it that is marked says something else.
FEWEST_WORDS = 6
# What lies between the first and the last change of longer texts is marked whole: comparing takes their square.
MOST_WORDS = 400


@dataclass(frozen=True)
class Piece:
    text: str
    is_changed: bool


type Pieces = tuple[Piece, ...]


def reworded(before: str, after: str) -> tuple[Pieces, Pieces]:
    """The text as it was and as it is, each in pieces; all of it is changed where it is short or little stands."""
    old, new = WORD.findall(before), WORD.findall(after)
    if min(len(old), len(new)) < FEWEST_WORDS:
        return _pieces([(before, True)]), _pieces([(after, True)])
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    was, now = _between(old[start : len(old) - end], new[start : len(new) - end])
    head, tail = [(word, False) for word in old[:start]], [(word, False) for word in old[len(old) - end :]]
    if 2 * sum(not changed for _, changed in [*head, *was, *tail]) < min(len(old), len(new)):
        return _pieces([(before, True)]), _pieces([(after, True)])
    return _pieces([*head, *was, *tail]), _pieces([*head, *now, *tail])


def _alike(old: list[str], new: list[str]) -> int:
    """How many words both begin with."""
    return next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _between(old: list[str], new: list[str]) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Every word with whether it is changed."""
    if max(len(old), len(new)) > MOST_WORDS:
        return [(word, True) for word in old], [(word, True) for word in new]
    was: list[tuple[str, bool]] = []
    now: list[tuple[str, bool]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was += [(word, tag != "equal") for word in old[i:j]]
        now += [(word, tag != "equal") for word in new[k:m]]
    return was, now


def _pieces(words: Iterable[tuple[str, bool]]) -> Pieces:
    """Neighbours that are alike in being changed or not, put together."""
    found = groupby(((text, changed) for text, changed in words if text), key=lambda word: word[1])
    return tuple(Piece("".join(text for text, _ in group), changed) for changed, group in found)
