"""Funds with money in them."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cases.actions import ledger
from cases.models import Fund, LedgerEntry


@transaction.atomic
def a_fund(*years: int, amount: int = 2_295_000, key: str = "processtod", is_activity: bool = False) -> Fund:
    """So many kronor set aside in each of the years."""
    fund = Fund.objects.create(key=key, name=key.capitalize(), is_activity=is_activity)
    now = timezone.now()
    ledger.write(
        [
            LedgerEntry(
                fund=fund, year=year, kind=LedgerEntry.Kind.APPROPRIATED, amount=Decimal(amount), on=now.date(), at=now
            )
            for year in years
        ]
    )
    return fund
