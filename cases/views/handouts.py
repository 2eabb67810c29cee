"""Handing documents out: who asks, what goes out whole, masked or not at all, and the log of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.hand_out import Judged, drop_handout, judge_items, mask_item, settle_handout, start_handout
from cases.domain.masking import masked, read_masks, spotted
from cases.errors import CaseError
from cases.inputs.handout import ItemInput, MaskInput, masks_from
from cases.inputs.office import HandoutInput
from cases.models import Document, Handout, HandoutItem
from cases.queries.case_page import CasePage
from cases.queries.passages import passages_of
from forms.domain import typed
from forms.errors import FileRefused
from forms.wording import problem_text
from people.requests import ReaderRequest

from .filing import for_office
from .masking import mask_rows
from .refusals import put_beside, refused, typed_in

How = HandoutItem.How


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ReaderRequest, number: str) -> HttpResponse:
    page = for_office(request, number)
    documents = {str(each.number): each for each in page.case.documents.order_by("number")}
    form = HandoutInput(
        request.POST if request.method == "POST" else None,
        choices=[(key, _choice(page, each)) for key, each in documents.items()],
        initial={"asked_on": page.on, "documents": request.GET.getlist("handling")},
    )
    if form.is_valid():
        asked = {**form.cleaned_data, "documents": [documents[key] for key in form.cleaned_data["documents"]]}
        try:
            handout = start_handout(page.case, by=request.user, **asked)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            return redirect("cases:handout", page.case.number, handout.pk)
    context = {"page": page, "case": page.case, "form": form}
    return render(request, "cases/handout_start.html", context, status=422 if form.errors else 200)


def _choice(page: CasePage, document: Document) -> str:
    title = document.title or document.get_kind_display()
    mark = f" ({_('Secrecy')})" if document.secrecy or page.case.secret else ""
    return f"{page.case.number}:{document.number} {title}{mark}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handout(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    """While it is prepared: how each document goes out. Afterwards: the log."""
    page = for_office(request, number)
    found = _handout(page, pk)
    items = list(found.items.select_related("document", "ground", "copy").order_by("document__number"))
    for item in items:
        item.document.case = page.case
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    forms = [ItemInput(*posted, item=item, has_text=_has_text(item.document)) for item in items]
    if request.method == "POST":
        return _act(request, page, found, forms)
    return _show(request, page, found, forms)


def _show(
    request: ReaderRequest, page: CasePage, found: Handout, forms: list[ItemInput], *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {"page": page, "case": page.case, "handout": found, "forms": forms, **extra}
    name = "cases/handout.html" if found.state == Handout.State.PREPARED else "cases/handout_log.html"
    return render(request, name, context, status=status)


def _act(request: ReaderRequest, page: CasePage, found: Handout, forms: list[ItemInput]) -> HttpResponse:
    """Save what was judged; then hand out, or drop it, if that was the button."""
    act, reason = request.POST.get("act", ""), typed.one_line(request.POST.get("reason", ""))
    if act != "drop" and [form for form in forms if not form.is_valid()]:
        return _show(request, page, found, forms, status=422, reason=reason)
    try:
        if act == "drop":
            drop_handout(found, by=request.user)
            messages.success(request, _("The handout is dropped."))
            return redirect("cases:filing", page.case.number)
        judge_items(found, {form.item.pk: Judged(**form.cleaned_data) for form in forms}, by=request.user)
        if act == "settle":
            settle_handout(found, by=request.user, reason=reason)
            messages.success(request, _("The handout is finished and logged."))
    except FileRefused as error:
        return _show(request, page, found, forms, status=422, refusal=problem_text(error), reason=reason)
    except CaseError as error:
        if error.status != 422:
            return refused(request, page, error)
        return _show(request, page, _handout(page, found.pk), forms, status=422, refusal=str(error), reason=reason)
    masking = next((form.item for form in forms if act == f"mask-{form.item.pk}"), None)
    if masking is not None:
        return redirect("cases:mask", page.case.number, found.pk, masking.pk)
    return redirect("cases:handout", page.case.number, found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: ReaderRequest, number: str, pk: int, item: int) -> HttpResponse:
    """Mark what is masked in one document, and see what is left."""
    page = for_office(request, number)
    chosen = _handout(page, pk).items.select_related("document", "handout").filter(pk=item).first()
    passages = passages_of(chosen.document) if chosen is not None else ()
    if chosen is None or not passages:
        raise Http404
    stored = read_masks(chosen.masks if "file" not in chosen.masks else {})
    words = stored.words if chosen.masks else spotted(passages)
    form = MaskInput(request.POST if request.method == "POST" else None, initial={"words": "\n".join(words)})
    masks = stored
    if form.is_valid():
        masks = masks_from(passages, request.POST, form.cleaned_data["words"])
        if request.POST.get("act") == "save":
            try:
                mask_item(chosen, masks, by=request.user)
            except CaseError as error:
                return refused(request, page, error)
            messages.success(request, _("What is masked is saved. The original is not changed."))
            return redirect("cases:handout", page.case.number, pk)
    left = masked(passages, masks)
    context = {
        "page": page,
        "case": page.case,
        "item": chosen,
        "form": form,
        "rows": mask_rows(passages, left, masks),
        "shown": request.method == "POST",
    }
    return render(request, "cases/mask.html", context, status=422 if form.errors else 200)


def _handout(page: CasePage, pk: int) -> Handout:
    found = page.case.handouts.select_related("started_by", "settled_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _has_text(document: Document) -> bool:
    return document.attachment_id is None and not document.file and bool(passages_of(document))
