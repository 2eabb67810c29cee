"""What was set aside, what decisions committed of it, what is paid, and what is left: the balances of the ledger."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from cases.models import Case, Fund, FundYear, LedgerEntry
from people.models import User
from people.queries.mandates import standing

NOTHING = Decimal(0)
# As many as are read on a page; the statement has all.
MOST_GRANTED = 100
Kind = LedgerEntry.Kind
SET_ASIDE, GRANTED = (Kind.APPROPRIATED, Kind.MOVED), (Kind.COMMITTED, Kind.RELEASED)


@dataclass(frozen=True)
class Commitment:
    """What one decision takes from a fund in a year; `number` is empty for who may not see the case."""

    amount: Decimal
    number: str
    title: str
    decided_on: date
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Year:
    year: int
    appropriated: Decimal
    granted: Decimal
    paid: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        return self.appropriated - self.granted

    @property
    def is_overdrawn(self) -> bool:
        """Granted more than was set aside; a year that the board has not come to yet is not overdrawn."""
        return self.appropriated > 0 and self.left < 0


@dataclass(frozen=True)
class FundBalance:
    """One fund over the years; without a fund it holds what was granted outside every fund."""

    fund: Fund | None
    years: tuple[Year, ...]
    appropriations: tuple[LedgerEntry, ...]
    commitments: tuple[tuple[int, tuple[Commitment, ...]], ...]
    # Whether more was granted than what `commitments` has room for: the statement has it all.
    is_longer: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether every year has its appropriation, so that what is left of them all says something."""
        return all(each.appropriated for each in self.years)

    @property
    def total(self) -> Year:
        years = self.years
        return Year(
            0,
            sum((each.appropriated for each in years), NOTHING),
            sum((each.granted for each in years), NOTHING),
            sum((each.paid for each in years), NOTHING),
        )


def balances(user: User) -> list[FundBalance]:
    """Every fund with its years and what was granted last of it, in a fixed number of queries."""
    set_aside, granted, is_longer = _set_aside(), *_granted_last()
    cases = {entry.case_id for entry in granted if entry.case_id}
    seen = set(Case.objects.visible_in(standing(user)).filter(pk__in=cases).values_list("pk", flat=True))
    by_fund: dict[int | None, list[LedgerEntry]] = defaultdict(list)
    for entry in [*set_aside, *granted]:
        by_fund[entry.fund_id].append(entry)
    # What is shown is the balance itself; verify_audit says whether the entries come to the same.
    kept: dict[int, list[Year]] = defaultdict(list)
    for row in FundYear.objects.order_by("fund", "year"):
        kept[row.fund_id].append(Year(row.year, row.appropriated, row.committed, row.paid))
    outside = _outside()
    funds = [(fund, kept[fund.pk]) for fund in Fund.objects.all()] + ([(None, outside)] if outside else [])
    return [
        _balance(fund, years, by_fund[fund.pk if fund else None], seen, is_longer=is_longer) for fund, years in funds
    ]


def years_of(fund: Fund) -> FundBalance:
    """One fund, year by year, without what it consists of."""
    rows = FundYear.objects.filter(fund=fund).order_by("year")
    years = tuple(Year(row.year, row.appropriated, row.committed, row.paid) for row in rows)
    return FundBalance(fund, years, (), ())


def _set_aside() -> list[LedgerEntry]:
    # Few, and found by their kind: in the order of years the database would go through the whole ledger.
    entries = LedgerEntry.objects.filter(kind__in=SET_ASIDE).select_related("decision").order_by()
    return sorted(entries, key=lambda entry: (entry.year, entry.pk))


def _granted_last() -> tuple[list[LedgerEntry], bool]:
    """All entries of what was granted last, a year at a time, and whether there is more."""
    newest = LedgerEntry.objects.filter(kind=Kind.COMMITTED).order_by("-year", "-on", "-pk")
    found = list(newest.values_list("decision", "year")[: MOST_GRANTED + 1])
    wanted = set(found[:MOST_GRANTED])
    entries = LedgerEntry.objects.filter(
        kind__in=GRANTED, decision__in={decision for decision, _ in wanted}
    ).select_related("decision", "case")
    rows = entries.order_by("year", "case__pk", "pk").prefetch_related("case__groups")
    return [row for row in rows if (row.decision_id, row.year) in wanted], len(found) > MOST_GRANTED


def _outside() -> list[Year]:
    """By year, what is granted and paid outside every fund."""
    sums: dict[int, dict[bool, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    entries = LedgerEntry.objects.filter(fund=None).order_by()
    for year, kind, total in entries.values_list("year", "kind").annotate(total=Sum("amount")):
        sums[year][kind == Kind.PAID] += total
    years = (Year(year, NOTHING, each[False], each[True]) for year, each in sorted(sums.items()))
    return [each for each in years if each.granted]


def left_by_year() -> dict[int, dict[int, Decimal]]:
    """Fund id → year → what is left of it; for the one who is about to decide."""
    left: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row in FundYear.objects.all():
        left[row.fund_id][row.year] = row.left
    return left


def _balance(
    fund: Fund | None, years: Sequence[Year], entries: Sequence[LedgerEntry], seen: set[int], *, is_longer: bool
) -> FundBalance:
    committed: dict[tuple[int, int | None], list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in GRANTED:
            committed[entry.year, entry.decision_id].append(entry)
    by_year: dict[int, list[Commitment]] = defaultdict(list)
    for (year, _decision), rows in committed.items():
        amount = sum((row.amount for row in rows), NOTHING)
        if amount:
            by_year[year].append(_commitment(rows[0], amount, seen))
    return FundBalance(
        fund=fund,
        years=tuple(years),
        appropriations=tuple(entry for entry in entries if entry.kind in SET_ASIDE),
        commitments=tuple((year, tuple(rows)) for year, rows in sorted(by_year.items())),
        is_longer=is_longer,
    )


def _commitment(entry: LedgerEntry, amount: Decimal, seen: set[int]) -> Commitment:
    case = entry.case
    assert case is not None
    return Commitment(
        amount=amount,
        number=case.number if case.pk in seen else "",
        title=case.subject,
        decided_on=entry.on,
        groups=tuple(body.name for body in case.groups.all()),
    )
