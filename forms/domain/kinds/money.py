"""An amount in kronor, typed in kr or tkr."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from forms.domain.numbers import LARGEST, NotANumber, decimal_places, plain, read_number
from forms.domain.problems import DefinitionProblem, Problem
from forms.domain.typed import bare
from people.domain import swedish

from .kind import ANSWERED, EQUAL, ORDERED, Asked, Cell, Kind, Member, Reading, unread

FACTORS = {"kr": Decimal(1), "tkr": Decimal(1000), "mkr": Decimal(1_000_000)}
_UNIT = re.compile(r" ?(kr\.?|kronor|sek|:-|tkr\.?|mnkr\.?|mkr\.?)$", re.IGNORECASE)
_UNITS = {"kr": "kr", "kronor": "kr", "sek": "kr", ":-": "kr", "tkr": "tkr", "mnkr": "mkr", "mkr": "mkr"}
_STORED = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")


def read_amount(text: str, unit: str = "kr") -> Decimal | NotANumber:
    """Kronor from `1 547 000`, `1 547,50 kr` or `1,5 tkr`; `unit` holds where the text names none."""
    typed = bare(text)
    if named := _UNIT.search(typed):
        unit = _UNITS[named[1].lower().rstrip(".")]
        typed = typed[: named.start()]
    number = read_number(typed)
    if isinstance(number, NotANumber):
        return NotANumber("not_money" if number.code == "not_number" else number.code)
    amount = number * FACTORS[unit]
    if abs(amount) >= LARGEST:
        return NotANumber("number_too_large")
    return NotANumber("too_many_decimals") if decimal_places(amount) > 2 else amount


def stored(amount: Decimal) -> str:
    """How an amount is kept: `1547000` or `1547.50`."""
    return plain(amount, places=2)


def figures(amount: Decimal, unit: str = "kr") -> str:
    """The amount in the unit without naming it: `1 547,50`, or `1,5` for 1 500 in tkr."""
    return swedish.tkr(amount).removesuffix(f"{swedish.HARD_SPACE}tkr") if unit == "tkr" else swedish.figures(amount)


def is_stored_amount(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _STORED.fullmatch(value) is not None)


class Money(Kind):
    name = "money"
    members = {"minimum": Member(None, is_stored_amount), "maximum": Member(None, is_stored_amount)}
    operators = ANSWERED | EQUAL | ORDERED

    def check(self, options: Mapping[str, Any], where: str, at: str) -> Iterator[DefinitionProblem]:
        low, high = options["minimum"], options["maximum"]
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            yield DefinitionProblem("minimum_over_maximum", where, {"at": at})

    def parse(self, raw: str, field: Asked, unit: str = "kr") -> Reading:
        amount = read_amount(raw, unit)
        if isinstance(amount, NotANumber):
            return unread(raw, amount.code)
        return Reading(stored(amount), amount, tuple(self._problems(amount, field)))

    def _problems(self, amount: Decimal, field: Asked) -> Iterator[Problem]:
        low, high = field.options["minimum"], field.options["maximum"]
        if low is not None and amount < Decimal(low):
            yield Problem("amount_too_small", (), {"minimum": Decimal(low)})
        if high is not None and amount > Decimal(high):
            yield Problem("amount_too_large", (), {"maximum": Decimal(high)})

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return swedish.kr(value)

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        reading = self.read(answer, field)
        return super().typed(answer, field) if reading.value is None else figures(reading.value, unit)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$"}

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value, "money")
