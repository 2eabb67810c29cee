"""What was granted to a case for a year, locked for who takes of it. The verbs beside this file use it."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from cases.domain.amounts import is_kronor
from cases.errors import CaseError
from cases.models import Case, GrantedAmount
from people.domain.swedish import kr
from people.models import Body, User
from people.queries.mandates import Standing, standing

from .mandates import can_act_for_applicants


def may_ask(case: Case, by: User, at: datetime) -> Standing:
    """Those who speak for the groups ask for money, and the office for them. Raises CaseError (403)."""
    found = standing(by, on=timezone.localdate(at))
    if not found.is_office and not can_act_for_applicants(found, case):
        raise CaseError("not_the_applicant")
    return found


def granted_for(case: Case, year: int) -> GrantedAmount:
    """What the decision that counts granted for the year; the case is locked, and so now is this.

    Raises CaseError: 409 where nothing is granted at all, 422 for another year.
    """
    rows = GrantedAmount.objects.in_force(case).select_for_update(of=("self",)).select_related("decision__fund")
    found = {row.year: row for row in rows.order_by("year")}
    if not found:
        raise CaseError("nothing_granted")
    if year not in found:
        raise CaseError("nothing_granted_for", field="year", year=year)
    return found[year]


def claim(row: GrantedAmount, amount: Decimal, *, field: str = "amount") -> None:
    """Take so much of what is left. Raises CaseError (422)."""
    if amount <= 0 or not is_kronor(amount):
        raise CaseError("bad_amount" if amount > 0 else "amount_missing", field=field)
    if amount > row.left:
        raise CaseError("more_than_granted", field=field, year=row.year, left=kr(row.left))
    row.claimed += amount
    row.save(update_fields=["claimed"])


def unclaim(row: GrantedAmount, amount: Decimal) -> None:
    row.claimed -= amount
    row.save(update_fields=["claimed"])


def group_of(case: Case, body: Body | None, found: Standing) -> Body | None:
    """The group that it is for: the one that was said, or the asker's own where there is only one."""
    groups = list(Body.objects.filter(case_groups__case=case).order_by("name"))
    if body is not None:
        if body not in groups:
            raise CaseError("not_a_group_here", field="body")
        return body
    mine = [group for group in groups if group.pk in found.body_ids] or groups
    return mine[0] if len(mine) == 1 else None
