"""A whole number."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.domain.numbers import NotANumber, decimal_places, read_number
from forms.domain.problems import DefinitionProblem, Problem
from people.domain import swedish

from .kind import ANSWERED, EQUAL, ORDERED, Asked, Cell, Kind, Known, Reading, a_whole, unread

MOST = 10**12 - 1


class Integer(Kind):
    name = "integer"
    members = {
        "minimum": a_whole(None, least=-MOST, most=MOST),
        "maximum": a_whole(None, least=-MOST, most=MOST),
    }
    operators = ANSWERED | EQUAL | ORDERED

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        low, high = options["minimum"], options["maximum"]
        if low is not None and high is not None and low > high:
            yield DefinitionProblem("minimum_over_maximum", where, {"at": at})

    def parse(self, raw: str, field: Asked) -> Reading:
        number = read_number(raw)
        if isinstance(number, NotANumber):
            return unread(raw, "not_integer" if number.code == "not_number" else number.code)
        if decimal_places(number):
            return unread(raw, "not_integer")
        return self._whole(int(number), field)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if isinstance(answer, int) and not isinstance(answer, bool) and abs(answer) <= MOST:
            return self._whole(answer, field)
        return super().read(answer, field)

    def _whole(self, number: int, field: Asked) -> Reading:
        low, high = field.options["minimum"], field.options["maximum"]
        if low is not None and number < low:
            return Reading(number, number, (Problem("too_small", (), {"minimum": low}),))
        if high is not None and number > high:
            return Reading(number, number, (Problem("too_large", (), {"maximum": high}),))
        return Reading(number, number)

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return swedish.figures(value)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        bounds = {"minimum": field.options["minimum"], "maximum": field.options["maximum"]}
        return {"type": "integer"} | {name: bound for name, bound in bounds.items() if bound is not None}

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value, "integer")
