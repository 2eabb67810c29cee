"""What a group does with its grant beside asking for it: calls off, reports what a year cost; the office takes back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.call_off import call_off, take_back_call_off
from cases.actions.release_grant import release_grant
from cases.actions.report_outcome import Cost, report_outcome
from cases.errors import CaseError
from cases.inputs.money import CallOffInput, OutcomeInput
from cases.inputs.office import ReasonInput
from cases.models import CallOff
from cases.permissions import require
from cases.queries.case_money import grants_of
from cases.queries.case_page import CasePage, case_page
from cases.queries.outcomes import YearOutcome, budget_lines, outcomes_of
from people.posting import posted_from
from people.requests import ReaderRequest

from .payments import my_group
from .refusals import conflict, put_beside, refused, typed_in


def _asking(request: ReaderRequest, number: str) -> CasePage:
    page = case_page(request.user, number)
    require(page.moves.settles_obligations, str(CaseError("not_the_applicant")))
    return page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: ReaderRequest, number: str) -> HttpResponse:
    page = _asking(request, number)
    grants = grants_of(page.case)
    if not grants:
        return conflict(request, number, str(CaseError("nothing_granted")))
    if page.money_rests and request.method != "POST":
        return conflict(request, number, str(CaseError("money_waits_for_agreement")))
    posted = request.POST if request.method == "POST" else None
    form = CallOffInput(posted, grants=grants, groups=page.groups, mine=my_group(page))
    if form.is_valid():
        try:
            call_off(page.case, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("The call-off is sent to the office."))
            return redirect("cases:tab", page.case.number, "ekonomi")
    context = {"page": page, "case": page.case, "form": form, "grants": grants}
    return render(request, "cases/money/call_off.html", context, status=422 if form.errors else 200)


@login_required
@posted_from("cases:tab", "number", tab="ekonomi")
def take_back(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    page = _asking(request, number)
    made = get_object_or_404(CallOff, pk=pk, case=page.case)
    try:
        take_back_call_off(made, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    messages.success(request, _("The call-off is taken back."))
    return redirect("cases:tab", page.case.number, "ekonomi")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: ReaderRequest, number: str, year: int) -> HttpResponse:
    page = _asking(request, number)
    if year not in {row.year for row in grants_of(page.case)}:
        return conflict(request, number, str(CaseError("nothing_granted_for", year=year)))
    lines = budget_lines(page.case, year)
    if not lines:
        return conflict(request, number, str(CaseError("no_budget_lines", year=year)))
    before = next((each for each in outcomes_of(page.case) if each.year == year), None)
    posted = request.POST if request.method == "POST" else None
    form = OutcomeInput(posted, lines=lines, initial=_initial(before))
    if form.is_valid():
        try:
            _report(request, page, year, form)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("What %(year)s cost is reported.") % {"year": year})
            return redirect("cases:tab", page.case.number, "ekonomi")
    context = {"page": page, "case": page.case, "form": form, "year": year, "before": before}
    return render(request, "cases/money/outcome.html", context, status=422 if form.errors else 200)


def _initial(before: YearOutcome | None) -> dict[str, Any]:
    found: dict[str, Any] = {"after": before.report.number if before else 0}
    for place, line in enumerate(before.lines if before else (), 1):
        found |= {f"outcome_{place}": line.outcome, f"explanation_{place}": line.explanation}
    return found


def _report(request: ReaderRequest, page: CasePage, year: int, form: OutcomeInput) -> None:
    cleaned = form.cleaned_data
    costs = {
        line.id: Cost(cleaned[f"outcome_{place}"], cleaned[f"explanation_{place}"])
        for place, line in enumerate(form.lines, 1)
    }
    report_outcome(page.case, year=year, costs=costs, after=cleaned["after"], by=request.user)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: ReaderRequest, number: str, year: int) -> HttpResponse:
    """The office gives back what is left of a year's grant."""
    page = case_page(request.user, number)
    require(page.found.is_office, str(CaseError("not_the_association")))
    grant = next((row for row in grants_of(page.case) if row.year == year), None)
    if grant is None or grant.left <= 0:
        return conflict(request, number, str(CaseError("nothing_left")))
    form = ReasonInput(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            release_grant(page.case, year=year, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if not put_beside(form, error):
                return refused(request, page, error, typed=typed_in(form))
        else:
            messages.success(request, _("What was left is given back and can be granted to others."))
            return redirect("cases:tab", page.case.number, "ekonomi")
    context = {"page": page, "case": page.case, "form": form, "grant": grant}
    return render(request, "cases/money/release.html", context, status=422 if form.errors else 200)
