"""The JSON Schema (2020-12) of a form's answers, for clients that know nothing else of the form."""

from collections.abc import Mapping
from typing import Any

from .kinds import KINDS
from .structure import Definition, Field

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(definition: Definition) -> dict[str, Any]:
    """What `evaluate` keeps without problems fits it.

    It asks for no more than every submission must have: what conditions decide, only `evaluate` tells.
    """
    fields = [field for field in definition.fields.values() if KINDS[field.kind].has_answer]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "title": definition.title,
        "type": "object",
        "properties": {field.key: _of_field(field) for field in fields},
        "additionalProperties": False,
    }
    required = [field.key for field in fields if _is_always_required(definition, field)]
    return schema | ({"required": required} if required else {})


def _of_field(field: Field) -> Mapping[str, Any]:
    described = {"title": field.label} | ({"description": field.help} if field.help else {})
    return described | KINDS[field.kind].json_schema(field)


def _is_always_required(definition: Definition, field: Field) -> bool:
    section = definition.section_of[field.key]
    return field.required and field.visible_when is None and section.visible_when is None
