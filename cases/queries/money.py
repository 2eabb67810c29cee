"""What was set aside, what decisions committed of it, what is paid, and what is left: the balances of the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.models import Case, Fund, FundYear, LedgerEntry
from people.models import User
from people.queries.mandates import standing

NOTHING = Decimal(0)
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
    """Every fund with its years, in a fixed number of queries."""
    seen = set(Case.objects.visible_in(standing(user)).filter(decisions__isnull=False).values_list("pk", flat=True))
    entries = LedgerEntry.objects.select_related("decision", "case").order_by("year", "case__pk", "pk")
    by_fund: dict[int | None, list[LedgerEntry]] = defaultdict(list)
    for entry in entries.prefetch_related("case__groups"):
        by_fund[entry.fund_id].append(entry)
    # What is shown is the balance itself; verify_audit says whether the entries come to the same.
    kept: dict[int, list[Year]] = defaultdict(list)
    for row in FundYear.objects.order_by("fund", "year"):
        kept[row.fund_id].append(Year(row.year, row.appropriated, row.committed, row.paid))
    found = [_balance(fund, kept[fund.pk], by_fund[fund.pk], seen) for fund in Fund.objects.all()]
    outside = _outside(by_fund[None])
    return [*found, _balance(None, outside, by_fund[None], seen)] if outside else found


def _outside(entries: Iterable[LedgerEntry]) -> list[Year]:
    """By year, what is granted and paid outside every fund."""
    sums: dict[int, dict[bool, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    for entry in entries:
        sums[entry.year][entry.kind == Kind.PAID] += entry.amount
    years = (Year(year, NOTHING, each[False], each[True]) for year, each in sorted(sums.items()))
    return [each for each in years if each.granted]


def left_by_year() -> dict[int, dict[int, Decimal]]:
    """Fund id → year → what is left of it; for the one who is about to decide."""
    left: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row in FundYear.objects.all():
        left[row.fund_id][row.year] = row.left
    return left


def _balance(fund: Fund | None, years: Sequence[Year], entries: Sequence[LedgerEntry], seen: set[int]) -> FundBalance:
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
