"""Amounts by year as a budget keeps them, in its lines and in its financing."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from forms.domain.problems import Problem
from forms.domain.typed import as_typed, is_unparsed, one_line

from .money import read_amount, stored

YEAR = re.compile(r"(19|20|21)[0-9]{2}")

# As it is stored, as kronor, and what is wrong.
type Amount = tuple[Any, Decimal | None, Problem | None]


def text_of(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return "" if value is None else one_line(as_typed(value))


def by_year(given: Any) -> dict[str, Any]:
    """What stands under years, in their order; empty ones and names that are no year left out."""
    if not isinstance(given, dict):
        return {}
    kept = {year: given[year] for year in given if isinstance(year, str) and YEAR.fullmatch(year)}
    return {year: kept[year] for year in sorted(kept) if kept[year] is not None and as_typed(kept[year]).strip()}


def typed_amount(answer: Any, unit: str) -> Amount:
    raw = as_typed(answer) if answer is not None else ""
    if not raw.strip():
        return None, None, None
    amount = read_amount(raw, unit)
    if not isinstance(amount, Decimal):
        return {"unparsed": raw}, None, Problem(amount.code)
    return stored(amount), amount, Problem("negative_amount") if amount < 0 else None


def stored_amount(answer: Any, unit: str) -> Amount:
    """Stored amounts are kronor; what could not be read was typed in the answer's unit."""
    return typed_amount(answer, unit if is_unparsed(answer) else "kr")
