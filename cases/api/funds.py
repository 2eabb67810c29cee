"""Funds and amount limits by program: what the office does with them, and what was done, as their trails have it."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django import forms as django_forms
from django.http import Http404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cases.actions.act_once import act_once
from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.api.acts import IdempotencyKey
from cases.api.door import mandated
from cases.api.forms import body_of, misfits, posted
from cases.errors import CaseError
from cases.inputs.money import AppropriationInput, MoveInput
from cases.models import AmountLimit, Case, Fund
from cases.queries.money_history import Happened, events_of, told
from cases.webhooks import MONEY_EVENTS
from forms.api.problems import Refused
from people.api.authentication import Caller
from people.api.pages import Asking, Page, Paging, page_of
from people.queries.mandates import Standing

router = Router(tags=["Money"])
FundKey = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,50}$", description="A fund's key: `/funds` lists them.")]
AppropriationIn = body_of("AppropriationIn", AppropriationInput, without=("fund",))
BetweenYearsIn = body_of("BetweenYearsIn", MoveInput)


class FundDoneOut(Schema):
    """What an act led to. The same again when the request is repeated with its key."""

    fund: str
    event: int = Field(description="The number of the last event in the fund's trail: what the act left there.")
    sha256: str = Field(description="The event's seal.")


class MoneyEventOut(Schema):
    """Something that was done with a fund or a limit, sealed with what was done before it."""

    event: int = Field(description="Its number in the trail.")
    kind: str = Field(json_schema_extra={"enum": [*MONEY_EVENTS, "fund_stood", "limit_stood"]})
    of: str = Field(description="The key of the fund or the limit.")
    at: datetime
    by: str = Field(description="Empty where the system did it.")
    what: str
    reason: str
    case: str | None = Field(description="The number of the case that decided it, where you see it.")
    sha256: str


class LimitOut(Schema):
    """A limit that routes choose ways by."""

    key: str
    name: str
    amount: str
    note: str


@router.get("/funds/{fund}/events", response=Page[MoneyEventOut], summary="What was done with a fund")
def list_fund_events(request: Caller, fund: FundKey, asked: Query[Paging]) -> Any:
    """The latest first. What cases do with its money stands in `/ledger`."""
    found = mandated(request.user)
    chosen = Fund.objects.filter(key=fund).first()
    if chosen is None:
        raise Http404
    return _events(chosen, found, asked)


@router.get("/amount-limits", response=Page[LimitOut], summary="The amount limits that routes choose by")
def list_amount_limits(request: Caller, asked: Query[Paging]) -> Any:
    mandated(request.user)
    rows = AmountLimit.objects.order_by("name", "pk")
    return page_of(rows, asked, lambda each: [_limit(row) for row in each])


@router.get("/amount-limits/events", response=Page[MoneyEventOut], summary="What was done with the amount limits")
def list_limit_events(request: Caller, asked: Query[Paging]) -> Any:
    """The latest first."""
    return _events(None, mandated(request.user), asked)


def _events(subject: Fund | None, found: Standing, asked: Paging) -> dict[str, Any]:
    cases = Case.objects.visible_in(found).open()
    rows = events_of(subject).select_related("actor", "fund", "limit")
    return page_of(rows, asked, lambda each: [_happened(one) for one in told(each, cases)])


def _happened(one: Happened) -> dict[str, Any]:
    event = one.event
    subject = event.fund or event.limit
    return {
        "event": event.seq,
        "kind": f"{event.of}_{event.kind}",
        "of": subject.key if subject is not None else "",
        "at": event.at,
        "by": event.actor.name if event.actor else "",
        "what": "; ".join(words for words in (one.what, one.more) if words),
        "reason": event.reason,
        "case": one.case.number if one.case else None,
        "sha256": event.sha256,
    }


def _limit(row: AmountLimit) -> dict[str, Any]:
    return {"key": row.key, "name": row.name, "amount": f"{row.amount:.2f}", "note": row.note}


@router.post("/funds/{fund}/appropriations", response=FundDoneOut, summary="Write in what is set aside")
def set_money_aside(
    request: Caller,
    fund: FundKey,
    sent: AppropriationIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """For the office: what the board decided for a year, more or (with `is_less`) less."""

    def act(chosen: Fund) -> None:
        given = _cleaned(AppropriationInput(posted(sent) | {"fund": chosen.key}), sent)
        case = given["case"]
        record_appropriation(
            chosen,
            year=given["year"],
            amount=-given["amount"] if given["is_less"] else given["amount"],
            decision=case.decisions.filter(replaced_by=None).first() if case else None,
            note=given["note"],
            by=request.user,
        )

    return _once(request, fund, sent, act, idempotency_key, "appropriations")


@router.post("/funds/{fund}/moves", response=FundDoneOut, summary="Move money between years")
def move_money_between_years(
    request: Caller,
    fund: FundKey,
    sent: BetweenYearsIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """For the office, by a decision; no more than is left."""

    def act(chosen: Fund) -> None:
        move_between_years(chosen, by=request.user, **_cleaned(MoveInput(posted(sent)), sent))

    return _once(request, fund, sent, act, idempotency_key, "moves")


def _once(
    request: Caller, key: str, sent: Asking, act: Callable[[Fund], None], once_key: str | None, what: str
) -> dict[str, Any]:
    found = mandated(request.user)
    chosen = Fund.objects.filter(key=key).first()
    if chosen is None:
        raise Http404
    if not found.is_office:
        raise CaseError("not_the_association")
    if not once_key:
        raise Refused("key_missing")

    def done() -> dict[str, Any]:
        act(chosen)
        now = Fund.objects.get(pk=chosen.pk)
        return {"fund": now.key, "event": now.event_count, "sha256": now.event_head}

    asked = {"fund": key, "what": what, "sent": sent.model_dump(mode="json")}
    return act_once(asked, done, by=request.user, key=once_key)


def _cleaned(form: django_forms.Form, sent: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise misfits(form, sent)
    return form.cleaned_data
