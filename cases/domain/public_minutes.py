"""Minutes as everybody may read them: what is masked to begin with, and what a published point is found by."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from .masking import MASK, Masks, Passage, masked, spotted
from .words import asked, kept

# A passage's key begins with what it belongs to: the opening, a point by its number, a correction.
OPENING, POINT, CORRECTION = "o", "p", "c"
# Reasons of recusals and people who have no seat are seldom anybody's business: masked until somebody lifts it.
WHOLE = re.compile(r"(?:o\.others|p\d+\.recusal)\.\d+")


def belongs_to(passage: Passage) -> str:
    return passage.key.partition(".")[0]


def of_part(passages: Iterable[Passage], part: str) -> tuple[Passage, ...]:
    return tuple(each for each in passages if belongs_to(each) == part)


def first_masks(passages: Sequence[Passage], names: Collection[str]) -> Masks:
    """What to mask unless somebody says otherwise: numbers, addresses, the names that stand there, recusals."""
    whole = frozenset(each.key for each in passages if WHOLE.fullmatch(each.key))
    text = "\n".join(each.text for each in passages if each.key not in whole)
    return Masks(whole, {}, (*spotted(passages), *_standing(names, text)))


def masks_after(masks: Masks, passages: Sequence[Passage], was: Collection[str]) -> Masks:
    """The masks of a publishing, for one that has passages more: these are masked as they would be at first."""
    new = [each for each in passages if each.key not in was]
    first = first_masks(new, ())
    words = tuple(dict.fromkeys((*masks.words, *first.words)))
    return Masks(masks.passages | first.passages, masks.stretches, words)


def _standing(names: Collection[str], text: str) -> list[str]:
    """The names that stand in the text, as they stand there: "Annas" too."""
    found = []
    for name in sorted(set(filter(None, names))):
        for form in (name, f"{name}s"):
            if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE):
                found.append(form)
    return found


def published(passages: Sequence[Passage], masks: Masks) -> list[dict[str, str]]:
    return [{"key": each.key, "label": each.label, "text": each.text} for each in masked(passages, masks)]


def words_for_search(passages: Sequence[Mapping[str, Any]]) -> str:
    """Each stem with a space on both sides; nothing of what is masked."""
    texts = (str(each["text"]).replace(MASK, " ") for each in passages)
    found = kept(texts)
    return f" {' '.join(found)} " if found else ""


def searched(text: str) -> list[tuple[str, str]]:
    """For each word what must stand in `words_for_search`: its beginning, or its stem."""
    return [(f" {word}", f" {stem} ") for word, stem in asked(text)]
