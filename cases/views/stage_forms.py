"""Filling in the form of a stage before the answer is given, and reading what was filled in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.actions.fill_stage_form import begin_stage_form
from cases.errors import CaseError
from cases.permissions import require
from cases.queries.case_page import case_page
from cases.queries.stage_forms import sent_form
from forms.domain import typed
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import refused


@login_required
@posted_from("cases:case", "number")
def fill(request: ReaderRequest, number: str) -> HttpResponse:
    """Begin the form, or go on with what is begun; one that was sent in is opened again."""
    page = case_page(request.user, number)
    turn = next((each for each in page.turns if str(each.pk) == request.POST.get("turn", "")), None)
    if turn is None:
        raise Http404
    try:
        submission = begin_stage_form(turn, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    return redirect("forms:overview", submission.uuid)


@login_required
@require_safe
def filled(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    page = case_page(request.user, number)
    sent = sent_form(page.case, pk, number=typed.whole(request.GET.get("sandning", "")))
    require(sent.revision.pk not in page.hidden.revisions, _("Secrecy stands on this document."))
    return render(request, "cases/filled.html", {"page": page, "case": page.case, "sent": sent})
