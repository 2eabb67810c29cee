"""Publish an approved status report on its groups' pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.errors import FORBIDDEN, CaseError
from cases.permissions import case_for
from home.actions.publish_report import publish_report
from people.posting import posted_from
from people.requests import ReaderRequest


@login_required
@posted_from("cases:case", "number")
def publish(request: ReaderRequest, number: str) -> HttpResponse:
    case = case_for(request.user, number)
    try:
        pages = publish_report(case, by=request.user)
    except CaseError as error:
        if error.status == FORBIDDEN:
            raise PermissionDenied(str(error)) from error
        messages.error(request, str(error))
    else:
        live = all(page.live for page in pages)
        said = _("The report is published.") if live else _("A draft lies ready; the office publishes it.")
        messages.success(request, said)
    return redirect("cases:tab", number, "ansokan")
