"""What must follow from cases, and the documents of one, to read."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import F
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from cases.api.cases import Number
from cases.api.door import mandated, open_page
from cases.api.moves import router as moves
from cases.api.schemas import one_of
from cases.api.ways import DocumentNumber
from cases.models import Document, Obligation
from cases.queries.documents import Listed, listed
from cases.queries.follow_up import DONE, LATE, SENT, SOON, in_list, obligations_seen
from cases.queries.passages import passages_of
from cases.queries.stages import stage_names
from forms.api.files import BYTES
from forms.views.file import hand_out
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of, piece_of

router = Router(tags=["Cases"])


class Standing(StrEnum):
    LATE = "late"
    TO_DO = "to_do"
    SENT = "sent"
    DONE = "done"


LISTS = {Standing.LATE: LATE, Standing.TO_DO: SOON, Standing.SENT: SENT, Standing.DONE: DONE}


class ObligationRow(Schema):
    id: int
    case: str = Field(description="The number of its case.")
    kind: str = one_of(Obligation.Kind)
    title: str
    state: str = one_of(Obligation.State)
    due_on: date | None
    span_from: date | None = Field(description="The part of the period that it tells of.")
    span_to: date | None
    sent_on: date | None
    returned_on: date | None
    done_on: date | None
    submission: str | None = Field(description="The id of what is filled in, once somebody has begun it.")
    url: str = Field(description="Its page.")


class ObligationFilter(Paging):
    standing: Standing | None = Field(None, description="Late, to be done, sent in and not looked at, or done.")


class DocumentRow(Schema):
    number: int = Field(description="In its case.")
    reference: str = Field(description="Such as RAR14-06:3.")
    direction: str = one_of(Document.Direction)
    kind: str = one_of(Document.Kind)
    dated_on: date
    hidden: bool = Field(description="Whether secrecy keeps its words from you.")
    secrecy: str = Field(description="The law that it is marked under, if any.")
    title: str
    counterpart: str = Field(description="Sender or recipient.")
    file_name: str
    file_size: int | None = Field(description="Bytes. A document without a file is a text of the case, or on paper.")


class PassageText(Schema):
    key: str
    label: str
    text: str


class DocumentText(Schema):
    number: int
    title: str
    passages: list[PassageText] = Field(description="In the order that they are read.")


@router.get("/obligations", response=Page[ObligationRow], summary="What must follow from the cases that you see")
def list_obligations(request: Caller, asked: Query[ObligationFilter]) -> Any:
    """For the association all of them, for others those of the cases that they speak for. The first due first."""
    found = mandated(request.user)
    rows = obligations_seen(found, stage_names()).filter(case__secret=False)
    if asked.standing is not None:
        rows = in_list(rows, LISTS[asked.standing], found.on)
    ordered = rows.select_related("case", "submission").order_by(F("due_on").asc(nulls_last=True), "pk")
    return page_of(ordered, asked, lambda each: [_obligation(row) for row in each])


# One address is one router's, whatever is done there.
@moves.get(
    "/cases/{number}/obligations", response=Page[ObligationRow], summary="What must follow a case", tags=["Cases"]
)
def list_case_obligations(request: Caller, number: Number, asked: Query[Paging]) -> Any:
    page = open_page(request.user, number)
    rows = page.obligations if page.is_owed else []
    return piece_of(rows, asked, lambda each: [_obligation(row) for row in each])


@moves.get("/cases/{number}/documents", response=Page[DocumentRow], summary="The documents of a case", tags=["Cases"])
def list_documents(request: Caller, number: Number, asked: Query[Paging]) -> Any:
    """As the register has them. What secrecy hides from you has a number and a day, and no words."""
    return piece_of(listed(open_page(request.user, number)), asked, _documents)


@router.get(
    "/cases/{number}/documents/{document}/content",
    response={200: None},
    summary="Download a document that the office registered",
    openapi_extra=BYTES,
)
def get_document_content(request: Caller, number: Number, document: DocumentNumber) -> HttpResponseBase:
    """404 for one that has no file of its own, and for one that secrecy hides from you."""
    seen = Document.objects.visible_to(request.user).filter(case__number=number, number=document)
    found = seen.filter(case__secret=False).exclude(file="").first()
    if found is None:
        raise Http404
    return hand_out(found.file, found.file_name)


@router.get("/cases/{number}/documents/{document}/text", response=DocumentText, summary="Read a document's text")
def get_document_text(request: Caller, number: Number, document: DocumentNumber) -> Any:
    """What is sent in, answered, decided or masked here. 404 for a file, and for what secrecy hides from you."""
    seen = Document.objects.visible_to(request.user).filter(case__number=number, number=document)
    found = (
        seen.filter(case__secret=False).select_related("case", "revision", "decision__body", "assignment__body").first()
    )
    passages = passages_of(found) if found is not None and not found.file and found.attachment_id is None else ()
    if found is None or not passages:
        raise Http404
    return {"number": found.number, "title": found.title, "passages": [vars(each) for each in passages]}


def _obligation(row: Obligation) -> dict[str, Any]:
    plain = ("kind", "title", "state", "due_on", "span_from", "span_to", "sent_on", "returned_on", "done_on")
    return {name: getattr(row, name) for name in plain} | {
        "id": row.pk,
        "case": row.case.number,
        "submission": str(row.submission.uuid) if row.submission else None,
        "url": reverse("cases:owed", args=[row.case.number, row.pk]),
    }


def _documents(rows: Sequence[Listed]) -> list[dict[str, Any]]:
    return [_document(each, each.document) for each in rows]


def _document(each: Listed, row: Document) -> dict[str, Any]:
    plain = ("number", "reference", "direction", "kind", "dated_on")
    said = {"title": row.title, "counterpart": row.counterpart, "file_name": row.file_name}
    return {name: getattr(row, name) for name in plain} | {
        **(dict.fromkeys(said, "") if each.hidden else said),
        "hidden": each.hidden,
        "secrecy": each.law,
        "file_size": None if each.hidden else row.file_size,
    }
