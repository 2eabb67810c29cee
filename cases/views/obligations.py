"""Ticking off what a case has promised."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cases.actions.complete_obligation import complete_obligation
from cases.errors import CaseError
from cases.models import Obligation
from cases.permissions import require
from cases.queries.case_page import case_page
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import refused


@login_required
@posted_from("cases:tab", "number", tab="beslut")
def settle(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    page = case_page(request.user, number)
    obligation = get_object_or_404(Obligation, pk=pk, case=page.case)
    require(page.moves.settles_obligations, _("Only those who apply and the office can mark this as done."))
    try:
        complete_obligation(obligation, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    messages.success(request, _("“%(what)s” is marked as done.") % {"what": obligation.title})
    return redirect("cases:tab", number, "beslut")
