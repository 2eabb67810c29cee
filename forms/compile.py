"""Between what an editor builds (stream blocks) and the definition of docs/formats.md, both ways, without loss."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from .blocks.fields import FILE_TYPES
from .calculating import read_calculation, write_calculation
from .comparing import CELL, read_condition, write_condition
from .domain.structure import SCHEMA

if TYPE_CHECKING:
    from .models import Form

Json = Any
Block = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """A member of a definition that is kept as it is; it is left out where it has its default."""

    name: str
    default: Json = ""

    def read(self, value: Block) -> Json:
        found = value.get(self.name)
        return self.default if found is None else found

    def write(self, source: Json) -> Json:
        return source.get(self.name, self.default)


class Kronor(Member):
    """Typed as people write amounts, kept as a plain decimal string."""

    def read(self, value: Block) -> Json:
        typed = re.sub(r"[\s\u00a0\u202f]", "", str(value.get(self.name) or ""))
        return typed.replace(",", ".").replace("−", "-") or None

    def write(self, source: Json) -> Json:
        return source.get(self.name) or ""


class Years(Member):
    def read(self, value: Block) -> Json:
        found = [int(year) for year in re.findall(r"\d+", str(value.get(self.name) or ""))]
        return found or None

    def write(self, source: Json) -> Json:
        return ", ".join(str(year) for year in source.get(self.name) or [])


class Labelled(Member):
    """A list of a key and a label each: options and budget lines."""

    def read(self, value: Block) -> Json:
        return [
            {"key": item.get("key") or "", "label": item.get("label") or ""}
            for item in (_item(row) for row in value.get(self.name) or [])
        ]

    def write(self, source: Json) -> Json:
        return [
            {
                "type": "item",
                "value": {"label": item["label"], "key": item["key"]},
                "id": str(uuid5(NAMESPACE_URL, f"{source.get('id')}/{self.name}/{number}")),
            }
            for number, item in enumerate(source.get(self.name, []))
        ]


class Lines(Labelled):
    """Budget lines, some of which are salaries."""

    def read(self, value: Block) -> Json:
        rows = [_item(row) for row in value.get(self.name) or []]
        return [
            line | ({"salary": True} if row.get("salary") else {})
            for line, row in zip(super().read(value), rows, strict=True)
        ]

    def write(self, source: Json) -> Json:
        lines = source.get(self.name, [])
        return [
            block | {"value": block["value"] | {"salary": line.get("salary", False)}}
            for block, line in zip(super().write(source), lines, strict=True)
        ]


class Condition(Member):
    """`fields` tells the kind of each field by key, which decides how a value is read."""

    def read_with(self, value: Block, fields: dict[str, str]) -> Json:
        stream = value.get(self.name) or []
        return read_condition(stream[0], fields) if stream else None

    def write_with(self, source: Json, fields: dict[str, str]) -> Json:
        condition = source.get(self.name)
        if condition is None:
            return []
        return [write_condition(condition, fields, f"{source.get('id')}/{self.name}")]


class Validations(Condition):
    """The editor's own rules, each a condition and a message."""

    def read_with(self, value: Block, fields: dict[str, str]) -> Json:
        return [
            {"holds": HOLDS.read_with(rule, fields), "message": rule.get("message") or ""}
            for rule in map(_item, value.get(self.name) or [])
        ] or None

    def write_with(self, source: Json, fields: dict[str, str]) -> Json:
        return [
            {
                "type": "item",
                "value": {
                    "message": rule["message"],
                    "holds": HOLDS.write_with(rule | {"id": f"{source.get('id')}/{number}"}, fields),
                },
                "id": str(uuid5(NAMESPACE_URL, f"{source.get('id')}/{self.name}/{number}")),
            }
            for number, rule in enumerate(source.get(self.name, []))
        ]


class Calculation(Member):
    def read(self, value: Block) -> Json:
        stream = value.get(self.name) or []
        return read_calculation(stream[0]) if stream else None

    def write(self, source: Json) -> Json:
        calculation = source.get(self.name)
        return [write_calculation(calculation, f"{source.get('id')}/{self.name}")] if calculation else []


