"""Between an editor's calculation blocks and the calculations of docs/formats.md, both ways, without loss."""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Json = Any
Block = dict[str, Any]


def read_calculation(block: Block) -> Json:
    """Checks nothing: what is incomplete is for `check_definition` to refuse."""
    name, value = block["type"], block["value"]
    if name == "number":
        typed = re.sub(r"[\s\u00a0\u202f]", "", str(value.get("number") or ""))
        return {"number": typed.replace(",", ".").replace("\N{MINUS SIGN}", "-")}
    if name == "cell":
        return {"cell": value.get("cell") or ""}
    if name == "field":
        named = {"field": value.get("field") or ""}
        return named | {part: value[part] for part in ("column", "year") if value.get(part)}
    if name == "round":
        return {"round": [read_calculation(part) for part in value.get("round") or []], "to": value.get("to") or ""}
    return {name: [read_calculation(part) for part in value]}


def write_calculation(calculation: Json, path: str) -> Block:
    name = next(iter({"number", "cell", "field", "round"} & set(calculation)), next(iter(calculation)))
    identity = str(uuid5(NAMESPACE_URL, path))
    if name == "field":
        value: Json = {"field": calculation["field"], "column": "", "year": None} | calculation
    elif name == "number":
        value = {"number": calculation["number"].replace(".", ",")}
    elif name == "cell":
        value = {"cell": calculation["cell"]}
    else:
        value = [write_calculation(part, f"{path}/{number}") for number, part in enumerate(calculation[name])]
        value = {"round": value, "to": calculation["to"]} if name == "round" else value
    return {"type": name, "id": identity, "value": value}
