"""What changed between two definitions of a form, member by member, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.blocks.fields import FieldBlock
from forms.blocks.form import SectionBlock
from forms.domain.changes import BlockChange, Sort, definition_changes, own_members
from forms.models import Form
from forms.sentences import calculation_sentence, fields_by_key, sentence

Json = Mapping[str, Any]
SECTION = SectionBlock()
FIELDS = SECTION.child_blocks["fields"]
COLUMNS = FIELDS.child_blocks["row_table"].child_blocks["columns"]
ANY_FIELD = FieldBlock()
NOTHING = "–"


@dataclass(frozen=True)
class Changed:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Row:
    what: str  # "Added", "Renamed", …
    name: str
    inside: str  # the section, or the section and the table
    members: tuple[Changed, ...] = ()


def compared(old: Json, new: Json) -> list[Row]:
    """In the order of the new definition, what was removed last."""
    told = _Told(old, new)
    return rows_of(old, new, {**_places(old), **_places(new)}, told.members)


def rows_of(
    old: Json, new: Json, places: Mapping[str, str], members: Callable[[BlockChange], Iterable[Changed]]
) -> list[Row]:
    """`places` say what each block stands in; `members` tell a changed block's, in words."""
    return [
        Row(_words()[change.sort], change.name, places.get(change.id, ""), tuple(_members(change, members)))
        for change in definition_changes(old, new)
    ]


def _members(change: BlockChange, members: Callable[[BlockChange], Iterable[Changed]]) -> Iterator[Changed]:
    if change.sort == Sort.RENAMED:
        yield Changed(_("Name"), change.was, change.name)
    if change.sort == Sort.CHANGED:
        yield from members(change)


def _words() -> dict[Sort, str]:
    return {
        Sort.ADDED: capfirst(pgettext("version", "added")),
        Sort.REMOVED: capfirst(pgettext("version", "removed")),
        Sort.RENAMED: capfirst(pgettext("version", "renamed")),
        Sort.MOVED: capfirst(pgettext("version", "moved")),
        Sort.CHANGED: capfirst(pgettext("version", "changed")),
    }


def _places(definition: Json) -> dict[str, str]:
    """By the id of a block what it stands in."""
    found = {}
    for section in definition["sections"]:
        for field in section["fields"]:
            found[field["id"]] = section["title"]
            for column in field.get("columns", ()):
                found[column["id"]] = f"{section['title']} › {field['label']}"
    return found


class _Told:
    """Members of blocks, as they were and as they are."""

    def __init__(self, old: Json, new: Json) -> None:
        self.before, self.after = own_members(old), own_members(new)
        self.fields_before, self.fields_after = fields_by_key(old), fields_by_key(new)
        self.columns = {
            column["id"]
            for definition in (old, new)
            for section in definition["sections"]
            for field in section["fields"]
            for column in field.get("columns", ())
        }

    def members(self, change: BlockChange) -> Iterator[Changed]:
        before, after = self.before[change.id], self.after[change.id]
        for member in change.members:
            was, now = before.get(member), after.get(member)
            yield Changed(
                self.label(change.id, after, member),
                said(member, was, now, self.fields_before),
                said(member, now, was, self.fields_after),
            )

    def label(self, where: str, block: Json, member: str) -> str:
        """What the editor calls the member."""
        if not where:
            return _definition_label(member)
        kind = block.get("kind")
        known = COLUMNS if where in self.columns else FIELDS
        shown = SECTION if kind is None else known.child_blocks.get(kind, ANY_FIELD)
        found = shown.child_blocks.get(member)
        return str(found.label) if found is not None else {"kind": _("Kind")}.get(member, member)


def _definition_label(member: str) -> str:
    named = {field.name: field for field in Form._meta.get_fields() if hasattr(field, "verbose_name")}
    return capfirst(str(named[member].verbose_name)) if member in named else member


def said(member: str, value: Any, other: Any, fields: Mapping[str, Json]) -> str:
    """One member's value in words; `other` is what it is compared with, which tells what an absent one means."""
    if value is None:
        return _("no") if isinstance(other, bool) else NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if member in ("visible_when", "required_when"):
        return sentence(value, fields)
    if member == "calculation":
        return calculation_sentence(value, fields)
    if member == "validations":
        return "; ".join(f"{sentence(rule['holds'], fields)}: {rule['message']}" for rule in value)
    if isinstance(value, list):
        return ", ".join(str(entry["label"] if isinstance(entry, Mapping) else entry) for entry in value)
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values())
    return str(value)
