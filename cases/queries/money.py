"""What was set aside, what decisions committed of it, and what is left."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from cases.models import Appropriation, Case, Fund, GrantedAmount
from people.models import User
from people.queries.mandates import standing

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Commitment:
    """What one decision takes from a fund in a year; `number` is empty for who may not see the case."""

    amount: Decimal
    number: str
    title: str
    decided_on: object
    groups: tuple[str, ...]


@dataclass(frozen=True)
class FundYear:
    year: int
    appropriated: Decimal
    granted: Decimal

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
    years: tuple[FundYear, ...]
    appropriations: tuple[Appropriation, ...]
    commitments: tuple[tuple[int, tuple[Commitment, ...]], ...]

    @property
    def is_complete(self) -> bool:
        """Whether every year has its appropriation, so that what is left of them all says something."""
        return all(each.appropriated for each in self.years)

    @property
    def total(self) -> FundYear:
        return FundYear(
            0,
            sum((each.appropriated for each in self.years), NOTHING),
            sum((each.granted for each in self.years), NOTHING),
        )


def balances(user: User) -> list[FundBalance]:
    """Every fund with its years, in a fixed number of queries."""
    seen = set(Case.objects.visible_in(standing(user)).filter(decisions__isnull=False).values_list("pk", flat=True))
    appropriations: dict[int | None, list[Appropriation]] = defaultdict(list)
    for row in Appropriation.objects.select_related("decision__case").order_by("year", "pk"):
        appropriations[row.fund_id].append(row)
    granted: dict[int | None, list[GrantedAmount]] = defaultdict(list)
    # What a decision set aside in a fund is no grant out of one.
    of_funds = GrantedAmount.objects.filter(
        amount__gt=0, decision__appropriations=None, decision__replaced_by=None
    ).select_related("decision__case")
    amounts = of_funds.prefetch_related("decision__case__groups").order_by("year", "decision__case__pk")
    for amount in amounts:
        granted[amount.decision.fund_id].append(amount)
    funds: list[Fund | None] = list(Fund.objects.all())
    if granted[None]:
        funds.append(None)
    keyed = [(fund.pk if fund else None, fund) for fund in funds]
    return [_balance(fund, appropriations[key], granted[key], seen) for key, fund in keyed]


def left_by_year() -> dict[int, dict[int, Decimal]]:
    """Fund id → year → what is left of it; for the one who is about to decide."""
    left: dict[int, dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    for fund, year, amount in Appropriation.objects.values_list("fund", "year").annotate(total=Sum("amount")):
        left[fund][year] += amount
    granted = GrantedAmount.objects.filter(decision__replaced_by=None).exclude(decision__fund=None)
    for fund, year, amount in granted.values_list("decision__fund", "year").annotate(total=Sum("amount")):
        left[fund][year] -= amount
    return left


def _balance(fund, appropriations, granted, seen) -> FundBalance:
    years = sorted({row.year for row in appropriations} | {row.year for row in granted})
    return FundBalance(
        fund=fund,
        years=tuple(
            FundYear(
                year,
                sum((row.amount for row in appropriations if row.year == year), NOTHING),
                sum((row.amount for row in granted if row.year == year), NOTHING),
            )
            for year in years
        ),
        appropriations=tuple(appropriations),
        commitments=tuple(
            (year, tuple(_commitment(row, seen) for row in granted if row.year == year))
            for year in years
            if any(row.year == year for row in granted)
        ),
    )


def _commitment(row: GrantedAmount, seen: set[int]) -> Commitment:
    case = row.decision.case
    return Commitment(
        amount=row.amount,
        number=case.number if case.pk in seen else "",
        title=case.subject,
        decided_on=row.decision.decided_on,
        groups=tuple(body.name for body in case.groups.all()),
    )
