"""The parts of a form, frozen, and how they stand in JSON."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from . import conditions, shapes
from .conditions import Condition
from .converters import FORMS
from .kinds import KINDS
from .kinds.kind import REQUIRED, Member, a_flag, a_text
from .ordering import evaluation_order
from .prefilling import Prefill, dump_prefill, is_prefill, load_prefill
from .rules import Validation, are_validations, dump_validations, load_validations

SCHEMA = FORMS.current
FORM_KEY = re.compile(r"[a-z][a-z0-9_-]{0,59}")


def _a_name(longest: int) -> Member:
    return Member(REQUIRED, lambda value: isinstance(value, str) and value.strip() != "" and len(value) <= longest)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


_ID = Member(REQUIRED, lambda value: isinstance(value, str) and 0 < len(value) <= 100)
_CONDITION = Member(None, lambda value: True)  # conditions.check tells

FORM_MEMBERS: dict[str, Member] = {
    "schema": Member(REQUIRED, lambda value: value == SCHEMA and not isinstance(value, bool)),
    "kind": Member(REQUIRED, lambda value: value == "form"),
    "key": Member(REQUIRED, lambda value: isinstance(value, str)),
    "title": _a_name(120),
    "introduction": a_text(),
    "sections": Member(REQUIRED, _is_list),
}
SECTION_MEMBERS: dict[str, Member] = {
    "id": _ID,
    "key": Member(REQUIRED, lambda value: isinstance(value, str)),
    "title": _a_name(200),
    "help": a_text(),
    "visible_when": _CONDITION,
    "fields": Member(REQUIRED, _is_list),
}


FIELD_MEMBERS: dict[str, Member] = {
    "id": _ID,
    "key": Member(REQUIRED, lambda value: isinstance(value, str)),
    "kind": Member(REQUIRED, lambda value: isinstance(value, str)),
    "label": _a_name(500),
    "help": a_text(),
    "required": a_flag(False),
    "required_when": _CONDITION,
    "visible_when": _CONDITION,
    "prefill": Member(None, is_prefill, load=load_prefill, dump=dump_prefill),
    "validations": Member(
        [],
        are_validations,
        load=load_validations,
        dump=dump_validations,
    ),
}


@dataclass(frozen=True)
class Field:
    """`options` holds the members of its kind, defaults filled in."""

    id: str
    key: str
    kind: str
    label: str
    help: str = ""
    required: bool = False
    required_when: Condition | None = None
    visible_when: Condition | None = None
    validations: tuple[Validation, ...] = ()
    prefill: Prefill | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    id: str
    key: str
    title: str
    help: str = ""
    visible_when: Condition | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Definition:
    key: str
    title: str
    introduction: str = ""
    sections: tuple[Section, ...] = ()
    schema: int = SCHEMA

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """By key, in the order of the page."""
        return {field.key: field for section in self.sections for field in section.fields}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """By the key of a field."""
        return {field.key: section for section in self.sections for field in section.fields}

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """Keys of fields so that each comes after those that it depends on."""
        return evaluation_order(self)

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    def fields_of_kind(self, *kinds: str) -> Iterator[Field]:
        return (field for field in self.fields.values() if field.kind in kinds)

    @property
    def title_field(self) -> Field | None:
        """What names a submission: the field `rubrik`, else the first line of text."""
        named = self.fields.get("rubrik")
        return named if named and named.kind == "text" else next(self.fields_of_kind("text"), None)

    @property
    def applicant_fields(self) -> tuple[Field, ...]:
        """Body fields whose bodies share the draft and apply."""
        return tuple(field for field in self.fields_of_kind("body") if field.options["applicants"])


def build_form(raw: Mapping[str, Any]) -> Definition:
    """From JSON that was checked."""
    form = shapes.load(raw, FORM_MEMBERS)
    return Definition(
        key=form["key"],
        title=form["title"],
        introduction=form["introduction"],
        sections=tuple(build_section(entry) for entry in form["sections"]),
        schema=form["schema"],
    )


def build_section(raw: Mapping[str, Any]) -> Section:
    values = shapes.load(raw, SECTION_MEMBERS)
    values["visible_when"] = conditions.build(values["visible_when"])
    values["fields"] = tuple(_field(entry) for entry in values["fields"])
    return Section(**values)


def _field(raw: Mapping[str, Any]) -> Field:
    values = shapes.load(raw, FIELD_MEMBERS)
    values["required_when"] = conditions.build(values["required_when"])
    values["visible_when"] = conditions.build(values["visible_when"])
    return Field(**values, options=shapes.load(raw, KINDS[raw["kind"]].members))


def to_json(definition: Definition) -> dict[str, Any]:
    """JSON as it is exported: members whose value is the default are left out."""
    form: dict[str, Any] = {
        "schema": definition.schema,
        "kind": "form",
        "key": definition.key,
        "title": definition.title,
    }
    if definition.introduction:
        form["introduction"] = definition.introduction
    return form | {"sections": [_dumped_section(section) for section in definition.sections]}


def _dumped_section(section: Section) -> dict[str, Any]:
    values = {name: getattr(section, name) for name in SECTION_MEMBERS}
    values["visible_when"] = conditions.dump(section.visible_when)
    values["fields"] = [_dumped_field(field) for field in section.fields]
    return shapes.dump(values, SECTION_MEMBERS)


def _dumped_field(field: Field) -> dict[str, Any]:
    values = {name: getattr(field, name) for name in FIELD_MEMBERS}
    values["required_when"] = conditions.dump(field.required_when)
    values["visible_when"] = conditions.dump(field.visible_when)
    return shapes.dump(values, FIELD_MEMBERS) | shapes.dump(field.options, KINDS[field.kind].members)
