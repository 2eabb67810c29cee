"""When something is shown or required: true, false or undetermined (None)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .problems import DefinitionProblem

OPERATORS = frozenset(
    {"is", "is_not", "contains", "answered", "not_answered", "more_than", "less_than", "at_least", "at_most"}
)
UNARY = frozenset({"answered", "not_answered"})
DEEPEST = 5
MOST_PARTS = 100


@dataclass(frozen=True)
class Comparison:
    field: str
    op: str
    value: Any = None


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Condition", ...]


type Condition = Comparison | All | AnyOf


def build(raw: Any) -> Condition | None:
    """From JSON that was checked."""
    if raw is None:
        return None
    if "all" in raw:
        return All(tuple(part for entry in raw["all"] if (part := build(entry)) is not None))
    if "any" in raw:
        return AnyOf(tuple(part for entry in raw["any"] if (part := build(entry)) is not None))
    return Comparison(raw["field"], raw["op"], raw.get("value"))


def dump(condition: Condition | None) -> Any:
    match condition:
        case None:
            return None
        case All(parts):
            return {"all": [dump(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [dump(part) for part in parts]}
        case Comparison(field, op, value):
            return {"field": field, "op": op} | ({} if value is None else {"value": value})


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)


def check(raw: Any, where: str, at: str, depth: int = 0, *, must_be: bool = False) -> Iterator[DefinitionProblem]:
    """The shape alone; whether fields exist and fit is `references`' question."""
    if raw is None and depth == 0 and not must_be:
        return
    if not isinstance(raw, Mapping):
        yield DefinitionProblem("bad_condition", where, {"at": at})
    elif "all" in raw or "any" in raw:
        yield from _check_parts(raw, where, at, depth)
    else:
        yield from _check_comparison(raw, where, at)


def _check_parts(raw: Mapping[str, Any], where: str, at: str, depth: int) -> Iterator[DefinitionProblem]:
    name = "all" if "all" in raw else "any"
    parts = raw[name]
    if len(raw) != 1 or not isinstance(parts, list) or not 0 < len(parts) <= MOST_PARTS:
        yield DefinitionProblem("bad_condition", where, {"at": at})
    elif depth >= DEEPEST:
        yield DefinitionProblem("condition_too_deep", where, {"at": at, "maximum": DEEPEST})
    else:
        for index, part in enumerate(parts):
            yield from check(part, where, f"{at}.{name}[{index}]", depth + 1)


def _check_comparison(raw: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
    for name in raw:
        if name not in ("field", "op", "value"):
            yield DefinitionProblem("unknown_member", where, {"at": at, "member": str(name)[:80]})
    if not isinstance(raw.get("field"), str) or not raw["field"]:
        yield DefinitionProblem("condition_without_field", where, {"at": at})
    if not isinstance(raw.get("op"), str) or raw["op"] not in OPERATORS:
        yield DefinitionProblem("unknown_operator", where, {"at": at, "op": str(raw.get("op"))[:80]})
    elif raw["op"] in UNARY and raw.get("value") is not None:
        yield DefinitionProblem("value_not_used", where, {"at": at})


def holds(condition: Condition | None, compare: Callable[[Comparison], bool | None]) -> bool | None:
    """Kleene's logic: what is undetermined settles nothing that the rest does not settle."""
    match condition:
        case None:
            return True
        case Comparison():
            return compare(condition)
        case All(parts):
            found = [holds(part, compare) for part in parts]
            return False if False in found else None if None in found else True
        case AnyOf(parts):
            found = [holds(part, compare) for part in parts]
            return True if True in found else None if None in found else False


def compared(op: str, value: Any, operand: Any) -> bool:
    """Two Python values; several chosen values are a tuple."""
    if isinstance(value, tuple):
        return {
            "is": value == (operand,),
            "is_not": value != (operand,),
            "contains": operand in value,
        }[op]
    match op:
        case "is":
            return bool(value == operand)
        case "is_not":
            return bool(value != operand)
        case "contains":
            return operand in value
        case "more_than":
            return bool(value > operand)
        case "less_than":
            return bool(value < operand)
        case "at_least":
            return bool(value >= operand)
        case _:
            return bool(value <= operand)
