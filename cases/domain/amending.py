"""Whether what was granted may be changed as somebody asks, and what that changes year by year.

>>> now = Granted(Span(date(2026, 1, 1), date(2026, 12, 31)), {2026: Year(Decimal(100), Decimal(40))})
>>> refusal(now, Wanted(ends_on=date(2027, 6, 30), years={2026: Decimal(40), 2027: Decimal(60)}))
>>> refusal(now, Wanted(years={2026: Decimal(30), 2027: Decimal(70)})).code
'money_outside_period'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .following_up import Span

PERIOD, BUDGET, PERSON, OTHER = PARTS = ("period", "budget", "person", "other")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Year:
    """Kronor that a year may cost, and how much of it is asked for, paid or called off."""

    granted: Decimal
    claimed: Decimal = NOTHING


@dataclass(frozen=True)
class Granted:
    """What holds: the decision with every amendment since."""

    period: Span | None
    years: Mapping[int, Year]

    @property
    def total(self) -> Decimal:
        return sum((year.granted for year in self.years.values()), NOTHING)


@dataclass(frozen=True)
class Wanted:
    """What is asked for; what is None stays as it is. `more` is new money, which the budget's sum contains."""

    starts_on: date | None = None
    ends_on: date | None = None
    years: Mapping[int, Decimal] | None = None
    more: Decimal = NOTHING


@dataclass(frozen=True)
class Refusal:
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def refusal(now: Granted, wanted: Wanted) -> Refusal | None:
    """The first thing that stands in the way, or None."""
    return _of_period(now, wanted) or _of_money(now, wanted)


def differences(now: Granted, years: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """How much each year grows or shrinks; years that stay as they were are left out."""
    before = {year: each.granted for year, each in now.years.items()}
    changed = {year: years.get(year, NOTHING) - before.get(year, NOTHING) for year in sorted({*before, *years})}
    return {year: amount for year, amount in changed.items() if amount}


def _of_period(now: Granted, wanted: Wanted) -> Refusal | None:
    if wanted.ends_on is None:
        return None
    if now.period is None:
        return Refusal("case_without_period")
    if wanted.starts_on is not None and wanted.starts_on != now.period.starts:
        return Refusal("period_start_stays", {"day": now.period.starts})
    if wanted.ends_on == now.period.ends:
        return Refusal("period_unchanged")
    if wanted.ends_on < now.period.starts:
        return Refusal("period_turned")
    used = [year for year, each in sorted(now.years.items()) if year > wanted.ends_on.year and each.claimed]
    if used:
        return Refusal("shortened_below_paid", {"year": used[0], "amount": now.years[used[0]].claimed})
    return None


def _of_money(now: Granted, wanted: Wanted) -> Refusal | None:
    years = {year: each.granted for year, each in now.years.items()} if wanted.years is None else wanted.years
    for year, amount in sorted(years.items()):
        if amount and not _is_inside(year, now, wanted):
            return Refusal("money_outside_period", {"year": year, "amount": amount})
    if wanted.years is None:
        return None
    if not now.years:
        return Refusal("nothing_granted")
    total = sum(years.values(), NOTHING)
    if total != now.total + wanted.more:
        said = {"total": total, "wanted": now.total + wanted.more, "difference": total - now.total - wanted.more}
        return Refusal("sums_differ", said)
    for year in sorted({*years, *now.years}):
        claimed = now.years[year].claimed if year in now.years else NOTHING
        if years.get(year, NOTHING) < claimed:
            return Refusal("below_claimed", {"year": year, "amount": claimed})
    return None


def _is_inside(year: int, now: Granted, wanted: Wanted) -> bool:
    if now.period is None:
        return year in now.years
    ends = wanted.ends_on or now.period.ends
    # What was granted for a year before the period stands: a budget may begin before the work.
    return (year in now.years and year < now.period.starts.year) or now.period.starts.year <= year <= ends.year
