"""What a form works out of its own answers: a small tree, exact, and undetermined where something needed is missing.

Sums take what is absent as 0. Minus, times, divided by, per cent of and round need all their parts; the smallest and
the largest need one. Between steps nothing is rounded; the result keeps six decimals.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any

from .budget import BudgetTotals
from .numbers import plain
from .tables import TableValue

PLACES = 6
LARGEST = 10**15
DEEPEST = 6
# What each rounding rounds to, half up (away from zero).
ROUNDINGS = {"whole": Fraction(1), "two_decimals": Fraction(1, 100), "thousands": Fraction(1000)}
# How many parts each operation takes, at least and at most.
PARTS = {
    "sum": (1, 100),
    "plus": (2, 100),
    "minus": (2, 100),
    "times": (2, 100),
    "divided_by": (2, 2),
    "percent_of": (2, 2),
    "count": (1, 100),
    "min": (1, 100),
    "max": (1, 100),
    "round": (1, 1),
}
# Those that take a whole column, cell by cell.
GATHERING = frozenset({"sum", "count", "min", "max"})


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Cell:
    """A cell of the same row."""

    column: str


@dataclass(frozen=True)
class Answer:
    """A field: its number, a table's or budget's total, all cells of a `column`, or a budget's `year`."""

    field: str
    column: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Operation:
    name: str
    parts: tuple["Calculation", ...]
    to: str = ""  # what round rounds to


type Calculation = Number | Cell | Answer | Operation


class TooLarge(ArithmeticError):
    """The result has more figures than sums can hold exactly."""


def build(raw: Any) -> Calculation | None:
    """From JSON that was checked."""
    if raw is None:
        return None
    if "number" in raw:
        return Number(Decimal(raw["number"]))
    if "cell" in raw:
        return Cell(raw["cell"])
    if "field" in raw:
        return Answer(raw["field"], raw.get("column", ""), raw.get("year"))
    name = next(name for name in PARTS if name in raw)
    return Operation(name, tuple(part for entry in raw[name] if (part := build(entry))), raw.get("to", ""))


def dump(calculation: Calculation | None) -> Any:
    match calculation:
        case None:
            return None
        case Number(value):
            return {"number": plain(value)}
        case Cell(column):
            return {"cell": column}
        case Answer(field, column, year):
            named: dict[str, Any] = {"field": field}
            named |= {"column": column} if column else {}
            return named | ({} if year is None else {"year": year})
        case Operation(name, parts, to):
            return {name: [dump(part) for part in parts]} | ({"to": to} if to else {})


def leaves(calculation: Calculation | None) -> Iterator[Answer | Cell]:
    match calculation:
        case Answer() | Cell():
            yield calculation
        case Operation():
            for part in calculation.parts:
                yield from leaves(part)


def fields_used(calculation: Calculation | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaf.field for leaf in leaves(calculation) if isinstance(leaf, Answer)))


def cells_used(calculation: Calculation | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(leaf.column for leaf in leaves(calculation) if isinstance(leaf, Cell)))


def result(calculation: Calculation, values: Mapping[str, Any], row: Mapping[str, Any] | None = None) -> Decimal | None:
    """With `values` of fields by key and of the row's cells; None is undetermined. Raises TooLarge."""
    found = _Working(values, row or {}).out(calculation)
    return None if found is None else _decimal(found)


def rounded(number: Decimal, step: Fraction) -> Decimal:
    """To the nearest step, half up."""
    return _exact(_to_step(Fraction(number), step))


@dataclass(frozen=True)
class _Working:
    values: Mapping[str, Any]
    row: Mapping[str, Any]

    def out(self, node: Calculation) -> Fraction | None:
        match node:
            case Number(value):
                return Fraction(value)
            case Cell(column):
                return _number(self.row.get(column))
            case Answer(field, "", year):
                return _number(self.values.get(field), year)
            case Answer():
                return None
        if node.name == "count":
            return Fraction(sum(self._counted(part) for part in node.parts))
        parts = [number for part in node.parts for number in self._each(part)]
        if node.name in ("sum", "plus"):
            return sum((number for number in parts if number is not None), Fraction(0))
        if node.name in ("min", "max"):
            there = [number for number in parts if number is not None]
            return {"min": min, "max": max}[node.name](there) if there else None
        needed = [number for number in parts if number is not None]
        return _STRICT[node.name](needed, node.to) if len(needed) == len(parts) else None

    def _each(self, node: Calculation) -> Iterator[Fraction | None]:
        if isinstance(node, Answer) and node.column:
            yield from (_number(cell) for cell in self._cells(node))
        else:
            yield self.out(node)

    def _cells(self, node: Answer) -> Iterator[Any]:
        table = self.values.get(node.field)
        if isinstance(table, TableValue):
            for row in table.rows:
                # A tall cell counts once, where it begins.
                yield row.cells.get(node.column) if row.spans.get(node.column, 1) else None

    def _counted(self, node: Calculation) -> int:
        """Filled cells of a column, rows of a table, and otherwise one for what is there."""
        match node:
            case Answer(_, column, None) if column:
                return sum(cell is not None for cell in self._cells(node))
            case Answer(field, "", None):
                value = self.values.get(field)
                return len(value.rows) if isinstance(value, TableValue) else int(_is_there(value))
            case Cell(column):
                return int(self.row.get(column) is not None)
        return int(self.out(node) is not None)


def _is_there(value: Any) -> bool:
    return value.has_applied if isinstance(value, BudgetTotals) else value is not None


def _number(value: Any, year: int | None = None) -> Fraction | None:
    if isinstance(value, BudgetTotals):
        if not value.has_applied:
            return None
        return Fraction(value.applied_total if year is None else value.applied_years.get(year, Decimal(0)))
    if isinstance(value, TableValue):
        return Fraction(value.total)
    good = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return Fraction(value) if good else None


def _divided(parts: list[Fraction], to: str) -> Fraction | None:
    return parts[0] / parts[1] if parts[1] else None


_STRICT: Mapping[str, Callable[[list[Fraction], str], Fraction | None]] = {
    "minus": lambda parts, to: parts[0] - sum(parts[1:]),
    "times": lambda parts, to: prod(parts, start=Fraction(1)),
    "divided_by": _divided,
    "percent_of": lambda parts, to: parts[0] * parts[1] / 100,
    "round": lambda parts, to: _to_step(parts[0], ROUNDINGS[to]),
}


def _to_step(number: Fraction, step: Fraction) -> Fraction:
    steps = abs(number) / step
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (-whole if number < 0 else whole) * step


def _decimal(number: Fraction) -> Decimal:
    if abs(number) >= LARGEST:
        raise TooLarge
    return _exact(_to_step(number, Fraction(1, 10**PLACES)))


def _exact(number: Fraction) -> Decimal:
    """Of a number whose decimals end within six places."""
    return Decimal(plain(Decimal(int(number * 10**PLACES)).scaleb(-PLACES)))
