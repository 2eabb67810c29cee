"""Handing documents out, by program: what is asked for, how each document goes, what is masked, and the log of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Path, Query, Router, Schema, UploadedFile
from pydantic import Field

from cases.actions.hand_out import Judged, drop_handout, judge_items, mask_item, settle_handout, start_handout
from cases.api.acts import IdempotencyKey, Words, once
from cases.api.cases import Number
from cases.api.door import open_page
from cases.api.forms import LARGEST, body_of, choices_of, misfits, posted
from cases.api.masking import MasksIn, MasksOut, PassageOut, masks_of, masks_shown, passages_shown
from cases.api.schemas import DoneOut, one_of
from cases.domain.masking import Masks, Passage, read_masks, spotted
from cases.errors import CaseError
from cases.inputs.handout import ItemInput
from cases.inputs.office import HandoutInput
from cases.models import Document, Handout, HandoutItem
from cases.queries.case_page import CasePage
from cases.queries.passages import passages_of
from people.api.authentication import Caller
from people.api.pages import Asking, Page, Paging, page_of

router = Router(tags=["Documents"])
HandoutId = Annotated[int, Path(ge=1, le=LARGEST, description="A handout: `…/handouts` lists those of the case.")]
ItemId = Annotated[int, Path(ge=1, le=LARGEST, description="A document of the handout, by the handout's `items`.")]
SMALL = 32_767
HandoutIn = body_of(
    "HandoutIn",
    HandoutInput,
    without=("documents",),
    documents=(
        Annotated[list[Annotated[int, Field(ge=1, le=SMALL)]], Field(min_length=1, max_length=200)],
        Field(description="The numbers of documents of the case."),
    ),
)
JudgedIn = body_of("JudgedIn", ItemInput)


class SettledHandoutIn(Asking):
    reason: Words = Field("", description="Why nothing goes out, where that is so.")


class HandoutItemOut(Schema):
    id: int
    document: int = Field(description="Its number in the case.")
    title: str
    how: str = one_of(HandoutItem.How)
    ground: str = Field(description="The law that the rest is kept back under.")
    has_text: bool = Field(description="Whether the system can mask it; else a masked copy is sent as a file.")
    is_masked: bool = Field(description="Whether something of it is masked, or a masked copy is there.")
    copy_document: int | None = Field(description="The number of the masked copy, once it is handed out.")


class HandoutRow(Schema):
    id: int
    state: str = one_of(Handout.State)
    asked_on: date
    recipient: str = Field(description="Empty where whoever asked has not said who they are.")
    means: str
    reason: str
    settled_on: date | None
    url: str = Field(description="Its page.")


class HandoutOut(HandoutRow):
    items: list[HandoutItemOut]
    grounds: list[dict[str, str]] = Field(description="The grounds in the law that may be chosen, each by its value.")


class MaskedOut(Schema):
    """A document passage by passage, with what is masked; what is found by itself is where one begins."""

    passages: list[PassageOut]
    masks: MasksOut


@router.get("/cases/{number}/handouts", response=Page[HandoutRow], summary="What was handed out of a case")
def list_handouts(request: Caller, number: Number, asked: Query[Paging]) -> Any:
    """For the office alone; the latest first."""
    page = _for_office(request, number)
    return page_of(page.case.handouts.order_by("-pk"), asked, lambda rows: [_row(each, page) for each in rows])


@router.post("/cases/{number}/handouts", response=DoneOut, summary="Note that somebody asks for documents")
def start_a_handout(
    request: Caller,
    number: Number,
    sent: HandoutIn,  # type: ignore[valid-type]
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """What secrecy stands on is to be masked until somebody has judged it; the rest goes out whole."""
    page = _for_office(request, number)

    def act() -> Handout:
        documents = {str(each.number): each for each in page.case.documents.order_by("number")}
        form = HandoutInput(posted(sent), choices=[(key, key) for key in documents])
        if not form.is_valid():
            raise misfits(form, sent)
        given = form.cleaned_data
        return start_handout(
            page.case, by=request.user, **given | {"documents": [documents[key] for key in given["documents"]]}
        )

    return once(request, page.case, sent, act, idempotency_key, "handouts")


@router.get("/cases/{number}/handouts/{handout}", response=HandoutOut, summary="One handout, document by document")
def get_handout(request: Caller, number: Number, handout: HandoutId) -> Any:
    page = _for_office(request, number)
    found = _handout(page, handout)
    items = _items(found, page)
    form = ItemInput(item=items[0], has_text=True) if items else None
    grounds = choices_of(form).get("ground", []) if form is not None else []
    return _row(found, page) | {"items": [_item(each) for each in items], "grounds": grounds}


@router.post(
    "/cases/{number}/handouts/{handout}/items/{item}", response=DoneOut, summary="Say how a document is handed out"
)
def judge_handout_item(
    request: Caller,
    number: Number,
    handout: HandoutId,
    item: ItemId,
    sent: Form[JudgedIn],  # type: ignore[valid-type]
    upload: Annotated[UploadedFile | None, File(description="A masked copy, of a file that has no text here.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """Whole, masked or not at all, and on which ground the rest is kept back."""
    files = MultiValueDict({"upload": [upload]} if upload is not None else {})

    def act(page: CasePage, found: Handout) -> None:
        chosen = _one(_items(found, page), item)
        has_text = _has_text(chosen.document)
        if has_text and upload is not None:
            raise CaseError("masked_here", field="upload")
        prefixed = {f"item{item}-{name}": value for name, value in posted(sent).items()}
        named = MultiValueDict({f"item{item}-{name}": files.getlist(name) for name in files})
        form = ItemInput(prefixed, named, item=chosen, has_text=has_text)
        if not form.is_valid():
            raise misfits(form, sent)
        judge_items(found, {chosen.pk: Judged(**form.cleaned_data)}, by=request.user)

    return _once(request, number, handout, sent, act, idempotency_key, f"items/{item}", files)


@router.get(
    "/cases/{number}/handouts/{handout}/items/{item}/masks", response=MaskedOut, summary="What is masked in a document"
)
def get_masks(request: Caller, number: Number, handout: HandoutId, item: ItemId) -> Any:
    """404 for a file, whose text the system does not have."""
    page = _for_office(request, number)
    chosen, passages = _with_text(page, handout, item)
    masks = _stored(chosen) if chosen.masks else Masks(words=spotted(passages))
    return {"passages": passages_shown(passages, masks), "masks": masks_shown(masks)}


@router.post(
    "/cases/{number}/handouts/{handout}/items/{item}/masks", response=DoneOut, summary="Mask parts of a document"
)
def mask_handout_item(
    request: Caller,
    number: Number,
    handout: HandoutId,
    item: ItemId,
    sent: MasksIn,
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """In place of what was masked before. The original is not changed; nothing masked means that it goes out whole."""

    def act(page: CasePage, found: Handout) -> None:
        chosen, passages = _with_text(page, found.pk, item)
        mask_item(chosen, masks_of(passages, sent), by=request.user)

    return _once(request, number, handout, sent, act, idempotency_key, f"items/{item}/masks")


@router.post("/cases/{number}/handouts/{handout}/settle", response=DoneOut, summary="Hand the documents out")
def settle_a_handout(
    request: Caller, number: Number, handout: HandoutId, sent: SettledHandoutIn, idempotency_key: IdempotencyKey = None
) -> Any:
    """As they were judged, and logged: masked copies become documents of the case, that are fetched as all others."""

    def act(page: CasePage, found: Handout) -> None:
        settle_handout(found, by=request.user, reason=sent.reason)

    return _once(request, number, handout, sent, act, idempotency_key, "settle")


@router.post("/cases/{number}/handouts/{handout}/drop", response=DoneOut, summary="Nobody asks for it any more")
def drop_a_handout(request: Caller, number: Number, handout: HandoutId, idempotency_key: IdempotencyKey = None) -> Any:
    def act(page: CasePage, found: Handout) -> None:
        drop_handout(found, by=request.user)

    return _once(request, number, handout, None, act, idempotency_key, "drop")


def _for_office(request: Caller, number: str) -> CasePage:
    page = open_page(request.user, number)
    if not page.found.is_office:
        raise CaseError("not_the_association")
    return page


def _once(
    request: Caller,
    number: str,
    handout: int,
    sent: Asking | None,
    act: Callable[[CasePage, Handout], None],
    key: str | None,
    what: str,
    files: Any = None,
) -> dict[str, Any]:
    """An act on one handout, as it is under the key."""
    page = _for_office(request, number)
    found = _handout(page, handout)
    return once(request, page.case, sent, lambda: act(page, found), key, f"handouts/{handout}/{what}", files)


def _handout(page: CasePage, pk: int) -> Handout:
    found = page.case.handouts.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.case = page.case
    return found


def _items(found: Handout, page: CasePage) -> list[HandoutItem]:
    items = list(found.items.select_related("document", "ground", "copy").order_by("document__number"))
    for item in items:
        item.document.case, item.handout = page.case, found
    return items


def _one(items: Sequence[HandoutItem], pk: int) -> HandoutItem:
    found = next((each for each in items if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _with_text(page: CasePage, handout: int, item: int) -> tuple[HandoutItem, tuple[Passage, ...]]:
    chosen = _one(_items(_handout(page, handout), page), item)
    if not _has_text(chosen.document):
        raise Http404
    return chosen, passages_of(chosen.document)


def _has_text(document: Document) -> bool:
    return document.attachment_id is None and not document.file and bool(passages_of(document))


def _stored(item: HandoutItem) -> Masks:
    return read_masks(item.masks if "file" not in item.masks else {})


def _row(each: Handout, page: CasePage) -> dict[str, Any]:
    plain = ("state", "asked_on", "recipient", "means", "reason")
    return {name: getattr(each, name) for name in plain} | {
        "id": each.pk,
        "settled_on": timezone.localdate(each.settled_at) if each.settled_at else None,
        "url": reverse("cases:handout", args=[page.case.number, each.pk]),
    }


def _item(each: HandoutItem) -> dict[str, Any]:
    return {
        "id": each.pk,
        "document": each.document.number,
        "title": each.document.title or each.document.get_kind_display(),
        "how": each.how,
        "ground": each.law,
        "has_text": _has_text(each.document),
        "is_masked": bool(each.masks),
        "copy_document": each.copy.number if each.copy else None,
    }
