"""A fund by itself, and the amount limits: how they stand and what was done with them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases.models import Case, Fund
from cases.queries.money import years_of
from cases.queries.money_history import events_of, limits, told
from people.paging import LongPaginator
from people.queries.mandates import Standing, standing
from people.requests import ReaderRequest

AT_A_TIME = 50


@login_required
@require_safe
def fund(request: ReaderRequest, fund: str) -> HttpResponse:
    found = _mandated(request)
    chosen = get_object_or_404(Fund, key=fund)
    balance = years_of(chosen)
    context = {"fund": chosen, "balance": balance, "is_office": found.is_office}
    return render(request, "cases/money/fund.html", context | _history(request, found, chosen))


@login_required
@require_safe
def amount_limits(request: ReaderRequest) -> HttpResponse:
    found = _mandated(request)
    return render(request, "cases/money/limits.html", {"limits": limits(), **_history(request, found, None)})


def _mandated(request: ReaderRequest) -> Standing:
    """For everybody with a mandate; an account without one is a stranger here."""
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    return found


def _history(request: ReaderRequest, found: Standing, subject: Fund | None) -> dict[str, Any]:
    page = LongPaginator(events_of(subject), AT_A_TIME).get_page(request.GET.get("page"))
    return {"page": page, "happened": told(page, Case.objects.visible_in(found))}
