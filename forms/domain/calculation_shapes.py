"""Whether JSON is a calculation; whether its fields exist and fit is `calculation_types`' question."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .calculations import DEEPEST, PARTS, ROUNDINGS
from .problems import DefinitionProblem

MOST_PARTS = 200
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_LEAVES: Mapping[str, frozenset[str]] = {
    "number": frozenset({"number"}),
    "cell": frozenset({"cell"}),
    "field": frozenset({"field", "column", "year"}),
}


def check(raw: Any, where: str, at: str, depth: int = 1) -> Iterator[DefinitionProblem]:
    if raw is None and depth == 1:
        yield DefinitionProblem("no_calculation", where, {"at": at})
    elif not isinstance(raw, Mapping):
        yield DefinitionProblem("bad_calculation", where, {"at": at})
    elif leaf := next((name for name in _LEAVES if name in raw), None):
        if not set(raw) <= _LEAVES[leaf] or not _is_leaf(raw, leaf):
            yield DefinitionProblem("bad_calculation", where, {"at": at})
    elif depth == 1 and _size(raw) > MOST_PARTS:
        yield DefinitionProblem("calculation_too_large", where, {"at": at, "maximum": MOST_PARTS})
    else:
        yield from _check_operation(raw, where, at, depth)


def _size(raw: Any) -> int:
    """How many parts there are in all; what is no list has none."""
    if not isinstance(raw, Mapping):
        return 1
    return 1 + sum(_size(part) for parts in raw.values() if isinstance(parts, list) for part in parts)


def _is_leaf(raw: Mapping[str, Any], leaf: str) -> bool:
    if leaf == "number":
        return isinstance(raw["number"], str) and _NUMBER.fullmatch(raw["number"]) is not None
    named = isinstance(raw[leaf], str) and raw[leaf] != ""
    column = "column" not in raw or (isinstance(raw["column"], str) and raw["column"] != "")
    year = raw.get("year", 2000)
    return named and column and type(year) is int and 1900 <= year <= 2199 and not {"column", "year"} <= set(raw)


def _check_operation(raw: Mapping[str, Any], where: str, at: str, depth: int) -> Iterator[DefinitionProblem]:
    names = [name for name in raw if name in PARTS]
    if len(names) != 1 or set(raw) - {names[0], "to"} or ("to" in raw) is not (names[0] == "round"):
        yield DefinitionProblem("bad_calculation", where, {"at": at})
        return
    name, parts = names[0], raw[names[0]]
    least, most = PARTS[name]
    if not isinstance(parts, list) or not least <= len(parts) <= most:
        yield DefinitionProblem("wrong_parts", where, {"at": at, "operation": name, "least": least, "most": most})
    elif name == "round" and (not isinstance(raw["to"], str) or raw["to"] not in ROUNDINGS):
        yield DefinitionProblem("bad_value", where, {"at": f"{at}.to", "member": "to"})
    elif depth >= DEEPEST:
        yield DefinitionProblem("calculation_too_deep", where, {"at": at, "maximum": DEEPEST})
    else:
        for index, part in enumerate(parts):
            yield from check(part, where, f"{at}.{name}[{index}]", depth + 1)
