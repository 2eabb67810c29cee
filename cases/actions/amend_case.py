"""A granted request changes the first case: its period, money, obligations and process leader, in one transaction.

The first decision stays as it was. `settle_change` is called by the acts that end a case.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from cases import audit, notices_of_changes
from cases.domain import amending
from cases.errors import CaseError
from cases.models import AmendedYear, Amendment, Case, ChangeRequest, Decision, GrantedAmount, LedgerEntry
from cases.queries.changes import Asked, asked_in, granted_now, revision_sent
from people.domain.swedish import kr
from people.models import User

from . import ledger
from .begin_change import check_asked, must_be_changeable
from .follow_period import follow_period
from .hand_over_lead import hand_over_lead
from .moving import locked

NOTHING = Decimal(0)
Kind = LedgerEntry.Kind


def settle_change(change: Case, decision: Decision | None, *, by: User, at: datetime) -> None:
    """What the end of a request does to the first case: amends it, or says there that nothing came of it.

    The caller has locked `change` and ended it. Raises CaseError: 409 where the first case has moved on since the
    request was sent in, 422 for an amount or a fund that does not go with it.
    """
    requests = ChangeRequest.objects.select_for_update(of=("self",)).select_related("submission__version", "amends")
    request = requests.get(case=change)
    request.case = change
    first = locked(request.amends, even_archived=True)
    end = change.route_version.parsed.end(change.end)
    if end is None or end.kind != "granted":
        audit.record(first, "change_ended", by=by, at=at, data={"change": change.number, "end": change.end})
        return
    must_be_changeable(first)
    if first.amendments.count() != request.based_on:
        raise CaseError("amended_since")
    revision = revision_sent(request.submission)
    _amend(first, change, request, asked_in(request.submission, revision.answers), decision, by=by, at=at)


def check_granted(change: Case, granted: Mapping[int, Decimal]) -> None:
    """New money is granted as it was asked for: nothing where none was. Raises CaseError (422 or 409)."""
    total, more = sum(granted.values(), NOTHING), change.applied_total or NOTHING
    if total != more:
        code = "change_grants_all" if more else "change_grants_nothing"
        raise CaseError(code, field="granted", amount=kr(more))


def _amend(
    first: Case,
    change: Case,
    request: ChangeRequest,
    asked: Asked,
    decision: Decision | None,
    *,
    by: User,
    at: datetime,
) -> None:
    rows = list(
        GrantedAmount.objects.in_force(first)
        .select_for_update(of=("self",))
        .select_related("decision")
        .order_by("year")
    )
    now = granted_now(first, rows)
    check_asked(first, asked, now)
    on = decision.decided_on if decision is not None else timezone.localdate(at)
    amendment = Amendment(case=first, number=request.based_on + 1, request=request, decided_on=on, by=by, at=at)
    if asked.wanted.ends_on is not None:
        amendment.period_to_before, amendment.period_to = first.period_to, asked.wanted.ends_on
        first.period_to = asked.wanted.ends_on
    changed: dict[int, Decimal] = {}
    if asked.wanted.years is not None:
        changed = amending.differences(now, asked.wanted.years)
        amendment.budget = [line.as_json() for line in asked.lines]
        amendment.granted_before, amendment.granted = now.total, now.total + asked.wanted.more
        _move_money(first, rows, changed, decision, reference=change.number, by=by, at=at)
        totals = GrantedAmount.objects.in_force(first).aggregate(total=Sum("amount"))
        first.granted_total = totals["total"]
    if amending.PERSON in asked.parts and asked.leads_from is not None:
        amendment.person, amendment.leads_from = _leader(asked), asked.leads_from
    amendment.save()
    years = AmendedYear.objects.bulk_create(
        AmendedYear(amendment=amendment, year=year, before=_before(now, year), after=_before(now, year) + amount)
        for year, amount in changed.items()
    )
    first.save(update_fields=["period_to", "granted_total"])
    audit.record(first, "amended", by=by, at=at, data=said_of(amendment, years, request, first))
    _follow(first, amendment, by=by, at=at)
    data = {"first": first.number, "amendment": amendment.number}
    audit.record(change, "took_effect", by=by, at=at, data=data)
    notices_of_changes.amended(first, amendment, years, at=at)


def _follow(first: Case, amendment: Amendment, *, by: User, at: datetime) -> None:
    """The new leader and the new period reach the turns and the obligations."""
    if amendment.person is not None and amendment.leads_from is not None:
        hand_over_lead(first, amendment.person, first_day=amendment.leads_from, by=by, at=at)
    if amendment.period_to is not None:
        follow_period(first, by=by, at=at)


def _before(now: amending.Granted, year: int) -> Decimal:
    return now.years[year].granted if year in now.years else NOTHING


def _move_money(
    first: Case,
    rows: list[GrantedAmount],
    changed: Mapping[int, Decimal],
    decision: Decision | None,
    *,
    reference: str,
    by: User,
    at: datetime,
) -> None:
    """The grants of the first decision get what counts now; the fund's years move with them, and hold."""
    kept = {row.year: row for row in rows}
    first_decision = rows[0].decision
    more = sum(changed.values(), NOTHING)
    if more and (decision is None or decision.fund_id != first_decision.fund_id):
        fund = first_decision.fund.name if first_decision.fund else ""
        raise CaseError("other_fund" if fund else "no_fund_before", field="fund", fund=fund)
    entries = []
    for year, amount in changed.items():
        row = kept.get(year) or GrantedAmount(decision=first_decision, year=year, amount=NOTHING, decided=NOTHING)
        row.decided = row.by_decision
        row.amount += amount
        row.save()
        entries.append(
            LedgerEntry(
                fund_id=first_decision.fund_id,
                year=year,
                kind=Kind.COMMITTED if amount > 0 else Kind.RELEASED,
                amount=amount,
                on=timezone.localdate(at),
                case=first,
                decision=row.decision,
                reference=reference,
                by=by,
                at=at,
            )
        )
    ledger.write(entries, field="granted")


def _leader(asked: Asked) -> User:
    """The person who was chosen, or whom the name and the address are of; an account is made where there is none."""
    if asked.person is not None:
        return User.objects.get(pk=asked.person)
    found = User.objects.filter(email__iexact=asked.email).first()
    return found or User.objects.create_user(asked.email, name=asked.name)


def said_of(amendment: Amendment, years: list[AmendedYear], request: ChangeRequest, first: Case) -> dict[str, Any]:
    """The amendment in the trail: days, sums and ids."""
    data: dict[str, Any] = {
        "amendment": amendment.number,
        "change": request.case.number if request.case else "",
        "parts": request.parts,
        "period_to": amendment.period_to.isoformat() if amendment.period_to else None,
        "years": {str(each.year): [f"{each.before:.2f}", f"{each.after:.2f}"] for each in years},
        "granted": None if first.granted_total is None else f"{first.granted_total:.2f}",
        "person": amendment.person_id,
        "leads_from": amendment.leads_from.isoformat() if amendment.leads_from else None,
    }
    if amendment.budget is not None:
        data["budget_sha256"] = audit.digest(amendment.budget)
    return data
