"""Many who order at once, in any order: each balance is the sum of its entries at every moment, and none below zero."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.actions import ledger
from cases.errors import CaseError
from cases.models import FundYear, LedgerEntry
from cases.queries.ledger_faults import ledger_faults
from tests.builders.money import a_fund

YEARS = (2026, 2027, 2028)
ORDERS, WRITERS = 12, 4
Kind = LedgerEntry.Kind
SIDES = {
    "appropriated": (Kind.APPROPRIATED, Kind.MOVED),
    "committed": (Kind.COMMITTED, Kind.RELEASED),
    "paid": (Kind.PAID,),
}


def entry(fund, year, kind, amount, **more):
    now = timezone.now()
    return LedgerEntry(fund=fund, year=year, kind=kind, amount=Decimal(amount), on=date(year, 1, 1), at=now, **more)


def an_order(fund, chance):
    """What somebody might ask for next, possible or not."""
    year, amount = chance.choice(YEARS), chance.randint(1, 60)
    kind = chance.choice([*SIDES["appropriated"], *SIDES["committed"], *SIDES["paid"]])
    if kind == Kind.MOVED:
        other, mark = chance.choice([each for each in YEARS if each != year]), uuid4()
        return [entry(fund, year, kind, -amount, move=mark), entry(fund, other, kind, amount, move=mark)]
    sign = -1 if kind == Kind.RELEASED or (kind == Kind.APPROPRIATED and chance.random() < 0.4) else 1
    return [entry(fund, year, kind, sign * amount)]


def differing():
    """Balances that are not their entries' sum or stand below zero, in one statement: at one moment."""
    rows = FundYear.objects.all()
    wrong = Q(appropriated__lt=0) | Q(committed__lt=0) | Q(paid__lt=0) | Q(committed__gt=F("appropriated"))
    for side, kinds in SIDES.items():
        of_year = LedgerEntry.objects.filter(fund=OuterRef("fund"), year=OuterRef("year"), kind__in=kinds)
        total = of_year.order_by().values("fund").annotate(total=Sum("amount")).values("total")
        summed = Coalesce(Subquery(total), Decimal(0), output_field=DecimalField(max_digits=14, decimal_places=2))
        rows = rows.annotate(**{f"{side}_sum": summed})
        wrong |= ~Q(**{f"{side}_sum": F(side)})
    return list(rows.filter(wrong).values_list("year", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_balances_are_the_sum_of_their_entries_at_every_moment(seed):
    fund, done = a_fund(*YEARS, amount=100), Event()

    def write(number):
        chance, answers = random.Random(f"{seed}-{number}"), []  # noqa: S311
        for _ in range(ORDERS):
            try:
                with transaction.atomic():
                    ledger.write(an_order(fund, chance))
                answers.append("done")
            except CaseError as error:
                answers.append(error.code)
        connection.close()
        return answers

    def watch():
        found, looked = [], 0
        while not done.is_set() or not looked:
            found += differing()
            looked += 1
        connection.close()
        return found

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        watching = pool.submit(watch)
        answers = [code for each in pool.map(write, range(WRITERS)) for code in each]
        done.set()

    assert watching.result() == []
    assert set(answers) <= {"done", "fund_exceeded", "fund_is_granted", "paid_of_the_fund"}
    assert "done" in answers
    assert len(set(answers)) > 1
    assert differing() == []
    assert [what for what, _stands, _entries in ledger_faults()] == []
