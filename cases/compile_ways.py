"""The ways of outcomes between the editor's blocks and the route of docs/formats.md, both ways."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from forms.compile import Condition

from .domain.facts import FACTS, limit_named
from .domain.writing import plain_amount

Json = Any
Block = dict[str, Any]
WHEN = Condition("when", None)
# Kinds that compare as amounts; a word in place of one names a limit.
AMOUNTS = {"money", "budget_table", "row_table", "calculated"}
LIMIT = re.compile(r"[a-z0-9][a-z0-9_-]*")
FIGURES = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# By the key of a field: its kind, which tells how a value is read.
type Kinds = Mapping[str, str]


def kinds_of(form: Any) -> Kinds:
    """The kinds of what conditions can name: fields of the form as it was last published, and what the case knows."""
    known = {key: field.kind for key, field in FACTS.items()}
    version = form.current_version if form else None
    sections = version.raised["sections"] if version else []
    return {field["key"]: field["kind"] for section in sections for field in section["fields"]} | known


def limits_of(stages: list[Json]) -> list[Json]:
    """The limits that the conditions name, as this site has them today; a name that it lacks is left out."""
    from .models import AmountLimit

    named = {name for stage in stages for outcome in stage["outcomes"] for name in _limits_named(outcome.get("to"))}
    limits = AmountLimit.objects.filter(key__in=named).order_by("key") if named else ()
    return [{"key": limit.key, "name": limit.name, "amount": plain_amount(limit.amount)} for limit in limits]


def _limits_named(part: Json) -> set[str]:
    """Wherever in the ways of an outcome they stand."""
    if (name := limit_named(part)) is not None:
        return {name}
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return set().union(*(_limits_named(each) for each in parts))


def read_ways(value: Block, kinds: Kinds) -> Json:
    """One place, or a list of ways with the one that is taken otherwise last."""
    otherwise = value.get("to") or ""
    ways = [_read_way(row, kinds) for row in items(value.get("ways"))]
    return [*ways, *([{"to": otherwise}] if otherwise else [])] if ways else otherwise


def _read_way(row: Block, kinds: Kinds) -> Json:
    when = _with_limits(WHEN.read_with(row, dict(kinds)), kinds)
    return {"to": row.get("to") or ""} | ({"when": when} if when else {})


def _with_limits(condition: Json, kinds: Kinds) -> Json:
    """A word where an amount is compared names a limit."""
    if not condition:
        return condition
    for joined in ("all", "any"):
        if joined in condition:
            return {joined: [_with_limits(part, kinds) for part in condition[joined]]}
    value = condition.get("value")
    is_amount = kinds.get(condition["field"]) in AMOUNTS
    if is_amount and isinstance(value, str) and LIMIT.fullmatch(value) and not FIGURES.fullmatch(value):
        return condition | {"value": {"limit": value}}
    return condition


def _without_limits(condition: Json) -> Json:
    """As it is typed: a limit is its key."""
    for joined in ("all", "any"):
        if joined in condition:
            return {joined: [_without_limits(part) for part in condition[joined]]}
    limit = limit_named(condition.get("value"))
    return condition if limit is None else condition | {"value": limit}


def write_ways(outcome: Json, kinds: Kinds) -> Block:
    to = outcome.get("to", "")
    if not isinstance(to, list):
        return {"to": to, "ways": []}
    rows = []
    for number, way in enumerate(way for way in to if way.get("when")):
        source = {"id": f"{outcome['id']}/ways/{number}", "when": _without_limits(way["when"])}
        rows.append(item({"when": WHEN.write_with(source, dict(kinds)), "to": way["to"]}, outcome, f"ways/{number}"))
    return {"to": next((way["to"] for way in to if not way.get("when")), ""), "ways": rows}


def items(rows: list[Block] | None) -> list[Block]:
    """What stands in a list block, whose older form has no wrapping."""
    return [row["value"] if isinstance(row, dict) and row.get("type") == "item" else row for row in rows or []]


def item(value: Json, owner: Json, path: str) -> Block:
    return {"type": "item", "id": str(uuid5(NAMESPACE_URL, f"{owner['id']}/{path}")), "value": value}
