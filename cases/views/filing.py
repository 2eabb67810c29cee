"""What the office does with a case as a file: registers, marks, names, closes, archives."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.lift_secrecy import lift_secrecy
from cases.actions.mark_secret import mark_secret
from cases.actions.name_publicly import name_publicly
from cases.actions.register_document import register_document
from cases.errors import CaseError
from cases.inputs.office import DocumentInput, PublicTitleInput, ReasonInput, SecrecyInput
from cases.models import Document, SecrecyMark
from cases.moves.filing import ONLY_THE_OFFICE, SHELVING, standing_mark
from cases.permissions import require
from cases.queries.case_page import CasePage, case_page
from cases.queries.documents import laws_of
from cases.queries.passages import passages_of
from forms.errors import FileRefused
from forms.models import SubmissionRevision
from forms.views.file import hand_out
from forms.wording import problem_text
from people.requests import ReaderRequest

from .case import FILING, render_case
from .refusals import put_beside, refused, typed_in


def for_office(request: ReaderRequest, number: str) -> CasePage:
    """The case, for the office alone: others who see it get 403, strangers 404."""
    page = case_page(request.user, number)
    require(page.found.is_office, str(ONLY_THE_OFFICE))
    return page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: ReaderRequest, number: str) -> HttpResponse:
    """The tab where the office keeps the case; posting saves its public title."""
    page = for_office(request, number)
    initial = {"title": page.case.public_title}
    form = PublicTitleInput(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        name_publicly(page.case, title=form.cleaned_data["title"], by=request.user)
        messages.success(request, _("The public title is saved."))
        return redirect("cases:filing", page.case.number)
    return _filing(request, page, title_form=form, status=422 if form.errors else 200)


def _filing(request: ReaderRequest, page: CasePage, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {
        "panel": "cases/tabs/diarieforing.html",
        "title_form": PublicTitleInput(initial={"title": page.case.public_title}),
        "reason_form": ReasonInput(auto_id="shelf_%s"),
        "shelving": {move.key for move in SHELVING if move.is_open(page, None)},
        "marks": _marks(page),
        "handouts": page.case.handouts.select_related("started_by", "settled_by").order_by("-pk")[:50],
        "disposal": getattr(page.case, "disposal", None),
        **extra,
    }
    return render_case(request, page, FILING, status=status, **context)


def _marks(page: CasePage) -> list[SecrecyMark]:
    marks = SecrecyMark.objects.filter(case=page.case).select_related("document", "ground", "set_by", "lifted_by")
    return list(marks.order_by("lifted_at", "-pk"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shelve(request: ReaderRequest, number: str) -> HttpResponse:
    """Close, archive, or undo it with a reason."""
    page = for_office(request, number)
    move = next((move for move in SHELVING if move.key == request.POST.get("act", "")), None)
    if request.method != "POST" or move is None or move.do is None:
        return redirect("cases:filing", page.case.number)
    form = move.form(page, None, request.POST)
    if not form.is_valid():
        return _filing(request, page, reason_form=form, status=422)
    try:
        done = move.do(page, None, form, request.user)
    except CaseError as error:
        return refused(request, page, error, typed=typed_in(form))
    messages.success(request, done.words)
    return redirect("cases:filing", page.case.number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register_page(request: ReaderRequest, number: str) -> HttpResponse:
    """Take in what came by post or e-mail, or what went out."""
    page = for_office(request, number)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DocumentInput(*posted, initial={"dated_on": page.on})
    if form.is_valid():
        try:
            document = register_document(page.case, by=request.user, **form.cleaned_data)
        except FileRefused as error:
            form.add_error("upload", problem_text(error))
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("Registered as %(reference)s.") % {"reference": document.reference})
            return redirect("cases:tab", page.case.number, "handlingar")
    context = {"page": page, "case": page.case, "form": form}
    return render(request, "cases/register_document.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def secrecy(request: ReaderRequest, number: str, document: int | None = None) -> HttpResponse:
    """Mark the case or one document, or lift the mark that stands there."""
    page = for_office(request, number)
    marked = _document(page, document) if document is not None else None
    mark = standing_mark(page, marked)
    posted = request.POST if request.method == "POST" else None
    form = ReasonInput(posted) if mark else SecrecyInput(posted, of_document=marked is not None)
    if form.is_valid():
        try:
            if mark:
                lift_secrecy(mark, by=request.user, **form.cleaned_data)
            else:
                mark_secret(page.case, document=marked, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("The mark is lifted.") if mark else _("The mark is set."))
            return redirect(marked or reverse("cases:filing", args=[page.case.number]))
    context = {"page": page, "case": page.case, "form": form, "mark": mark, "document": marked}
    return render(request, "cases/secrecy.html", context, status=422 if form.errors else 200)


def _document(page: CasePage, number: int) -> Document:
    found = page.case.documents.select_related("attachment", "revision", "registered_by").filter(number=number).first()
    if found is None:
        raise Http404
    found.case = page.case
    return found


@login_required
@require_safe
def document_page(request: ReaderRequest, number: str, document: int) -> HttpResponse:
    """One document: what the register says of it, and its text where the system has it."""
    page = case_page(request.user, number)
    found = _document(page, document)
    hidden = found.number in page.hidden.documents
    context = {
        "page": page,
        "case": page.case,
        "document": found,
        "hidden": hidden,
        "law": laws_of(page).get(found.pk, ""),
        "passages": () if hidden else passages_of(found),
        "open_url": "" if hidden else _opened(found),
        "copies": found.masked_copies.order_by("number") if page.found.is_office else (),
    }
    return render(request, "cases/document.html", context)


def _opened(document: Document) -> str:
    """Where the document itself is read or fetched."""
    if document.attachment is not None:
        return reverse("forms:file", args=[document.attachment.uuid])
    if document.file:
        return reverse("cases:document_file", args=[document.case.number, document.number])
    if document.revision is not None:
        return _sending(document, document.revision)
    return reverse("cases:tab", args=[document.case.number, "beslut"]) if document.decision_id else ""


def _sending(document: Document, revision: SubmissionRevision) -> str:
    """What was sent in: the application, the form of a stage, or what answers an obligation."""
    case, number = document.case, document.case.number
    if revision.submission_id == case.submission_id:
        return f"{reverse('cases:tab', args=[number, 'ansokan'])}?sandning={revision.number}"
    for name, rows in (("cases:filled", case.stage_forms), ("cases:owed", case.obligations)):
        pk = rows.filter(submission=revision.submission_id).values_list("pk", flat=True).first()
        if pk is not None:
            return f"{reverse(name, args=[number, pk])}?sandning={revision.number}"
    return ""


@login_required
@require_safe
def document_file(request: ReaderRequest, number: str, document: int) -> HttpResponseBase:
    """The file that the office took in: saved, never opened in the page."""
    seen = Document.objects.visible_to(request.user).filter(case__number=number, number=document)
    found = seen.exclude(file="").first()
    if found is None:
        raise Http404
    return hand_out(found.file, found.file_name, named=True)
