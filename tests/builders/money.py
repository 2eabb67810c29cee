"""Funds with money in them."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cases import money_trail
from cases.actions import ledger
from cases.actions.keep_fund import make_fund
from cases.models import Fund, LedgerEntry, MoneyEvent


@transaction.atomic
def a_fund(*years: int, amount: int = 2_295_000, key: str = "processtod", is_activity: bool = False) -> Fund:
    """So many kronor set aside in each of the years."""
    fund = make_fund(key=key, name=key.capitalize(), is_activity=is_activity)
    if not years:
        return fund
    now = timezone.now()
    entries = ledger.write(
        [
            LedgerEntry(
                fund=fund, year=year, kind=LedgerEntry.Kind.APPROPRIATED, amount=Decimal(amount), on=now.date(), at=now
            )
            for year in years
        ]
    )
    said = {"entries": money_trail.entries_of(entries)}
    money_trail.record(fund, MoneyEvent.Kind.APPROPRIATED, by=None, at=now, data=said)
    return fund