class Columns(Condition):
    """Columns, whose conditions may look at the row's other cells beside the form's fields."""

    def read_with(self, value: Block, fields: dict[str, str]) -> Json:
        columns = value.get(self.name) or []
        known = fields | {f"{CELL}{column['value'].get('key')}": column["type"] for column in columns}
        return [_with_conditions(_read_members(column, COLUMN, COLUMN_KINDS), column, known) for column in columns]

    def write_with(self, source: Json, fields: dict[str, str]) -> Json:
        columns = source.get(self.name, [])
        known = fields | {f"{CELL}{column['key']}": column["kind"] for column in columns}
        blocks = [_write_members(column, COLUMN, COLUMN_KINDS) for column in columns]
        for block, column in zip(blocks, columns, strict=True):
            block["value"] |= {one.name: one.write_with(column, known) for one in CONDITIONS}
        return blocks


class Prefill(Member):
    """Where a first answer comes from; an empty choice is none."""

    def read(self, value: Block) -> Json:
        found = value.get(self.name) or {}
        source = found.get("source") or ""
        if source == "answer":
            return {"from": source, "form": found.get("form") or "", "field": found.get("field") or ""}
        return {"from": source} if source else None

    def write(self, source: Json) -> Json:
        found = source.get(self.name) or {}
        return {"source": found.get("from", ""), "form": found.get("form", ""), "field": found.get("field", "")}


VISIBLE_WHEN = Condition("visible_when", None)
REQUIRED_WHEN = Condition("required_when", None)
VALIDATIONS = Validations("validations", None)
HOLDS = Condition("holds", None)
CONDITIONS = (VISIBLE_WHEN, REQUIRED_WHEN, VALIDATIONS)
FIELD = (Member("help"), Member("required", False), Prefill("prefill", None))
BOUNDS = (Member("minimum", None), Member("maximum", None))
KRONOR_BOUNDS = (Kronor("minimum", None), Kronor("maximum", None))
CHOICE = (Labelled("options", None), Member("multiple", False), Member("style", "radio"))
KINDS: dict[str, tuple[Member, ...]] = {
    "text": (Member("max_length", 200),),
    "long_text": (Member("max_words", None),),
    "integer": BOUNDS,
    "money": KRONOR_BOUNDS,
    "decimal": KRONOR_BOUNDS,
    "percent": KRONOR_BOUNDS,
    "year": (),
    "email": (),
    "phone": (),
    "web_address": (),
    "organisation_number": (),
    "calculated": (Calculation("calculation", None), Member("shows", "money")),
    "date": (),
    "period": (),
    "yes_no": (),
    "choice": CHOICE,
    "body": (Member("body_kind", "local_group"), Member("multiple", False), Member("applicants", False)),
    "person": (Member("chosen_from", "applicants"), Member("body_kind", "local_group")),
    "files": (Member("maximum", 10), Member("types", [kind for kind, _label in FILE_TYPES])),
    "rich_text": (Member("max_words", None),),
    "consent": (Member("text"),),
    "municipality": (Member("multiple", False),),
    "information": (Member("text"),),
    "row_table": (
        Columns("columns", None),
        Member("minimum", 0),
        Member("maximum", 200),
        Member("preset"),
    ),
    "budget_table": (
        Lines("lines", []),
        Member("own_lines", True),
        Member("period_field"),
        Years("years", None),
        Member("measure", True),
        Member("unit", "kr"),
        Member("financing", False),
    ),
}
COLUMN = (Member("help"), Member("required", False), Member("spans", False))
SUM = (Member("sum", False),)
PLAIN_COLUMNS = (
    *("text", "long_text", "date", "period", "yes_no", "choice", "percent", "year"),
    *("email", "phone", "web_address", "organisation_number"),
)
COLUMN_KINDS: dict[str, tuple[Member, ...]] = {
    **{kind: KINDS[kind] for kind in PLAIN_COLUMNS},
    "integer": BOUNDS + SUM,
    "money": KRONOR_BOUNDS + SUM,
    "decimal": KRONOR_BOUNDS + SUM,
    "calculated": KINDS["calculated"] + SUM,
}


