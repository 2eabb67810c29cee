"""The association's money, to read: funds by year, the ledger's entries, and what a case was granted."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from ninja import Query, Router, Schema
from pydantic import Field

from cases.api.cases import Number
from cases.api.door import mandated, open_page
from cases.api.schemas import BodyRef, one_of
from cases.errors import CaseError
from cases.models import CallOff, Case, Fund, FundYear, LedgerEntry, PaymentRequest
from cases.queries.case_money import case_money
from cases.queries.outcomes import YearOutcome
from cases.queries.statement import Asked, YearSum, by_year, entries_of, lines, with_names
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of
from people.models import Body

router = Router(tags=["Money"])
MOST = 100  # payments and call-offs of one case, the latest first


class FundYearOut(Schema):
    year: int
    appropriated: str = Field(description="Set aside.")
    committed: str = Field(description="Granted out of it.")
    paid: str
    left: str = Field(description="Set aside and not granted.")


class FundOut(Schema):
    key: str
    name: str
    is_held: bool = Field(description="Whether no more can be granted than is set aside.")
    is_activity: bool = Field(description="Whether groups draw it down.")
    years: list[FundYearOut]


class EntryOut(Schema):
    """A change of a balance. What it was written about is named for those who may see it."""

    id: int
    on: date
    at: datetime
    year: int
    kind: str = one_of(LedgerEntry.Kind)
    amount: str = Field(description="Kronor; below zero for what goes out of what it stands in.")
    fund: str | None = Field(description="The key of the fund; null outside every fund.")
    case: str | None
    groups: str
    reference: str = Field(description="The decision, in words, where it is none of a case here.")
    note: str


class YearSumOut(Schema):
    year: int | None
    appropriated: str
    granted: str
    paid: str
    outside: str = Field(description="Of what is granted, that which is outside every fund.")
    left: str = Field(description="Of what was set aside; what is granted outside every fund takes nothing of it.")
    unpaid: str


class StatementOut(Page[EntryOut]):
    years: list[YearSumOut] = Field(description="What all the entries that were asked for come to, by year.")


class StatementFilter(Paging):
    fund: str | None = Field(None, max_length=50, description="A fund's key.")
    group: str | None = Field(None, max_length=50, description="A group's key.")
    case: str | None = Field(None, max_length=12, description="A registry number.")
    year: int | None = Field(None, ge=1900, le=9999)


class GrantOut(Schema):
    year: int
    fund: str | None
    granted: str
    claimed: str = Field(description="Asked for or called off, and not refused.")
    paid: str
    released: str = Field(description="Given back.")
    left: str


class LineOut(Schema):
    what: str
    amount: str


class PaymentOut(Schema):
    number: int
    year: int
    is_drawdown: bool
    group: BodyRef | None
    amount: str
    state: str = one_of(PaymentRequest.State)
    asked_at: datetime
    paid_on: date | None
    asked_by: str
    payee: str
    message: str
    lines: list[LineOut]
    reason: str = Field(description="Why it was refused.")
    document: int | None = Field(description="Its number among the documents of the case.")
    receipts: list[int] = Field(description="The numbers of its receipts among the documents of the case.")
    url: str = Field(description="Its page.")


class CallOffOut(Schema):
    id: int
    year: int
    group: BodyRef
    amount: str
    at: datetime
    quantity: str
    unit: str = one_of(CallOff.Unit)
    note: str
    taken_back_at: datetime | None


class OutcomeLineOut(Schema):
    line: str = Field(description="The id of the line of the budget.")
    label: str
    budget: str
    outcome: str
    explanation: str


class OutcomeOut(Schema):
    year: int
    number: int = Field(description="Of the report: send it as `after` when you report the year anew.")
    at: datetime
    by: str
    lines: list[OutcomeLineOut]


class CaseMoneyOut(Schema):
    number: str
    grants: list[GrantOut]
    payments: list[PaymentOut] = Field(description="The latest first, a hundred at most.")
    call_offs: list[CallOffOut] = Field(description="The latest first, a hundred at most.")
    outcomes: list[OutcomeOut] = Field(
        description="What each year cost as it was last reported, the latest year first."
    )


@router.get("/funds", response=Page[FundOut], summary="The funds, with their balance of each year")
def list_funds(request: Caller, asked: Query[Paging]) -> Any:
    mandated(request.user)
    years = Prefetch("years", FundYear.objects.order_by("year"))
    return page_of(Fund.objects.order_by("name", "pk").prefetch_related(years), asked, lambda rows: [*map(_fund, rows)])


@router.get("/ledger", response=StatementOut, summary="A statement of a fund, a group, a case or a year")
def get_statement(request: Caller, asked: Query[StatementFilter]) -> Any:
    """The entries of the ledger, oldest first, with their sums. A joint case counts in full for each of its groups."""
    found = mandated(request.user)
    open_cases = Case.objects.visible_in(found).open()
    entries = entries_of(
        Asked(
            fund=_named(Fund.objects.all(), "fund", "key", asked.fund),
            group=_named(Body.objects.all(), "group", "key", asked.group),
            case=_named(open_cases, "case", "number", asked.case),
            year=asked.year,
        )
    )

    def shown(rows: Sequence[LedgerEntry]) -> list[dict[str, Any]]:
        seen = open_cases.filter(pk__in={row.case_id for row in rows if row.case_id})
        return [
            _entry(line.entry, line.case, line.groups)
            for line in lines(rows, frozenset(seen.values_list("pk", flat=True)))
        ]

    return page_of(with_names(entries), asked, shown) | {"years": [_sums(each) for each in by_year(entries)]}


@router.get("/cases/{number}/money", response=CaseMoneyOut, summary="What a case was granted, and what is left of it")
def get_case_money(request: Caller, number: Number) -> Any:
    page = open_page(request.user, number)
    case, money = page.case, case_money(page)
    payments = money.payments[:MOST]
    prefetch_related_objects(payments, "lines", "receipts", "document")
    return {
        "number": case.number,
        "grants": [
            {
                "year": row.year,
                "fund": row.decision.fund.key if row.decision.fund else None,
                "granted": _kr(row.amount),
                "claimed": _kr(row.claimed),
                "paid": _kr(row.paid),
                "released": _kr(row.released),
                "left": _kr(row.amount - row.released - row.claimed),
            }
            for row in money.grants
        ],
        "payments": [_payment(row, page.hidden.documents) for row in payments],
        "call_offs": [_call_off(row) for row in money.call_offs[:MOST]],
        "outcomes": [_outcome(each) for each in money.outcomes],
    }


def _named(rows: Any, field: str, by: str, wanted: str | None) -> Any:
    """The row of that name, None where none was asked for; one that the caller does not see is as none at all."""
    if wanted is None:
        return None
    found = rows.filter(**{by: wanted.strip()}).first()
    if found is None:
        raise CaseError("nothing_of_that_name", field=field)
    return found


def _fund(fund: Fund) -> dict[str, Any]:
    return {
        "key": fund.key,
        "name": fund.name,
        "is_held": fund.is_held,
        "is_activity": fund.is_activity,
        "years": [
            {
                "year": row.year,
                "appropriated": _kr(row.appropriated),
                "committed": _kr(row.committed),
                "paid": _kr(row.paid),
                "left": _kr(row.left),
            }
            for row in fund.years.all()
        ],
    }


def _entry(entry: LedgerEntry, case: Case | None, groups: str) -> dict[str, Any]:
    is_told = case is not None or entry.case_id is None
    plain = ("on", "at", "year", "kind", "reference", "note")
    return {name: getattr(entry, name) for name in plain} | {
        "id": entry.pk,
        "amount": _kr(entry.amount),
        "fund": entry.fund.key if entry.fund else None,
        "case": case.number if case else None,
        "groups": groups if is_told else "",
    }


def _sums(each: YearSum) -> dict[str, Any]:
    names = ("appropriated", "granted", "paid", "outside", "left", "unpaid")
    return {"year": each.year} | {name: _kr(getattr(each, name)) for name in names}


def _payment(row: PaymentRequest, hidden: frozenset[int]) -> dict[str, Any]:
    plain = ("number", "year", "is_drawdown", "state", "asked_at", "paid_on", "payee", "message", "reason")
    receipts = sorted(each.number for each in row.receipts.all())
    return {name: getattr(row, name) for name in plain} | {
        "amount": _kr(row.amount),
        "group": _body(row.body) if row.body else None,
        "asked_by": row.asked_by.name,
        "lines": [{"what": line.what, "amount": _kr(line.amount)} for line in row.lines.all()],
        "document": row.document.number if row.document else None,
        "receipts": [number for number in receipts if number not in hidden],
        "url": row.get_absolute_url(),
    }


def _call_off(row: CallOff) -> dict[str, Any]:
    plain = ("year", "at", "unit", "note", "taken_back_at")
    return {name: getattr(row, name) for name in plain} | {
        "id": row.pk,
        "group": _body(row.body),
        "amount": _kr(row.amount),
        "quantity": f"{row.quantity:.2f}",
    }


def _outcome(each: YearOutcome) -> dict[str, Any]:
    lines = [
        {"line": line.id, "label": line.label, "budget": _kr(line.budget), "outcome": _kr(line.outcome)}
        | {"explanation": line.explanation}
        for line in each.lines
    ]
    report = each.report
    return {"year": each.year, "number": report.number, "at": report.at, "by": report.by.name, "lines": lines}


def _body(body: Body) -> dict[str, str]:
    return {"key": body.key, "name": body.name}


def _kr(amount: Decimal | None) -> str:
    return f"{amount or 0:.2f}"
