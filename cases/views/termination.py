"""Notice of an agreement: noted by the office with its letter, and taken back by an entry of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.errors import CaseError
from cases.models import Agreement
from cases.moves.agreeing import TERMINATE_AGREEMENT, WITHDRAW_TERMINATION
from cases.moves.kinds import carried_out
from cases.queries.agreement_page import AgreementPage
from cases.queries.case_page import case_page
from forms.errors import FileRefused
from forms.wording import problem_text
from people.posting import posted_from
from people.requests import ReaderRequest

from .agreements import office_page, refused_on, shown
from .refusals import put_beside, typed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terminate(request: ReaderRequest, number: str, agreement: int) -> HttpResponse:
    page = office_page(request, number, agreement)
    now = page.agreement
    if now.status != Agreement.Status.IN_FORCE and request.method != "POST":
        return refused_on(request, page, CaseError("agreement_not_to_end", standing=now.get_status_display()))
    of_case = case_page(request.user, number)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TERMINATE_AGREEMENT.form(of_case, now, *posted)
    if form.is_valid():
        try:
            done = carried_out(TERMINATE_AGREEMENT, of_case, now, form, request.user)
        except FileRefused as error:
            form.add_error("upload", problem_text(error))
        except CaseError as error:
            if not put_beside(form, error):
                return refused_on(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, done.words)
            return redirect(now)
    context = {"page": page, "case": page.case, "agreement": now, "form": form}
    return render(request, "cases/agreements/terminate.html", context, status=422 if form.errors else 200)


@login_required
@posted_from("cases:agreement", "number", "agreement")
def withdraw(request: ReaderRequest, number: str, agreement: int) -> HttpResponse:
    page: AgreementPage = office_page(request, number, agreement)
    of_case = case_page(request.user, number)
    form = WITHDRAW_TERMINATION.form(of_case, page.agreement, request.POST)
    if not form.is_valid():
        return shown(request, page, status=422, go_on_form=form)
    try:
        done = carried_out(WITHDRAW_TERMINATION, of_case, page.agreement, form, request.user)
    except CaseError as error:
        if put_beside(form, error):
            return shown(request, page, status=422, go_on_form=form)
        return refused_on(request, page, error, typed=typed_in(form))
    messages.success(request, done.words)
    return redirect(page.agreement)
