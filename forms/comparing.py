"""Conditions as blocks and as the JSON of docs/formats.md, both ways, without loss."""

import json
import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Json = Any
Block = dict[str, Any]

# Before the key of a column among the kinds of fields.
CELL = "cell "


def read_condition(block: Block, fields: dict[str, str]) -> Json:
    value = block["value"]
    if block["type"] == "cell":
        return _read_cell(value, fields)
    if block["type"] != "comparison":
        return {block["type"]: [read_condition(child, fields) for child in value]}
    field = value.get("field") or ""
    read = {"field": field, "op": value.get("op") or ""}
    typed = value.get("value") or ""
    return read if typed == "" else read | {"value": read_value(typed, fields.get(field, ""))}


def _read_cell(value: Block, fields: dict[str, str]) -> Json:
    read = {"cell": value.get("cell") or "", "op": value.get("op") or ""}
    if value.get("other"):
        return read | {"other": value["other"]}
    typed = value.get("value") or ""
    return read if typed == "" else read | {"value": read_value(typed, fields.get(f"{CELL}{read['cell']}", ""))}


def write_condition(condition: Json, fields: dict[str, str], path: str) -> Block:
    identity = str(uuid5(NAMESPACE_URL, path))
    for joined in ("all", "any"):
        if joined in condition:
            children = [
                write_condition(child, fields, f"{path}/{number}") for number, child in enumerate(condition[joined])
            ]
            return {"type": joined, "id": identity, "value": children}
    named = "cell" if "cell" in condition else "field"
    kind = fields.get(f"{CELL}{condition['cell']}" if named == "cell" else condition["field"], "")
    value = {
        named: condition[named],
        "op": condition["op"],
        "value": write_value(condition["value"], kind) if "value" in condition else "",
    }
    if named == "cell":
        return {"type": "cell", "id": identity, "value": value | {"other": condition.get("other", "")}}
    return {"type": "comparison", "id": identity, "value": value}


YES = {"ja", "yes", "true"}
NO = {"nej", "no", "false"}
# Kinds that compare as amounts, a table by its grand total.
AMOUNTS = {"money", "budget_table", "row_table", "calculated"}


def read_value(typed: str, kind: str) -> Json:
    """What an editor typed to compare with, as the JSON that suits the kind; else the text, for the check to refuse."""
    if typed.startswith("="):  # how a value is kept that no plain text gives
        try:
            return json.loads(typed[1:])
        except ValueError:
            return typed
    bare = re.sub(r"[\s\u00a0\u202f]", "", typed)
    if kind == "yes_no" and bare.lower() in YES | NO:
        return bare.lower() in YES
    if kind == "integer" and re.fullmatch(r"-?\d{1,18}", bare):
        return int(bare)
    if kind in AMOUNTS and re.fullmatch(r"-?\d+(,\d+)?", bare):
        return bare.replace(",", ".")
    return typed


def write_value(value: Json, kind: str) -> str:
    """The plainest text that reads back as the value."""
    plain = {True: "ja", False: "nej"}[value] if isinstance(value, bool) else str(value)
    if plain and type(back := read_value(plain, kind)) is type(value) and back == value:
        return plain
    return "=" + json.dumps(value, ensure_ascii=False)
