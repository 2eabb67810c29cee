"""What a group does with its grant beside asking for it: calls off, reports what a year cost; the office takes back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.errors import CaseError
from cases.models import CallOff
from cases.moves.kinds import carried_out
from cases.moves.money import CALL_OFF, RELEASE_GRANT, REPORT_OUTCOME, TAKE_BACK_CALL_OFF, reported
from cases.permissions import require
from cases.queries.case_page import CasePage, case_page
from cases.queries.outcomes import threshold
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import closed_to_claims, conflict, is_over, put_beside, refused, typed_in


def _asking(request: ReaderRequest, number: str) -> CasePage:
    page = case_page(request.user, number)
    require(CALL_OFF.may(page, None), str(CALL_OFF.why_not))
    return page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: ReaderRequest, number: str) -> HttpResponse:
    page = _asking(request, number)
    if closed := closed_to_claims(request, page):
        return closed
    posted = request.POST if request.method == "POST" else None
    form = CALL_OFF.form(page, None, posted)
    if form.is_valid():
        try:
            done = carried_out(CALL_OFF, page, None, form, request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, done.words)
            return redirect("cases:tab", page.case.number, "ekonomi")
    context = {"page": page, "case": page.case, "form": form, "grants": page.grants}
    return render(request, "cases/money/call_off.html", context, status=422 if form.errors else 200)


@login_required
@posted_from("cases:tab", "number", tab="ekonomi")
def take_back(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    page = _asking(request, number)
    made = get_object_or_404(CallOff, pk=pk, case=page.case)
    try:
        done = carried_out(TAKE_BACK_CALL_OFF, page, made, None, request.user)
    except CaseError as error:
        return refused(request, page, error)
    messages.success(request, done.words)
    return redirect("cases:tab", page.case.number, "ekonomi")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: ReaderRequest, number: str, year: int) -> HttpResponse:
    page = _asking(request, number)
    if is_over(request, page):
        return conflict(request, number, str(CaseError("case_archived")))
    grant = next((row for row in page.grants if row.year == year), None)
    if grant is None:
        return conflict(request, number, str(CaseError("nothing_granted_for", year=year)))
    if request.method != "POST" and (instead := REPORT_OUTCOME.because(page, grant)):
        return conflict(request, number, str(instead))
    form = REPORT_OUTCOME.form(page, grant, request.POST if request.method == "POST" else None)
    if not form.lines:
        return conflict(request, number, str(CaseError("no_budget_lines", year=year)))
    if form.is_valid():
        try:
            done = carried_out(REPORT_OUTCOME, page, grant, form, request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, done.words)
            return redirect("cases:tab", page.case.number, "ekonomi")
    context = {"page": page, "case": page.case, "form": form, "year": year, "before": reported(page, year)}
    context["limit"] = threshold()
    return render(request, "cases/money/outcome.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: ReaderRequest, number: str, year: int) -> HttpResponse:
    """The office gives back what is left of a year's grant."""
    page = case_page(request.user, number)
    require(RELEASE_GRANT.may(page, None), str(RELEASE_GRANT.why_not))
    if is_over(request, page):
        return conflict(request, number, str(CaseError("case_archived")))
    grant = next((row for row in page.grants if row.year == year), None)
    if grant is None or grant.left <= 0:
        return conflict(request, number, str(CaseError("nothing_left")))
    form = RELEASE_GRANT.form(page, grant, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            done = carried_out(RELEASE_GRANT, page, grant, form, request.user)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, done.words)
            return redirect("cases:tab", page.case.number, "ekonomi")
    context = {"page": page, "case": page.case, "form": form, "grant": grant}
    return render(request, "cases/money/release.html", context, status=422 if form.errors else 200)
