"""A number with decimals."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal as Exact
from typing import Any

from forms.domain.numbers import NotANumber, decimal_places, plain, read_number
from forms.domain.problems import DefinitionProblem, Problem
from people.domain import swedish

from .kind import ANSWERED, EQUAL, ORDERED, Asked, Cell, Kind, Member, Reading, unread

MOST_DECIMALS = 6
_STORED = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


def with_comma(number: Exact) -> str:
    """`1 547,5`: as many decimals as there are."""
    whole, _, part = plain(abs(number)).partition(".")
    sign = swedish.MINUS if number < 0 else ""
    return f"{sign}{swedish.figures(int(whole))}" + (f",{part}" if part else "")


def _is_stored(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _STORED.fullmatch(value) is not None)


class Decimal(Kind):
    name = "decimal"
    members = {"minimum": Member(None, _is_stored), "maximum": Member(None, _is_stored)}
    operators = ANSWERED | EQUAL | ORDERED

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        low, high = options["minimum"], options["maximum"]
        if low is not None and high is not None and Exact(low) > Exact(high):
            yield DefinitionProblem("minimum_over_maximum", where, {"at": at})

    def parse(self, raw: str, field: Asked) -> Reading:
        number = read_number(raw)
        if isinstance(number, NotANumber):
            return unread(raw, "not_decimal" if number.code == "not_number" else number.code)
        if decimal_places(number) > MOST_DECIMALS:
            return unread(raw, "too_many_places", maximum=MOST_DECIMALS)
        return Reading(plain(number), number, tuple(self._problems(number, field)))

    def _problems(self, number: Exact, field: Asked) -> Iterator[Problem]:
        low, high = field.options["minimum"], field.options["maximum"]
        if low is not None and number < Exact(low):
            yield Problem("too_small", (), {"minimum": with_comma(Exact(low))})
        if high is not None and number > Exact(high):
            yield Problem("too_large", (), {"maximum": with_comma(Exact(high))})

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return with_comma(value)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"}

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value, "decimal")
