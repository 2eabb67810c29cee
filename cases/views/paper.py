"""What was sent in with a case, and any document that is text, as a PDF, for whoever may read it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Document
from cases.permissions import case_for
from cases.queries import answers
from cases.queries.hidden import hidden_in
from cases.queries.passages import passages_of
from forms.paper.submission import paper_of_revision
from forms.views.paper import hand_over
from people.paper.pdf import paper
from people.queries.mandates import standing
from people.requests import ReaderRequest


@login_required
@require_safe
@never_cache
def application_paper(request: ReaderRequest, number: str) -> HttpResponse:
    """The latest sending, or the one asked for with `sandning`; what is only a draft of a supplement is not on it."""
    found = standing(request.user)
    case = case_for(request.user, number, found=found)
    asked = request.GET.get("sandning", "")
    sent = answers.sent(case, int(asked) if asked.isdecimal() and len(asked) < 6 else None)
    if sent.revision.pk in hidden_in(case, found).revisions:
        raise Http404
    return hand_over(request, paper_of_revision(sent.revision), case.number, sent.revision)


@login_required
@require_safe
@never_cache
def document_paper(request: ReaderRequest, number: str, document: int) -> HttpResponse:
    """A document whose text the system has; of a masked copy, what is left and nothing else."""
    seen = Document.objects.visible_to(request.user).select_related("case", "revision", "assignment", "decision")
    found = seen.filter(case__number=number, number=document).first()
    passages = passages_of(found) if found is not None else ()
    if found is None or not passages:
        raise Http404
    made = paper(
        "cases/paper/document.html",
        {
            "title": found.title or found.get_kind_display(),
            "reference": found.reference,
            "document": found,
            "passages": passages,
        },
    )
    headers = {"Content-Disposition": f'inline; filename="{found.case.number}-{found.number}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
