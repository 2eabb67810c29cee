"""What a case was granted, what is asked for, paid and left of it, year by year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cases.models import CallOff, Case, GrantedAmount, PaymentRequest
from cases.queries.outcomes import YearOutcome, outcomes_of

if TYPE_CHECKING:
    from cases.queries.case_page import CasePage

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


def payments_of(case: Case) -> tuple[PaymentRequest, ...]:
    """The latest first."""
    rows = PaymentRequest.objects.filter(case=case).select_related("body", "asked_by").order_by("-number")
    payments = tuple(rows)
    for payment in payments:
        payment.case = case
    return payments


def call_offs_of(case: Case) -> tuple[CallOff, ...]:
    """The latest first."""
    calls = tuple(CallOff.objects.filter(case=case).select_related("body", "by").order_by("-pk"))
    for each in calls:
        each.case = case
    return calls


def case_money(page: "CasePage") -> CaseMoney:
    """Six queries, however much has been asked for; those of the page are asked once."""
    return CaseMoney(page.grants, page.payments, page.call_offs, tuple(outcomes_of(page.case)))
