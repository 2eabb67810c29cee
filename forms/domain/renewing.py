"""A definition with ids of its own: what is made of it is another form, and nothing of the first one's is kept."""

from collections.abc import Callable, Mapping
from typing import Any


def with_new_ids(definition: Mapping[str, Any], new_id: Callable[[], str]) -> dict[str, Any]:
    """Of a definition that was checked. Keys stay, and with them conditions and calculations, which go by keys."""
    return {**definition, "sections": [_section(section, new_id) for section in definition["sections"]]}


def _section(section: Mapping[str, Any], new_id: Callable[[], str]) -> dict[str, Any]:
    return {**section, "id": new_id(), "fields": [_field(field, new_id) for field in section["fields"]]}


def _field(field: Mapping[str, Any], new_id: Callable[[], str]) -> dict[str, Any]:
    columns = field.get("columns")
    own = {"columns": [{**column, "id": new_id()} for column in columns]} if columns else {}
    return {**field, "id": new_id(), **own}
