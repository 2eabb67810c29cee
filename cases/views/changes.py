"""Asking to change what was granted: what holds, what is to be changed, and on to the form."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.begin_change import change_form, must_be_changeable
from cases.errors import CaseError
from cases.moves.changes import ASK_FOR_CHANGE, RENEW_CHANGE
from cases.moves.kinds import carried_out
from cases.permissions import require
from cases.queries.case_page import CasePage, case_page
from cases.queries.changes import changes_of, draft_of
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import conflict, put_beside, refused, typed_in


def _asking(request: ReaderRequest, number: str) -> CasePage:
    page = case_page(request.user, number)
    require(ASK_FOR_CHANGE.may(page, None), str(ASK_FOR_CHANGE.why_not))
    return page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ReaderRequest, number: str) -> HttpResponse:
    page = _asking(request, number)
    try:
        must_be_changeable(page.case)
        change_form()
    except CaseError as error:
        return conflict(request, number, str(error))
    form = ASK_FOR_CHANGE.form(page, None, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            done = carried_out(ASK_FOR_CHANGE, page, None, form, request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            return redirect("forms:overview", done.made.uuid)
    changes = changes_of(page.case)
    context = {
        "page": page,
        "case": page.case,
        "form": form,
        "grants": page.grants,
        "changes": changes,
        "draft": draft_of(page.case, request.user),
        "amendments": len(changes.amendments),
    }
    return render(request, "cases/change.html", context, status=422 if form.errors else 200)


@login_required
@posted_from("cases:change", "number")
def renew(request: ReaderRequest, number: str) -> HttpResponse:
    """The draft goes on from what holds now."""
    page = _asking(request, number)
    draft = draft_of(page.case, request.user)
    if draft is None:
        return conflict(request, number, _("There is no request that is not sent in."))
    try:
        done = carried_out(RENEW_CHANGE, page, None, None, request.user)
    except CaseError as error:
        return refused(request, page, error)
    return redirect("forms:overview", done.made.uuid)
