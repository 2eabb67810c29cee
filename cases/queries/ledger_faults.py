"""Are balances the sum of their entries, and does the ledger say what the cases say? Finds faults, mends nothing."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from cases.models import CallOff, FundYear, GrantedAmount, LedgerEntry, PaymentRequest

NOTHING = Decimal(0)
SIDES = {
    "appropriated": "appropriated",
    "moved": "appropriated",
    "committed": "committed",
    "released": "committed",
    "paid": "paid",
}
# What it is, what stands in the row, what the entries come to.
type Found = tuple[str, Decimal, Decimal]


def ledger_faults() -> Iterator[Found]:
    """Balances of funds, grants of cases, and what was moved between years, in eight queries."""
    yield from _balances()
    yield from _grants()
    yield from _moves()


def _balances() -> Iterator[Found]:
    sums: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    entries = LedgerEntry.objects.exclude(fund=None).order_by()
    for key, year, kind, amount in entries.values_list("fund__key", "year", "kind").annotate(total=Sum("amount")):
        sums[key, year][SIDES[kind]] += amount
    rows = {(row.fund.key, row.year): row for row in FundYear.objects.select_related("fund")}
    for key, year in sorted({*sums, *rows}):
        row = rows.get((key, year))
        for side in ("appropriated", "committed", "paid"):
            stands = getattr(row, side) if row else NOTHING
            if stands != sums[key, year][side]:
                yield f"{key} {year} {side}", stands, sums[key, year][side]


def _grants() -> Iterator[Found]:
    """What each decision has out of its fund, and what is claimed and paid of it."""
    entries = LedgerEntry.objects.order_by().filter(kind__in=["committed", "released"])
    out = {
        (decision, year): total
        for decision, year, total in entries.values_list("decision", "year").annotate(total=Sum("amount"))
    }
    claimed, paid = _claims()
    for row in GrantedAmount.objects.select_related("decision__case").order_by("pk"):
        case, key = row.decision.case, (row.decision.case_id, row.year)
        name = f"{case.number} {row.year}"
        if row.amount - row.released != out.get((row.decision_id, row.year), NOTHING):
            yield f"{name} granted", row.amount - row.released, out.get((row.decision_id, row.year), NOTHING)
        if row.decision.replaced_by_id is None and row.claimed != claimed.get(key, NOTHING):
            yield f"{name} claimed", row.claimed, claimed.get(key, NOTHING)
        if row.decision.replaced_by_id is None and row.paid != paid.get(key, NOTHING):
            yield f"{name} paid", row.paid, paid.get(key, NOTHING)


def _claims() -> tuple[dict[tuple[int, int], Decimal], dict[tuple[int, int], Decimal]]:
    """By case and year: what requests and call-offs take, and what the ledger says is paid."""
    states = PaymentRequest.State
    taking = PaymentRequest.objects.filter(state__in=[states.ASKED, states.APPROVED, states.PAID])
    calls = CallOff.objects.filter(taken_back_at=None).exclude(amount=None)
    claimed: dict[tuple[int, int], Decimal] = defaultdict(lambda: NOTHING)
    for rows in (taking, calls):
        for case, year, total in rows.order_by().values_list("case", "year").annotate(total=Sum("amount")):
            claimed[case, year] += total
    entries = LedgerEntry.objects.filter(kind="paid").order_by()
    paid = {
        (case, year): total for case, year, total in entries.values_list("case", "year").annotate(total=Sum("amount"))
    }
    return claimed, paid


def _moves() -> Iterator[Found]:
    """What left one year came to another."""
    moved = LedgerEntry.objects.filter(kind="moved").order_by().values_list("move").annotate(total=Sum("amount"))
    for move, total in moved:
        if total:
            yield f"{move} moved", NOTHING, total
