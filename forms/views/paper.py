"""A submission as a PDF: at once where that is quick, otherwise in the background."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forms.actions.start_printout import start_printout
from forms.models import Printout, SubmissionRevision
from forms.paper.submission import Paper, paper_of_draft, reference_of
from forms.views.page import draft_page
from people.requests import ReaderRequest

CONTENT_TYPE = "application/pdf"


@login_required
@require_safe
@never_cache
def paper(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    """For those who read the page; what they read there is what is on the paper."""
    page = draft_page(request, uuid)
    reference = page.place.reference if page.place else ""
    return hand_over(request, paper_of_draft(page.submission, page.definition, page.evaluation), reference)


def hand_over(
    request: ReaderRequest, asked: Paper, reference: str, sent: SubmissionRevision | None = None
) -> HttpResponse:
    """The file, or the page where it is waited for. Whoever calls has seen to it that the reader may see it."""
    if not asked.is_quick:
        return redirect(start_printout(asked.submission, sent, by=request.user))
    headers = {"Content-Disposition": f'inline; filename="{file_name(asked.title, reference)}"'}
    return HttpResponse(asked.made(reference=reference), content_type=CONTENT_TYPE, headers=headers)


def file_name(title: str, reference: str) -> str:
    return f"{slugify(f'{reference} {title}')[:80].strip('-') or 'ansokan'}.pdf"


@login_required
@require_safe
@never_cache
def printout(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Printout.objects.visible_to(request.user).select_related("submission"), uuid=uuid)
    return render(request, "forms/printout.html", {"printout": found})


@login_required
@require_safe
@never_cache
def printout_file(request: ReaderRequest, uuid: UUID) -> FileResponse:
    mine = Printout.objects.visible_to(request.user).select_related("submission")
    found = get_object_or_404(mine, uuid=uuid, state=Printout.State.MADE)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = file_name(str(found.submission), reference_of(found.submission))
    return FileResponse(opened, as_attachment=True, filename=name, content_type=CONTENT_TYPE)
