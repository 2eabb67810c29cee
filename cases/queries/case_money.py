"""What a case was granted, what is asked for, paid and left of it, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.models import CallOff, Case, GrantedAmount, PaymentRequest
from cases.queries.outcomes import YearOutcome, outcomes_of

NOTHING = Decimal(0)


@dataclass(frozen=True)
class CaseMoney:
    grants: tuple[GrantedAmount, ...]
    payments: tuple[PaymentRequest, ...]
    call_offs: tuple[CallOff, ...]
    outcomes: tuple[YearOutcome, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(row.year for row in self.grants)

    @property
    def total(self) -> GrantedAmount:
        """All the years in one row, never saved."""
        names = ("amount", "claimed", "paid", "released")
        return GrantedAmount(**{name: sum((getattr(row, name) for row in self.grants), NOTHING) for name in names})

    @property
    def gives_back(self) -> bool:
        return any(row.released for row in self.grants)

    @property
    def is_drawn(self) -> bool:
        """Whether what is asked for is called a drawdown."""
        return any(row.decision.fund is not None and row.decision.fund.is_activity for row in self.grants)

    @property
    def reported(self) -> frozenset[int]:
        return frozenset(outcome.year for outcome in self.outcomes)


def grants_of(case: Case) -> tuple[GrantedAmount, ...]:
    rows = GrantedAmount.objects.in_force(case).filter(amount__gt=0).select_related("decision__fund", "decision__body")
    return tuple(rows.order_by("year"))


def fund_of(case: Case) -> int | None:
    """The fund that the case's grant is taken from."""
    return GrantedAmount.objects.in_force(case).values_list("decision__fund", flat=True).first()


def case_money(case: Case) -> CaseMoney:
    """Six queries, however much has been asked for."""
    payments: Sequence[PaymentRequest] = list(
        PaymentRequest.objects.filter(case=case).select_related("body", "asked_by").order_by("-number")
    )
    for payment in payments:
        payment.case = case
    calls = CallOff.objects.filter(case=case).select_related("body", "by").order_by("-pk")
    return CaseMoney(grants_of(case), tuple(payments), tuple(calls), tuple(outcomes_of(case)))
