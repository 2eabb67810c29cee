"""The agreements of a case, to read: parties, amounts, terms, who has signed."""

from datetime import date
from typing import Any, Literal

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from cases.models import Agreement, AgreementParty, AgreementTermination
from people.api.authentication import Caller

from .cases import Number
from .door import open_page
from .moves import router
from .schemas import one_of


class PartyOut(Schema):
    id: int
    role: Literal["financier", "counterparty", "beneficiary"]
    name: str
    organisation_number: str
    signs: bool
    signed_on: date | None


class AgreedAmountOut(Schema):
    year: int
    amount: str


class DutyOut(Schema):
    title: str
    kind: str
    due_on: date | None


class PartOut(Schema):
    """One part of the text, as it is printed."""

    kind: Literal["heading", "paragraph", "list", "parties", "amounts", "signatures"]
    number: str = Field(description="“3” of a heading, “3.2” of a paragraph, or empty.")
    text: str
    items: list[str]
    rows: list[list[str]]


class NoticeOut(Schema):
    """Notice that was given of it. One that was taken back stands, with its day."""

    number: int
    party: str = Field(description="Who gave it.")
    ground: str = one_of(AgreementTermination.Ground)
    received_on: date
    ends_on: date
    claims_until: date
    reason: str = Field(description="Empty where secrecy hides it from you.")
    document: int = Field(description="The number of the letter in the register.")
    withdrawn_on: date | None


class AgreementOut(Schema):
    number: int
    reminder: int = Field(description="What `/reminders` calls the agreement.")
    revision: int = Field(description="Of the draft: send it when you change or send the agreement.")
    name: str
    status: Literal["draft", "sent", "in_force", "replaced", "terminated", "cancelled"]
    amends: str = Field(description="The agreement that it changes, as RAR26-03/1, or empty.")
    title: str
    template: str
    template_version: int
    url: str = Field(description="The agreement's page.")
    period_from: date | None
    period_to: date | None
    sign_by: date | None
    in_force_on: date | None
    notice_months: int = Field(description="How many months notice is given before.")
    ends_on: date | None = Field(description="Its last day, where notice was given of it or of what replaced it.")
    claims_until: date | None = Field(description="The last day to ask for money, where it ends.")
    amounts: list[AgreedAmountOut]
    conditions: list[str]
    obligations: list[DutyOut]
    parties: list[PartyOut]
    notices: list[NoticeOut] = Field(description="The latest first.")
    documents: list[str] = Field(description="Its papers in the register: PDF, then Word.")
    text: list[PartOut] = Field(description="Empty where secrecy hides it from you.")
    sha256: str = Field(description="Of title and text, as they were sealed in the trail.")


NOTICES = Prefetch(
    "terminations", AgreementTermination.objects.select_related("party", "reason", "document").order_by("-number")
)


@router.get(
    "/cases/{number}/agreements", response=list[AgreementOut], summary="The agreements of a case", tags=["Cases"]
)
def list_agreements(request: Caller, number: Number) -> Any:
    """The newest first. A draft is told to the office alone."""
    page = open_page(request.user, number)
    rows = Agreement.objects.filter(case=page.case).visible_in(page.found)
    rows = rows.select_related("template", "amends__case", "pdf", "word").prefetch_related("parties", NOTICES)
    return [_shown(row, page.hidden.documents, page.case.number) for row in rows.order_by("-number")]


def _shown(row: Agreement, hidden: frozenset[int], number: str) -> dict[str, Any]:
    papers = [paper for paper in (row.pdf, row.word) if paper is not None]
    is_hidden = any(paper.number in hidden for paper in papers)
    return {
        "number": row.number,
        "reminder": row.pk,
        "revision": row.revision,
        "name": row.name,
        "status": row.status,
        "amends": f"{row.amends.case.number}/{row.amends.number}" if row.amends else "",
        "title": row.title,
        "template": row.template.key,
        "template_version": row.template_version,
        "url": reverse("cases:agreement", args=[number, row.number]),
        "period_from": row.period_from,
        "period_to": row.period_to,
        "sign_by": row.sign_by,
        "in_force_on": row.in_force_on,
        "notice_months": row.notice_months,
        "ends_on": row.ends_on,
        "claims_until": row.claims_until,
        "amounts": [{"year": year, "amount": f"{amount:.2f}"} for year, amount in row.by_year.items()],
        "conditions": [] if is_hidden else row.conditions,
        "obligations": [
            {"title": each["title"], "kind": each["kind"], "due_on": each["due_on"] or None} for each in row.obligations
        ],
        "parties": [_party(each) for each in row.parties.all()],
        "notices": [_notice(each, is_hidden or each.document.number in hidden) for each in row.terminations.all()],
        "documents": [f"{number}:{paper.number}" for paper in papers],
        "text": [] if is_hidden else [vars(part) for part in row.parts],
        "sha256": row.sha256,
    }


def _party(party: AgreementParty) -> dict[str, Any]:
    names = ("role", "name", "organisation_number", "signs", "signed_on")
    return {name: getattr(party, name) for name in names} | {"id": party.pk}


def _notice(each: AgreementTermination, is_hidden: bool) -> dict[str, Any]:
    plain = ("number", "ground", "received_on", "ends_on", "claims_until")
    return {name: getattr(each, name) for name in plain} | {
        "party": each.party.name,
        "reason": "" if is_hidden else each.reason.text,
        "document": each.document.number,
        "withdrawn_on": timezone.localdate(each.withdrawn_at) if each.withdrawn_at else None,
    }
