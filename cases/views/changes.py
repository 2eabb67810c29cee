"""Asking to change what was granted: what holds, what is to be changed, and on to the form."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.begin_change import begin_change, change_form, must_be_changeable, renew_change
from cases.errors import CaseError
from cases.inputs.change import ChangeInput
from cases.permissions import require
from cases.queries.case_money import grants_of
from cases.queries.case_page import CasePage, case_page
from cases.queries.changes import changes_of, draft_of
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import conflict, put_beside, refused, typed_in


def _asking(request: ReaderRequest, number: str) -> CasePage:
    page = case_page(request.user, number)
    require(page.moves.settles_obligations, _("Only those who apply and the office ask for changes."))
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
    grants = grants_of(page.case)
    form = ChangeInput(
        request.POST if request.method == "POST" else None,
        may_change_period=page.case.period_to is not None,
        may_change_budget=bool(grants),
    )
    if form.is_valid():
        try:
            made = begin_change(page.case, parts=form.cleaned_data["parts"], by=request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            return redirect("forms:overview", made.submission.uuid)
    changes = changes_of(page.case)
    context = {
        "page": page,
        "case": page.case,
        "form": form,
        "grants": grants,
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
        renew_change(draft, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    return redirect("forms:overview", draft.submission.uuid)
