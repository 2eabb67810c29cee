"""The association's money: funds and years, what is committed and what is left."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.queries.money import balances
from people.queries.mandates import standing
from people.requests import ReaderRequest


@login_required
@require_safe
def money_page(request: ReaderRequest) -> HttpResponse:
    """For everybody with a mandate; an account without one is a stranger here."""
    if not standing(request.user).has_mandate:
        raise Http404
    return render(request, "cases/money.html", {"balances": balances(request.user)})
