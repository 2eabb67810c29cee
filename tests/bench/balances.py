"""Enough set aside in each fund and year for all that the copies were granted out of it."""

from collections import defaultdict
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from cases import money_trail
from cases.actions.ledger import SIDES
from cases.models import FundYear, LedgerEntry, MoneyEvent

# What is left in each year, for the decisions that are measured.
ROOM = Decimal(1_000_000_000)


@transaction.atomic
def set_aside_enough() -> None:
    """One entry more where the copies have taken all, and the balances as the entries make them."""
    now = timezone.now()
    for (fund, year), sums in _sums().items():
        short = sums["committed"] + ROOM - sums["appropriated"]
        if short > 0:
            sums["appropriated"] += short
            entry = LedgerEntry.objects.create(
                fund_id=fund, year=year, kind=LedgerEntry.Kind.APPROPRIATED, amount=short, on=now.date(), at=now
            )
            said = {"entries": money_trail.entries_of([entry])}
            money_trail.record(money_trail.locked(entry.fund), MoneyEvent.Kind.APPROPRIATED, by=None, at=now, data=said)
        FundYear.objects.update_or_create(fund_id=fund, year=year, defaults=dict(sums))


def _sums() -> dict[tuple[int, int], dict[str, Decimal]]:
    sums: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(
        lambda: {"appropriated": Decimal(0), "committed": Decimal(0), "paid": Decimal(0)}
    )
    entries = LedgerEntry.objects.exclude(fund=None).order_by()
    for fund, year, kind, total in entries.values_list("fund", "year", "kind").annotate(total=Sum("amount")):
        sums[fund, year][SIDES[LedgerEntry.Kind(kind)]] += total
    return sums
