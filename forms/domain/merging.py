"""Two people's answers to one section, brought together field by field."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .definition import canonical


@dataclass(frozen=True)
class Merged:
    """`answers` are those to save; `clashes` the fields that both have changed, each to something else."""

    answers: Mapping[str, Any]
    clashes: tuple[str, ...]


def digest(answer: Any) -> str:
    return hashlib.sha256(canonical(answer).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def digests(answers: Mapping[str, Any], keys: Iterable[str]) -> str:
    """What a page says that it was made from: `key:digest`, with spaces between."""
    return " ".join(f"{key}:{digest(answers.get(key))}" for key in keys)


def read_digests(text: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in text.split() if ":" in part)


def merge(base: Mapping[str, str], stored: Mapping[str, Any], typed: Mapping[str, Any]) -> Merged:
    """Take each field from the one who changed it since the base; where both did, it is a clash."""
    answers: dict[str, Any] = {}
    clashes: list[str] = []
    for key, mine in typed.items():
        mine_is, theirs_is = digest(mine), digest(stored.get(key))
        if mine_is == theirs_is or base.get(key) == mine_is:
            continue
        if base.get(key) == theirs_is:
            answers[key] = mine
        else:
            clashes.append(key)
    return Merged(answers, tuple(clashes))
