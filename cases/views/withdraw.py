"""The applicant takes the case back, after one question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError
from cases.inputs import WithdrawalInput
from cases.models import Case
from cases.permissions import is_applicant, require
from cases.queries.case_page import case_page
from people.requests import ReaderRequest

from .refusals import conflict, refused, typed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    applies = is_applicant(page.case, page.found, frozenset(body.pk for body in page.groups))
    require(applies, _("Only those who apply can withdraw the case."))
    form = WithdrawalInput(request.POST if request.method == "POST" else None)
    if page.case.status == Case.Status.ENDED:
        return conflict(request, number, _("The case is already closed."), typed=typed_in(form))
    if form.is_valid():
        try:
            withdraw_case(page.case, by=request.user, reason=form.cleaned_data["reason"])
        except CaseError as error:
            return refused(request, page, error, typed=typed_in(form))
        messages.success(request, _("The case is withdrawn."))
        return redirect(page.case)
    context = {"page": page, "case": page.case, "form": form}
    return render(request, "cases/withdraw.html", context, status=422 if form.errors else 200)
