"""Every way that the answers can fall, as far as the conditions of a route can tell them apart.

A world says of each comparison in the route whether it is true, false or undetermined. Only what one and the same
answer can make true together stands in one world, so that a condition which no world fulfils can never hold.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import combinations, product
from typing import Any

from forms.domain.conditions import UNARY, Comparison, Condition, compared, comparisons, holds
from forms.domain.definition import Definition
from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import ORDERED
from forms.domain.structure import Field

from .facts import APPLIED, APPLIED_IN_YEAR, FACTS, GRANTED, GROUPS, in_kronor
from .structure import Outcome, RouteDefinition

MOST_WORLDS = 1000
MOST_TOGETHER = 5  # how many of several chosen values are tried together
OTHER = "\N{REPLACEMENT CHARACTER}"  # an answer that no condition names
STEPS: Mapping[str, Any] = {"money": Decimal("0.01"), "integer": 1, "year": 1, "date": timedelta(days=1)}
FINEST = Decimal("0.000001")

# The truths of one field's comparisons, by their index among them.
type Vector = tuple[bool | None, ...]
# One vector a field; None where the answer may have become any.
type World = tuple[Vector | None, ...]


@dataclass(frozen=True)
class Worlds:
    fields: tuple[str, ...]
    compared: Mapping[str, int]  # a comparison's name to its index among those of its field
    vectors: tuple[tuple[Vector, ...], ...]  # of each field, what its comparisons can be together
    amounts: Mapping[str, Decimal]
    undecided: Vector = ()  # what the comparisons of what is granted are until something is

    @property
    def number(self) -> int:
        found = 1
        for vectors in self.vectors:
            found *= len(vectors)
        return found

    @property
    def is_too_large(self) -> bool:
        return self.number > MOST_WORLDS

    def all(self) -> Iterator[World]:
        return product(*self.vectors)

    def truth(self, condition: Condition | None, world: World) -> bool | None:
        def compare(comparison: Comparison) -> bool | None:
            vector = world[self.fields.index(comparison.field)]
            return None if vector is None else vector[self.compared[_name(comparison)]]

        return holds(in_kronor(condition, self.amounts), compare)

    def truths(self, outcome: Outcome, world: World) -> tuple[bool | None, ...]:
        return tuple(self.truth(way.when, world) for way in outcome.ways)

    def first(self) -> Iterator[World]:
        """Those that a case can begin in: nothing is granted yet."""
        return (world for world in self.all() if self._granted(world) in ((), self.undecided))

    def answered_anew(self, world: World) -> World:
        """After a supplement the answers may be any; what is granted stays."""
        return tuple(vector if name == GRANTED else None for name, vector in zip(self.fields, world, strict=True))

    def filled(self, world: World) -> Iterator[World]:
        """Every world that it may have become."""
        return product(*(found if own is None else (own,) for found, own in zip(self.vectors, world, strict=True)))

    def granted(self, world: World) -> Iterator[World]:
        """The same answers, with something granted."""
        open_to = tuple(None if name == GRANTED else own for name, own in zip(self.fields, world, strict=True))
        return (found for found in self.filled(open_to) if self._granted(found) != self.undecided or not self.undecided)

    def _granted(self, world: World) -> Vector:
        return (world[self.fields.index(GRANTED)] or ()) if GRANTED in self.fields else ()


def worlds_of(route: RouteDefinition, form: Definition | None) -> Worlds:
    by_field: dict[str, dict[str, Comparison]] = {}
    for stage in route.stages:
        for outcome in stage.outcomes:
            for way in outcome.ways:
                for comparison in comparisons(in_kronor(way.when, route.amounts)):
                    by_field.setdefault(comparison.field, {})[_name(comparison)] = comparison
    fields = {**(form.fields if form else {}), **FACTS}
    indexes = {name: number for named in by_field.values() for number, name in enumerate(named)}
    answered = _always_answered(route, form)
    vectors = []
    for key, named in by_field.items():
        asked = list(named.values())
        vectors.append(_vectors(fields.get(key) or _guessed(key, asked), asked, always=key in answered))
    undecided = _silent(list(by_field[GRANTED].values())) if GRANTED in by_field else ()
    return Worlds(tuple(by_field), indexes, tuple(vectors), route.amounts, undecided)


def _name(comparison: Comparison) -> str:
    return json.dumps([comparison.field, comparison.op, comparison.value], default=str)


def _always_answered(route: RouteDefinition, form: Definition | None) -> frozenset[str]:
    """Fields that no sent application is without."""
    asked = form.fields.values() if form else ()
    required = {
        field.key
        for field in asked
        if field.required
        and field.visible_when is None
        and form is not None
        and form.section_of[field.key].visible_when is None
    }
    amounts = {APPLIED, APPLIED_IN_YEAR} if route.reads.budget in required else set()
    return frozenset(required | amounts | {GROUPS})


def _guessed(key: str, asked: Sequence[Comparison]) -> Field:
    """What a field must be that is compared so, where the form is not at hand."""
    operands = [comparison.value for comparison in asked if comparison.op not in UNARY]
    if any(isinstance(value, bool) for value in operands):
        return Field("", key, "yes_no", key)
    if any(comparison.op in ORDERED for comparison in asked):
        kind = "decimal" if all(_is_number(value) for value in operands) else "date"
        return Field("", key, kind, key, options={"minimum": None, "maximum": None})
    return Field("", key, "text", key, options={"max_length": 10_000})


def _is_number(value: object) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _vectors(field: Field, asked: Sequence[Comparison], *, always: bool) -> tuple[Vector, ...]:
    kind = KINDS[field.kind]
    operands = [None if each.op in UNARY else kind.operand(each.value, field) for each in asked]
    found = [
        tuple(_truth(each, value, operand) for each, operand in zip(asked, operands, strict=True))
        for value in _values(field, asked, [operand for operand in operands if operand is not None])
    ]
    if not always:
        found.append(_silent(asked))
        if field.key not in FACTS:
            found.append(tuple(None for _each in asked))  # hidden
    # Where nothing fits, the comparisons are wrong, which is told elsewhere.
    return tuple(dict.fromkeys(found)) or (tuple(None for _each in asked),)


def _silent(asked: Sequence[Comparison]) -> Vector:
    """Shown, and not answered."""
    return tuple(each.op == "not_answered" if each.op in UNARY else None for each in asked)


def _truth(asked: Comparison, value: Any, operand: Any) -> bool | None:
    if asked.op in UNARY:
        return asked.op == "answered"
    try:
        return None if operand is None else compared(asked.op, value, operand)
    except (TypeError, KeyError):
        return None


def _values(field: Field, asked: Sequence[Comparison], operands: list[Any]) -> Iterable[Any]:
    """Enough different answers: one for each way that the comparisons can fall together."""
    if field.kind == "yes_no":
        return (True, False)
    if field.kind == "choice":
        keys = [option.key for option in field.options["options"]]
        return _chosen(keys, operands) if field.options["multiple"] else keys
    if field.kind in ("body", "municipality"):
        named = [*dict.fromkeys(operands), OTHER]
        return _chosen(named, operands) if field.options.get("multiple") else [(key,) for key in named]
    numbers = [each for each in operands if isinstance(each, int | Decimal | date) and not isinstance(each, bool)]
    if numbers and len(numbers) == len(operands):
        return _ordered(field, numbers)
    words = [str(each) for each in operands]
    return [*words, "".join(words), OTHER]


def _chosen(keys: list[str], operands: list[Any]) -> list[tuple[Any, ...]]:
    """Several chosen together: those that conditions name, in every combination, and one that none names."""
    named = [key for key in dict.fromkeys(operands) if key in keys][:MOST_TOGETHER]
    other = next((key for key in keys if key not in named), None)
    together = [chosen for size in range(len(named) + 1) for chosen in combinations(named, size)]
    with_other = [(*chosen, other) for chosen in together] if other is not None else []
    return [chosen for chosen in [*together, *with_other] if chosen]


def _ordered(field: Field, operands: list[Any]) -> list[Any]:
    """Each operand and its neighbours, within the field's own bounds."""
    step = STEPS.get(field.kind, FINEST)
    low, high = (_bound(field.options.get(name)) for name in ("minimum", "maximum"))
    tried = {near for each in operands for near in (each - step, each, each + step)}
    tried |= {bound for bound in (low, high) if bound is not None}
    return sorted(each for each in tried if (low is None or each >= low) and (high is None or each <= high))


def _bound(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) and _is_number(value) else value if isinstance(value, int) else None
