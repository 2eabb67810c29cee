"""Move what is left in a fund from one year to another, by a decision."""

import re
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from cases import audit, money_trail
from cases.domain.amounts import is_kronor
from cases.errors import CaseError
from cases.models import Decision, Fund, LedgerEntry, MoneyEvent
from forms.domain.typed import one_line
from people.models import User

from . import ledger
from .answer_assignment import YEARS
from .mandates import must_be_association
from .moving import locked

NUMBER = re.compile(r"RAR\d\d-\d+")


@transaction.atomic
def move_between_years(
    fund: Fund,
    *,
    from_year: int,
    to_year: int,
    amount: Decimal,
    reference: str,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> tuple[LedgerEntry, LedgerEntry]:
    """Two entries at once, out of the one year and into the other; `reference` names the decision.

    Raises CaseError: 403 for others than the office, 422 for years, a sum above what is left, or words that miss.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    reference, reason = one_line(reference), one_line(reason)
    _check(from_year, to_year, amount, reference, reason)
    decision = _decision(reference)
    # Cases before funds, as where a decision takes its money: or two could wait for each other.
    case = locked(decision.case, even_archived=True) if decision is not None else None
    fund = money_trail.locked(fund)
    out, into = (
        LedgerEntry(
            fund=fund, year=year, kind=LedgerEntry.Kind.MOVED, amount=moved, on=timezone.localdate(at),
            decision=decision, case_id=decision.case_id if decision else None,
            reference=reference[:80], note=reason[:200], by=by, at=at,
        )
        for year, moved in ((from_year, -amount), (to_year, amount))
    )  # fmt: skip
    out.move = into.move = uuid4()
    ledger.write([out, into])
    said = {"from": from_year, "to": to_year, "amount": f"{amount:.2f}", "reference": out.reference}
    said |= {"move": str(out.move), "entries": money_trail.entries_of([out, into])}
    said |= {"case": case.number} if case is not None else {}
    money_trail.record(fund, MoneyEvent.Kind.MOVED, by=by, at=at, data=said, reason=out.note)
    if decision is not None and case is not None:
        data = {"fund": fund.key, "from": from_year, "to": to_year, "amount": f"{amount:.2f}", "decision": decision.pk}
        audit.record(case, "money_moved", by=by, at=at, data=data)
    return out, into


def _check(from_year: int, to_year: int, amount: Decimal, reference: str, reason: str) -> None:
    for field, year in (("from_year", from_year), ("to_year", to_year)):
        if year not in YEARS:
            raise CaseError("bad_year", field=field, year=year)
    if from_year == to_year:
        raise CaseError("same_year", field="to_year")
    if amount <= 0:
        raise CaseError("amount_missing", field="amount")
    if not is_kronor(amount):
        raise CaseError("bad_amount", field="amount")
    if not reference:
        raise CaseError("decision_reference_missing", field="reference")
    if not reason:
        raise CaseError("why_missing", field="reason")


def _decision(reference: str) -> Decision | None:
    """The decision of the case whose number the reference names, if it names one."""
    named = NUMBER.search(reference.upper())
    return Decision.objects.filter(case__number=named[0], replaced_by=None).first() if named else None
