"""What is masked in a text, by program: passage by passage, with the same masks as on the page."""

from collections.abc import Sequence
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, Field

from cases.domain.masking import MOST_WORDS, Masks, Passage, masked
from cases.errors import CaseError
from cases.inputs.handout import MOST_STRETCHES
from forms.domain import typed
from people.api.pages import Asking

Key = Annotated[str, Field(max_length=120), AfterValidator(typed.one_line)]
Place = Annotated[int, Field(ge=0, le=999_999)]


class StretchIn(Asking):
    """A part of one passage, by its first character and the one after its last."""

    passage: Key
    start: Place
    end: Place


class MasksIn(Asking):
    """What is taken away; nothing of it is left, not even its length."""

    passages: list[Key] = Field([], max_length=5_000, description="The keys of passages that go whole.")
    stretches: list[StretchIn] = Field([], max_length=MOST_STRETCHES)
    words: list[Annotated[str, Field(max_length=200), AfterValidator(typed.one_line)]] = Field(
        [], max_length=MOST_WORDS, description="They go wherever they stand, in large and small letters."
    )


class StretchOut(Schema):
    passage: str
    start: int
    end: int


class MasksOut(Schema):
    passages: list[str]
    stretches: list[StretchOut]
    words: list[str]


class PassageOut(Schema):
    """A stretch of text that is masked as one thing, as it stands and as it is left."""

    key: str
    label: str
    text: str
    left: str = Field(description="What is left of it with the masks that are told.")


def passages_shown(passages: Sequence[Passage], masks: Masks) -> list[dict[str, str]]:
    return [
        {"key": each.key, "label": each.label, "text": each.text, "left": after.text}
        for each, after in zip(passages, masked(passages, masks), strict=True)
    ]


def masks_shown(masks: Masks) -> dict[str, Any]:
    return {
        "passages": sorted(masks.passages),
        "stretches": [
            {"passage": key, "start": start, "end": end}
            for key, spans in sorted(masks.stretches.items())
            for start, end in spans
        ],
        "words": list(masks.words),
    }


def masks_of(passages: Sequence[Passage], sent: MasksIn) -> Masks:
    """As it was asked; one for a passage that is not there is refused, so that nothing goes out by a slip."""
    known = {passage.key: len(passage.text) for passage in passages}
    named = {*sent.passages, *(each.passage for each in sent.stretches)}
    if unknown := sorted(named - known.keys()):
        raise CaseError("unknown_passage", field="passages", passages=", ".join(unknown))
    stretches: dict[str, list[tuple[int, int]]] = {}
    for each in sent.stretches:
        if not each.start < each.end <= known[each.passage]:
            raise CaseError("stretch_outside", field="stretches", passage=each.passage)
        stretches.setdefault(each.passage, []).append((each.start, each.end))
    words = tuple(dict.fromkeys(word for word in sent.words if word))
    spans = {key: tuple(sorted(set(each))) for key, each in stretches.items() if key not in sent.passages}
    return Masks(frozenset(sent.passages), spans, words)
