"""What changed from one published version to the next, block by block."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import ngettext, pgettext


@dataclass(frozen=True)
class Changes:
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """One line for each sort of change, naming the first few blocks."""
        return [
            f"{capfirst(word)}: {_named(names)}"
            for word, names in (
                (pgettext("version", "added"), self.added),
                (pgettext("version", "removed"), self.removed),
                (pgettext("version", "changed"), self.changed),
            )
            if names
        ]


def _named(names: tuple[str, ...], most: int = 5) -> str:
    listed = ", ".join(names[:most])
    left = len(names) - most
    if left <= 0:
        return listed
    return listed + " " + ngettext("and %(count)d more", "and %(count)d more", left) % {"count": left}


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """By id; a block counts as changed when a member of its own did, not one of a block inside it."""
    before, after = dict(_blocks(old)), dict(_blocks(new))
    return Changes(
        added=tuple(_name(after[where]) for where in after if where not in before),
        removed=tuple(_name(before[where]) for where in before if where not in after),
        changed=tuple(_name(after[where]) for where in after if where in before and before[where] != after[where]),
    )


def _blocks(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every block by its id ("" for the whole), without the blocks inside it."""
    if isinstance(part, Mapping):
        if "id" in part or "schema" in part:
            own = {name: value for name, value in part.items() if not _holds_blocks(value)}
            yield part.get("id", ""), own
        for value in part.values():
            yield from _blocks(value)
    elif isinstance(part, list):
        for value in part:
            yield from _blocks(value)


def _holds_blocks(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) and "id" in item for item in value)


def _name(block: Mapping[str, Any]) -> str:
    return str(block.get("label") or block.get("title") or block.get("key"))
