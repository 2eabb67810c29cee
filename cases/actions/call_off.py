"""A group calls off support of what its case was granted, or takes a call-off back."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import audit, notices_of_money
from cases.errors import CaseError
from cases.models import CallOff, Case
from forms.domain.typed import one_line
from people.models import Body, User

from .agreed import must_be_agreed
from .granting import claim, granted_for, group_of, may_ask, unclaim
from .moving import locked

MOST = Decimal(100_000)


@transaction.atomic
def call_off(
    case: Case,
    *,
    year: int,
    quantity: Decimal,
    unit: str,
    by: User,
    body: Body | None = None,
    amount: Decimal | None = None,
    note: str = "",
    at: datetime | None = None,
) -> CallOff:
    """So many hours, days or months for one of the groups; with an amount it takes of the year's grant.

    Raises CaseError: 403 for others than the groups' people and the office, 409 where nothing is granted,
    422 for how much, for which group, or for more than is left.
    """
    at = at or timezone.now()
    case = locked(case)
    found = may_ask(case, by, at)
    row = granted_for(case, year)
    must_be_agreed(row.decision, on=timezone.localdate(at))
    if not quantity.is_finite() or not 0 < quantity < MOST or quantity != quantity.quantize(Decimal("0.01")):
        raise CaseError("quantity_missing", field="quantity")
    if unit not in CallOff.Unit.values:
        raise CaseError("quantity_missing", field="unit")
    group = group_of(case, body, found)
    if group is None:
        raise CaseError("group_missing", field="body")
    if amount is not None:
        claim(row, amount)
    made = CallOff.objects.create(
        case=case, year=year, body=group, quantity=quantity, unit=unit, amount=amount,
        note=one_line(note)[:300], by=by, at=at,
    )  # fmt: skip
    audit.record(case, "called_off", by=by, at=at, data={**said_of(made), "note_sha256": audit.digest(made.note)})
    notices_of_money.called_off(made, at=at)
    return made


@transaction.atomic
def take_back_call_off(made: CallOff, *, by: User, at: datetime | None = None) -> CallOff:
    """Raises CaseError: 403 for others than the groups' people and the office, 409 when it is taken back already."""
    at = at or timezone.now()
    case = locked(made.case)
    may_ask(case, by, at)
    made = case.call_offs.select_for_update(of=("self",)).select_related("body").get(pk=made.pk)
    if made.taken_back_at is not None:
        raise CaseError("already_taken_back")
    if made.amount is not None:
        unclaim(granted_for(case, made.year), made.amount)
    made.taken_back_by, made.taken_back_at = by, at
    made.save(update_fields=["taken_back_by", "taken_back_at"])
    audit.record(case, "call_off_taken_back", by=by, at=at, data=said_of(made))
    return made


def said_of(made: CallOff) -> dict[str, Any]:
    """The call-off in the trail."""
    return {
        "call_off": made.pk,
        "body": made.body.key,
        "year": made.year,
        "quantity": f"{made.quantity:.2f}",
        "unit": made.unit,
        "amount": None if made.amount is None else f"{made.amount:.2f}",
    }
