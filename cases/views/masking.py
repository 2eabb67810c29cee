"""What the page for masking shows: each passage, what is left of it, and what was marked in it."""

from collections.abc import Sequence
from typing import Any

from cases.domain.masking import Masks, Passage


def mask_rows(passages: Sequence[Passage], left: Sequence[Passage], masks: Masks) -> list[dict[str, Any]]:
    return [
        {
            "passage": passage,
            "left": after.text,
            "changed": after.text != passage.text,
            "whole": passage.key in masks.passages,
            "stretches": [f"{passage.key}:{start}-{end}" for start, end in masks.stretches.get(passage.key, ())],
        }
        for passage, after in zip(passages, left, strict=True)
    ]
