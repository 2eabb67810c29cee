"""The applicant takes the case back, after one question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError
from cases.models import Case
from cases.permissions import is_applicant, require
from cases.queries.case_page import case_page

from .refusals import conflict, refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: HttpRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    applies = is_applicant(page.case, page.found, frozenset(body.pk for body in page.groups))
    require(applies, _("Only those who apply can withdraw the case."))
    if page.case.status == Case.Status.ENDED:
        return conflict(request, number, _("The case is already closed."))
    if request.method != "POST":
        return render(request, "cases/withdraw.html", {"page": page, "case": page.case})
    try:
        withdraw_case(page.case, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    messages.success(request, _("The case is withdrawn."))
    return redirect(page.case)