def compile_form(form: "Form") -> Json:
    """The definition of the form as it stands, members with their default left out. Checks nothing."""
    definition = {
        "schema": SCHEMA,
        "kind": "form",
        "key": form.key,
        "title": form.title,
        "sections": compile_sections(form.sections.get_prep_value()),
    }
    return definition | ({"introduction": form.introduction} if form.introduction else {})


def decompile(definition: Json) -> list[Block]:
    """The raw stream value of a definition's sections, every id kept."""
    fields = {field["key"]: field["kind"] for section in definition["sections"] for field in section["fields"]}
    return [_write_section(section, fields) for section in definition["sections"]]


def compile_sections(stream: list[Block]) -> list[Json]:
    fields = {child["value"].get("key"): child["type"] for _section, child in fields_of(stream)}
    return [_read_section(section, fields) for section in stream]


def fields_of(stream: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Each field's block with its section's."""
    for section in stream:
        for child in section["value"].get("fields") or []:
            yield section, child


def _read_section(section: Block, fields: dict[str, str]) -> Json:
    value = section["value"]
    read = {
        "id": section.get("id") or "",
        "key": value.get("key") or "",
        "title": value.get("title") or "",
        "fields": [_read_field(field, fields) for field in value.get("fields") or []],
    }
    condition = VISIBLE_WHEN.read_with(value, fields)
    return (
        read
        | ({"help": value["help"]} if value.get("help") else {})
        | ({} if condition is None else {"visible_when": condition})
    )


def _write_section(section: Json, fields: dict[str, str]) -> Block:
    return {
        "type": "section",
        "id": section["id"],
        "value": {
            "title": section["title"],
            "help": section.get("help", ""),
            "fields": [_write_field(field, fields) for field in section["fields"]],
            "key": section["key"],
            "visible_when": VISIBLE_WHEN.write_with(section, fields),
        },
    }


def _read_field(field: Block, fields: dict[str, str]) -> Json:
    return _with_conditions(_read_members(field, FIELD, KINDS, fields), field, fields)


def _with_conditions(read: Json, block: Block, fields: dict[str, str]) -> Json:
    for condition in CONDITIONS:
        found = condition.read_with(block["value"], fields)
        if found is not None:
            read[condition.name] = found
    return read


def _write_field(field: Json, fields: dict[str, str]) -> Block:
    block = _write_members(field, FIELD, KINDS, fields)
    for condition in CONDITIONS:
        block["value"][condition.name] = condition.write_with(field, fields)
    return block


def _read_members(
    block: Block, shared: tuple[Member, ...], kinds: dict[str, tuple[Member, ...]], fields: dict[str, str] | None = None
) -> Json:
    value = block["value"]
    read = {
        "id": block.get("id") or "",
        "key": value.get("key") or "",
        "kind": block["type"],
        "label": value.get("label") or "",
    }
    for member in (*shared, *kinds[block["type"]]):
        found = member.read_with(value, fields or {}) if isinstance(member, Condition) else member.read(value)
        if found != member.default:
            read[member.name] = found
    return read


def _write_members(
    source: Json, shared: tuple[Member, ...], kinds: dict[str, tuple[Member, ...]], fields: dict[str, str] | None = None
) -> Block:
    members = {
        member.name: member.write_with(source, fields or {}) if isinstance(member, Condition) else member.write(source)
        for member in (*shared, *kinds[source["kind"]])
    }
    return {
        "type": source["kind"],
        "id": source["id"],
        "value": {"label": source.get("label", ""), "key": source["key"], **members},
    }


def _item(row: Block) -> Block:
    """A row of a list block, whose older form has no wrapping."""
    return row["value"] if row.get("type") == "item" else row
