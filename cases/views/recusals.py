"""The office takes back a recusal that was noted by mistake."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cases.actions.recuse import lift_recusal
from cases.errors import CaseError
from cases.models import Recusal
from cases.permissions import require
from cases.queries.case_page import case_page
from people.posting import posted_from
from people.requests import ReaderRequest

from .refusals import refused


@login_required
@posted_from("cases:case", "number")
def lift(request: ReaderRequest, number: str, pk: int) -> HttpResponse:
    page = case_page(request.user, number)
    recusal = get_object_or_404(Recusal.objects.visible_to(request.user), case=page.case, pk=pk)
    require(page.found.is_office, _("Only the office can do this."))
    try:
        lift_recusal(recusal, by=request.user)
    except CaseError as error:
        return refused(request, page, error)
    messages.success(request, _("The recusal is lifted."))
    return redirect(page.case)
