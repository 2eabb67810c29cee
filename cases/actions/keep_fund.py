"""Make a fund, or change what it is called and whether decisions are held to what is set aside in it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import money_trail
from cases.errors import CaseError
from cases.models import Fund, FundYear, MoneyEvent
from forms.domain.typed import one_line
from people.models import User


@transaction.atomic
def make_fund(
    *,
    key: str,
    name: str,
    is_held: bool = True,
    is_activity: bool = False,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Fund:
    fund = Fund.objects.create(key=key, name=one_line(name)[:120], is_held=is_held, is_activity=is_activity)
    facts = money_trail.facts_of(fund)
    money_trail.record(fund, MoneyEvent.Kind.MADE, by=by, at=at or timezone.now(), data=facts, reason=one_line(reason))
    return fund


@transaction.atomic
def change_fund(
    fund: Fund,
    *,
    name: str,
    is_held: bool,
    is_activity: bool,
    reason: str,
    by: User | None,
    at: datetime | None = None,
) -> Fund:
    """Its balances are held to what it is held to. Nothing changed is nothing done.

    Raises CaseError (422) without a reason, or where more is granted than was set aside in a fund to be held.
    """
    fund = money_trail.locked(fund)
    before = money_trail.facts_of(fund)
    fund.name, fund.is_held, fund.is_activity = one_line(name)[:120], is_held, is_activity
    after = money_trail.facts_of(fund)
    if after == before:
        return fund
    if not one_line(reason):
        raise CaseError("why_missing", field="reason")
    _hold_years(fund)
    fund.save(update_fields=["name", "is_held", "is_activity"])
    changed = {name: value for name, value in after.items() if value != before[name]}
    money_trail.record(
        fund, MoneyEvent.Kind.CHANGED, by=by, at=at or timezone.now(), data=changed, reason=one_line(reason)
    )
    return fund


def _hold_years(fund: Fund) -> None:
    try:
        with transaction.atomic():
            FundYear.objects.filter(fund=fund).exclude(is_held=fund.is_held).update(is_held=fund.is_held)
    except IntegrityError as error:
        raise CaseError("granted_over_what_is_set_aside", field="is_held") from error
