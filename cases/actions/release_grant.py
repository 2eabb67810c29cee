"""Give back to the fund what a case will not use of a year's grant."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, GrantedAmount
from people.models import User

from . import ledger
from .granting import granted_for
from .mandates import must_be_association
from .moving import locked
from .reasons import keep_reason


@transaction.atomic
def release_grant(case: Case, *, year: int, reason: str, by: User, at: datetime | None = None) -> GrantedAmount:
    """All that nobody has asked for of the year's grant can be granted to others.

    Raises CaseError: 403 for others than the office, 409 where nothing is left, 422 without a reason.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    row = granted_for(case, year)
    amount = row.left
    if amount <= 0:
        raise CaseError("nothing_left")
    why = keep_reason(case, "grant_released", reason, by=by, at=at)
    ledger.release(row, amount, by=by, at=at)
    audit.record(case, "grant_released", by=by, at=at, data={"year": year, "amount": f"{amount:.2f}", **why})
    return row
