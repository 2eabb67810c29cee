"""A number that the form works out; nothing is typed and nothing is stored."""

from collections.abc import Iterator, Mapping
from decimal import Decimal as Exact
from typing import Any

from forms.domain import calculations
from forms.domain.calculation_shapes import check as check_shape
from forms.domain.calculations import ROUNDINGS, TooLarge, fields_used, result, rounded
from forms.domain.problems import DefinitionProblem, Problem
from people.domain import swedish

from .decimal import Decimal, with_comma
from .kind import ANSWERED, EQUAL, NOTHING, ORDERED, Asked, Cell, Kind, Known, Member, Post, Reading, one_of

_AS_NUMBER = Decimal()
_STYLES = {"money": "money", "number": "decimal", "percent": "percent"}


class Calculated(Kind):
    name = "calculated"
    members = {
        # Its shape is told by `check`.
        "calculation": Member(None, lambda value: True, load=calculations.build, dump=calculations.dump),
        "shows": one_of("money", "number", "percent"),
    }
    operators = ANSWERED | EQUAL | ORDERED
    has_answer = False
    is_posted = False

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        yield from check_shape(options["calculation"], where, f"{at}.calculation")

    def depends_on(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        return fields_used(options["calculation"])

    def parse(self, raw: str, field: Asked) -> Reading:
        return NOTHING

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        """Whatever was sent in its place is left out."""
        if known is None:
            return NOTHING
        try:
            return Reading(None, result(field.options["calculation"], known.values, known.row))
        except TooLarge:
            return Reading(None, None, (Problem("result_too_large"),))

    def is_answered(self, reading: Reading) -> bool:
        return reading.value is not None

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        """At most two decimals are shown; the value keeps its own."""
        return shown(value, field.options["shows"])

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        return ""

    def operand(self, value: Any, field: Asked) -> Any:
        typed = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        return _AS_NUMBER.operand(typed, _Unbounded(field)) if typed else None

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        return None

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"not": {}}

    def cell(self, value: Any, field: Asked) -> Cell:
        shows = field.options["shows"]
        return Cell(value / 100 if shows == "percent" else value, _STYLES[shows])


class _Unbounded:
    """The field as a plain number without bounds."""

    kind, required = "decimal", False
    options: Mapping[str, Any] = {"minimum": None, "maximum": None}

    def __init__(self, field: Asked) -> None:
        self.key, self.label = field.key, field.label


def shown(value: Exact, shows: str) -> str:
    number = rounded(value, ROUNDINGS["two_decimals"])
    if shows == "money":
        return swedish.kr(number)
    return with_comma(number) + (f"{swedish.HARD_SPACE}%" if shows == "percent" else "")
