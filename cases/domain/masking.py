"""Masking a text that is handed out: what is masked is taken away, never covered over."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Always the same, so that its length says nothing of what stood there.
MASK = "[maskat]"
MOST_WORDS = 200
SPOTS = {
    "personal_number": re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)"),
    "email": re.compile(r"[^\s@<>()\[\]]+@[\w-]+(?:\.[\w-]+)+"),
    "phone": re.compile(r"(?<![\d-])(?:\+46|0)[ -]?\d{1,3}(?:[ -]?\d{2,3}){2,3}(?![\d-])"),
}


@dataclass(frozen=True)
class Passage:
    """A stretch of text that is masked as one thing: an answer's paragraph, a cell, a decision's paragraph."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Masks:
    """Passages that go whole, stretches (from, to) of others, and words that go wherever they stand."""

    passages: frozenset[str] = frozenset()
    stretches: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.passages or self.stretches or self.words)

    def as_json(self) -> dict[str, Any]:
        return {
            "passages": sorted(self.passages),
            "stretches": {key: [list(each) for each in found] for key, found in sorted(self.stretches.items())},
            "words": list(self.words),
        }


def read_masks(stored: Mapping[str, Any]) -> Masks:
    return Masks(
        passages=frozenset(stored.get("passages", ())),
        stretches={
            key: tuple((start, end) for start, end in found) for key, found in stored.get("stretches", {}).items()
        },
        words=tuple(stored.get("words", ())),
    )


def masked(passages: Iterable[Passage], masks: Masks) -> tuple[Passage, ...]:
    """The passages without what is masked; nothing of it is left, not even its length."""
    words = _pattern(masks.words)
    return tuple(Passage(each.key, each.label, _masked(each, masks, words)) for each in passages)


def _masked(passage: Passage, masks: Masks, words: re.Pattern[str] | None) -> str:
    if passage.key in masks.passages:
        return MASK if passage.text else ""
    spans = [*masks.stretches.get(passage.key, ())]
    if words is not None:
        spans += [found.span() for found in words.finditer(passage.text)]
    return without(passage.text, spans)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each span exchanged for a mask; spans that meet or lie over each other become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(len(text), end)) for start, end in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    parts, last = [], 0
    for start, end in merged:
        parts += [text[last:start], MASK]
        last = end
    return "".join([*parts, text[last:]])


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Whole words, in any case; the longest first, so that a name goes before a part of it."""
    found = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)[:MOST_WORDS]
    if not found:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in found) + r")(?!\w)", re.IGNORECASE)


def spotted(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Personal numbers, addresses of e-mail and phone numbers in the text: a first list of what to mask."""
    text = "\n".join(each.text for each in passages)
    found = [hit.group().strip() for pattern in SPOTS.values() for hit in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))[:MOST_WORDS]
