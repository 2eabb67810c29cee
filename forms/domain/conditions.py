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
class CellComparison:
    """“This row”: a cell with a value, or with the `other` cell of the same row. Only in a table's columns."""

    cell: str
    op: str
    value: Any = None
    other: str = ""


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Condition", ...]


type Condition = Comparison | CellComparison | All | AnyOf


def build(raw: Any) -> Condition | None:
    """From JSON that was checked."""
    if raw is None:
        return None
    if "all" in raw:
        return All(tuple(part for entry in raw["all"] if (part := build(entry)) is not None))
    if "any" in raw:
        return AnyOf(tuple(part for entry in raw["any"] if (part := build(entry)) is not None))
    if "cell" in raw:
        return CellComparison(raw["cell"], raw["op"], raw.get("value"), raw.get("other", ""))
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
        case CellComparison(cell, op, value, other):
            compared_with = {"other": other} if other else {} if value is None else {"value": value}
            return {"cell": cell, "op": op} | compared_with


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    """Those with fields of the form."""
    return (leaf for leaf in leaves(condition) if isinstance(leaf, Comparison))


def cell_comparisons(condition: Condition | None) -> Iterator[CellComparison]:
    return (leaf for leaf in leaves(condition) if isinstance(leaf, CellComparison))


def cells_named(condition: Condition | None) -> set[str]:
    """The columns of the same row that the condition looks at."""
    return {key for leaf in cell_comparisons(condition) for key in (leaf.cell, leaf.other) if key}


def leaves(condition: Condition | None) -> Iterator[Comparison | CellComparison]:
    match condition:
        case Comparison() | CellComparison():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)


def check(
    raw: Any, where: str, at: str, depth: int = 0, *, must_be: bool = False, in_row: bool = False
) -> Iterator[DefinitionProblem]:
    """The shape alone; whether fields and columns exist and fit is `references`' question.

    `in_row` is for a table's columns, whose conditions may look at cells of the same row.
    """
    if raw is None and depth == 0 and not must_be:
        return
    if not isinstance(raw, Mapping):
        yield DefinitionProblem("bad_condition", where, {"at": at})
    elif "all" in raw or "any" in raw:
        yield from _check_parts(raw, where, at, depth, in_row=in_row)
    elif "cell" in raw:
        yield from _check_cell(raw, where, at, in_row=in_row)
    else:
        yield from _check_comparison(raw, where, at)


def _check_parts(
    raw: Mapping[str, Any], where: str, at: str, depth: int, *, in_row: bool
) -> Iterator[DefinitionProblem]:
    name = "all" if "all" in raw else "any"
    parts = raw[name]
    if len(raw) != 1 or not isinstance(parts, list) or not 0 < len(parts) <= MOST_PARTS:
        yield DefinitionProblem("bad_condition", where, {"at": at})
    elif depth >= DEEPEST:
        yield DefinitionProblem("condition_too_deep", where, {"at": at, "maximum": DEEPEST})
    else:
        for index, part in enumerate(parts):
            yield from check(part, where, f"{at}.{name}[{index}]", depth + 1, in_row=in_row)


def _check_cell(raw: Mapping[str, Any], where: str, at: str, *, in_row: bool) -> Iterator[DefinitionProblem]:
    if not in_row:
        yield DefinitionProblem("cell_outside_a_row", where, {"at": at})
        return
    for name in raw:
        if name not in ("cell", "op", "value", "other"):
            yield DefinitionProblem("unknown_member", where, {"at": at, "member": str(name)[:80]})
    named = [raw["cell"], *([raw["other"]] if "other" in raw else [])]
    if not all(isinstance(key, str) and key for key in named):
        yield DefinitionProblem("condition_without_cell", where, {"at": at})
    if "other" in raw and raw.get("value") is not None:
        yield DefinitionProblem("bad_condition", where, {"at": at})
    yield from _check_operator(raw, where, at)


def _check_comparison(raw: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
    for name in raw:
        if name not in ("field", "op", "value"):
            yield DefinitionProblem("unknown_member", where, {"at": at, "member": str(name)[:80]})
    if not isinstance(raw.get("field"), str) or not raw["field"]:
        yield DefinitionProblem("condition_without_field", where, {"at": at})
    yield from _check_operator(raw, where, at)


def _check_operator(raw: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
    if not isinstance(raw.get("op"), str) or raw["op"] not in OPERATORS:
        yield DefinitionProblem("unknown_operator", where, {"at": at, "op": str(raw.get("op"))[:80]})
    elif raw["op"] in UNARY and (raw.get("value") is not None or "other" in raw):
        yield DefinitionProblem("value_not_used", where, {"at": at})


type Compare = Callable[[Comparison], bool | None]
type CompareCell = Callable[[CellComparison], bool | None]


def holds(condition: Condition | None, compare: Compare, compare_cell: CompareCell | None = None) -> bool | None:
    """Kleene's logic: what is undetermined settles nothing that the rest does not settle.

    Without `compare_cell`, cells are undetermined.
    """
    match condition:
        case None:
            return True
        case Comparison():
            return compare(condition)
        case CellComparison():
            return compare_cell(condition) if compare_cell else None
        case All(parts):
            found = [holds(part, compare, compare_cell) for part in parts]
            return False if False in found else None if None in found else True
        case AnyOf(parts):
            found = [holds(part, compare, compare_cell) for part in parts]
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
