"""Record what the board sets aside in a fund for a year."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cases import audit, money_trail
from cases.domain.amounts import is_kronor
from cases.errors import CaseError
from cases.models import Appropriation, Decision, Fund, LedgerEntry, MoneyEvent
from people.models import User

from . import ledger
from .answer_assignment import YEARS
from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def record_appropriation(
    fund: Fund,
    *,
    year: int,
    amount: Decimal,
    by: User,
    decision: Decision | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Appropriation:
    """The office records an appropriation in kronor; a reduction is a negative one, and says why or who decided it.

    Raises CaseError: 403 for others than the office, 422 for a sum or a year that cannot be, a reduction that
    nothing explains, or one of what is granted already.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    if year not in YEARS:
        raise CaseError("bad_year", field="year", year=year)
    if not is_kronor(amount):
        raise CaseError("bad_amount", field="amount")
    if not amount:
        raise CaseError("zero_amount", field="amount")
    if amount < 0 and decision is None and not note.strip():
        raise CaseError("smaller_without_reason", field="note")
    # Cases before funds, as where a decision takes its money: or two could wait for each other.
    case = locked(decision.case) if decision is not None else None
    fund = money_trail.locked(fund)
    appropriation = Appropriation.objects.create(
        fund=fund, year=year, amount=amount, decision=decision, note=note.strip()[:200]
    )
    entry = _write(appropriation, by=by, at=at)
    said = {"entries": money_trail.entries_of([entry]), "appropriation": appropriation.pk}
    said |= {"case": case.number} if case is not None else {}
    money_trail.record(fund, MoneyEvent.Kind.APPROPRIATED, by=by, at=at, data=said, reason=appropriation.note)
    if decision is not None and case is not None:
        data = {
            "appropriation": appropriation.pk,
            "decision": decision.pk,
            "fund": fund.key,
            "year": year,
            "amount": f"{amount:.2f}",
        }
        audit.record(case, "appropriation_recorded", by=by, at=at, data=data)
    return appropriation


def _write(row: Appropriation, *, by: User, at: datetime) -> LedgerEntry:
    entry = LedgerEntry(
        fund=row.fund,
        year=row.year,
        kind=LedgerEntry.Kind.APPROPRIATED,
        amount=row.amount,
        on=row.decision.decided_on if row.decision else timezone.localdate(at),
        case_id=row.decision.case_id if row.decision else None,
        decision=row.decision,
        appropriation=row,
        note=row.note,
        by=by,
        at=at,
    )
    ledger.write([entry])
    if row.decision is not None:
        ledger.set_aside_by(row.decision, by=by, at=at)
    return entry
