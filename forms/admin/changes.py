"""What changed from one published version to the next, as a few lines of words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext

from forms.domain.changes import BlockChange, Sort, definition_changes


@dataclass(frozen=True)
class Changes:
    found: tuple[BlockChange, ...]

    @property
    def lines(self) -> list[str]:
        """One line for each sort of change, naming the first few blocks."""
        words = (
            (Sort.ADDED, pgettext("version", "added")),
            (Sort.REMOVED, pgettext("version", "removed")),
            (Sort.RENAMED, pgettext("version", "renamed")),
            (Sort.MOVED, pgettext("version", "moved")),
            (Sort.CHANGED, pgettext("version", "changed")),
        )
        return [
            f"{capfirst(word)}: {_named(said)}"
            for sort, word in words
            if (said := tuple(_said(change) for change in self.found if change.sort == sort))
        ]


def _said(change: BlockChange) -> str:
    if change.sort == Sort.RENAMED:
        return gettext("%(name)s (was %(was)s)") % {"name": change.name, "was": change.was}
    options = [f"+ {label}" for label in change.labels_added] + [
        f"\N{MINUS SIGN} {label}" for label in change.labels_removed
    ]
    return f"{change.name} ({', '.join(options)})" if options else change.name


def _named(names: tuple[str, ...], most: int = 5) -> str:
    listed = ", ".join(names[:most])
    left = len(names) - most
    if left <= 0:
        return listed
    return listed + " " + ngettext("and %(count)d more", "and %(count)d more", left) % {"count": left}


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    return Changes(definition_changes(old, new))
