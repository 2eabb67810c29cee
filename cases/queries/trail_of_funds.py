"""Is the trail of a fund or an amount limit whole, and do the tables say what it says? Finds faults, mends nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from cases import money_trail
from cases.models import AmountLimit, Fund, FundYear, LedgerEntry, MoneyEvent

from .chain import Fault, chain_faults

Kind = MoneyEvent.Kind
BEGINS = (Kind.STOOD, Kind.MADE)
NOTHING = Decimal(0)


def money_trails() -> list[money_trail.Subject]:
    """Everything of the association's money that has a trail."""
    return [*Fund.objects.order_by("pk"), *AmountLimit.objects.order_by("pk")]


def check_money_trail(subject: money_trail.Subject) -> list[Fault]:
    """Every fault of one. Where the chain is broken nothing more is compared: it says nothing then."""
    events = list(subject.events.order_by("seq", "pk"))
    name = money_trail.name_of(subject)
    seal = partial(money_trail.seal, name)
    broken = chain_faults(name, events, seal, count=subject.event_count, head=subject.event_head)
    return list(broken) or list(_tables(subject, events))


def _tables(subject: money_trail.Subject, events: list[MoneyEvent]) -> Iterator[Fault]:
    name = money_trail.name_of(subject)
    if not events or events[0].kind not in BEGINS:
        yield Fault(name, 1, "not_opened")
        return
    yield from _unlike(name, replayed(events), money_trail.facts_of(subject))
    if isinstance(subject, Fund):
        yield from _entries(name, subject, events)
        yield from _years(name, subject, events)


def replayed(events: list[MoneyEvent]) -> dict[str, Any]:
    """What an editor can change, as the events leave it."""
    facts: dict[str, Any] = {}
    for event in events:
        if event.kind in BEGINS or event.kind == Kind.CHANGED:
            facts |= {name: value for name, value in event.data.items() if name != "entries"}
    return facts


def _entries(name: str, fund: Fund, events: list[MoneyEvent]) -> Iterator[Fault]:
    """Each entry of what was set aside or moved stands in one event, and says what the event says."""
    said = {row[0]: (event.seq, row) for event in events for row in event.data.get("entries", ())}
    found = {row[0]: row for row in money_trail.entries_of(_written(fund))}
    for pk, row in found.items():
        if pk not in said:
            yield Fault(name, 0, "entry_without_event", "", _told(row))
    for pk, (seq, row) in said.items():
        if row != found.get(pk):
            yield Fault(name, seq, "money_events_differ", _told(row), _told(found[pk]) if pk in found else "–")


def _written(fund: Fund) -> Iterator[LedgerEntry]:
    rows = LedgerEntry.objects.filter(fund=fund, kind__in=money_trail.OF_FUND).order_by("pk")
    yield from rows.only("pk", "year", "amount")


def _years(name: str, fund: Fund, events: list[MoneyEvent]) -> Iterator[Fault]:
    """What is set aside for each year, and what holds it."""
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for event in events:
        for _pk, year, amount in event.data.get("entries", ()):
            sums[str(year)] += Decimal(amount)
    rows = list(FundYear.objects.filter(fund=fund).order_by("year"))
    expected = {year: f"{amount:.2f}" for year, amount in sums.items() if amount}
    found = {str(row.year): f"{row.appropriated:.2f}" for row in rows if row.appropriated}
    yield from _unlike(name, expected, found)
    for row in rows:
        if row.is_held != fund.is_held:
            yield from _unlike(name, {f"{row.year} is_held": fund.is_held}, {f"{row.year} is_held": row.is_held})


def _unlike(name: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Fault]:
    for key in sorted({*expected, *found}):
        if expected.get(key) != found.get(key):
            yield Fault(name, 0, "money_events_differ", f"{key}={expected.get(key)}", f"{key}={found.get(key)}")


def _told(row: list[Any]) -> str:
    pk, year, amount = row
    return f"{pk}: {year} {amount}"
