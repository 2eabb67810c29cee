"""The association's money: funds and years, statements, what the office sets aside and moves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.errors import CaseError
from cases.inputs.money import AppropriationInput, MoveInput, StatementFilter
from cases.models import Case, Fund, FundYear
from cases.permissions import require
from cases.queries.money import balances
from cases.queries.statement import Asked, entries_to_list, followed, in_all, lines, sums_of, with_names
from cases.queries.statement_parts import WAYS, narrowed, parts_of
from people.paging import LongPaginator
from people.queries.mandates import Standing, standing
from people.requests import ReaderRequest

from .refusals import put_beside

AT_A_TIME = 100


def _found(request: ReaderRequest) -> Standing:
    """For everybody with a mandate; an account without one is a stranger here."""
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    return found


@login_required
@require_safe
def money_page(request: ReaderRequest) -> HttpResponse:
    found = _found(request)
    context = {"balances": balances(request.user), "is_office": found.is_office}
    return render(request, "cases/money.html", context)


@login_required
@require_safe
def statement(request: ReaderRequest) -> HttpResponse:
    """The ledger's entries for what was chosen, with sums by year; a hundred at a time."""
    found = _found(request)
    cases = Case.objects.visible_in(found)
    form = StatementFilter(request.GET or None, cases=cases)
    valid = not form.is_bound or form.is_valid()
    asked = Asked(**form.cleaned_data) if form.is_bound and valid else Asked()
    years = sums_of(asked) if valid else []
    paginator = LongPaginator(with_names(entries_to_list(asked, years)), AT_A_TIME)
    page = paginator.get_page(request.GET.get("page"))
    of_page = {entry.case_id for entry in page if entry.case_id} if valid else set()
    seen = frozenset(cases.filter(pk__in=of_page).values_list("pk", flat=True))
    chosen = request.GET.copy()
    chosen.pop("page", None)
    by = chosen.get("by", "")
    parts = parts_of(asked, by, found) if valid else None
    context = {
        "form": form,
        "asked": asked,
        "followed": followed(asked),
        "years": years,
        "total": in_all(years),
        "has_set_aside": any(each.appropriated for each in years),
        "page": page if valid else None,
        "lines": lines(page, seen) if valid else [],
        "query": chosen.urlencode(),
        "by": by if parts else "",
        "parts": parts,
        "ways": [way for way in WAYS if way not in narrowed(asked)],
    }
    return render(request, "cases/money/statement.html", context, status=200 if valid else 422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: ReaderRequest) -> HttpResponse:
    """The office writes in what the board has set aside."""
    require(_found(request).is_office, str(CaseError("not_the_association")))
    form = AppropriationInput(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    if form.is_valid():
        given = form.cleaned_data
        case = given["case"]
        try:
            record_appropriation(
                given["fund"],
                year=given["year"],
                amount=-given["amount"] if given["is_less"] else given["amount"],
                decision=case.decisions.filter(replaced_by=None).first() if case else None,
                note=given["note"],
                by=request.user,
            )
        except CaseError as error:
            if not put_beside(form, error):
                form.add_error(None, str(error))
        else:
            messages.success(request, _("The appropriation is written in."))
            return redirect("cases:money")
    return render(request, "cases/money/set_aside.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ReaderRequest, fund: str) -> HttpResponse:
    """The office moves money between years by a decision."""
    require(_found(request).is_office, str(CaseError("not_the_association")))
    chosen = get_object_or_404(Fund, key=fund)
    form = MoveInput(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            move_between_years(chosen, by=request.user, **form.cleaned_data)
        except CaseError as error:
            if not put_beside(form, error):
                form.add_error(None, str(error))
        else:
            messages.success(request, _("The money is moved."))
            return redirect("cases:money")
    years = FundYear.objects.filter(fund=chosen).order_by("year")
    context = {"form": form, "fund": chosen, "years": years}
    return render(request, "cases/money/move.html", context, status=422 if form.errors else 200)
