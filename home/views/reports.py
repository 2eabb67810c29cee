"""Publish an approved status report on its groups' pages, and give it as PDF to whoever reads it there."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.errors import FORBIDDEN, CaseError
from cases.permissions import case_for
from home.actions.publish_report import publish_report
from home.models import StandardPage
from home.paper.report import report_paper
from home.queries.reports import group_of_report
from people.posting import posted_from
from people.requests import ReaderRequest

# A paper takes a second to make and everybody asks for the same one.
PAPER_SECONDS = 3600


@require_safe
def as_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Of what is live and open to everybody; a report that was taken down is gone here at once."""
    page = get_object_or_404(StandardPage.objects.live().public(), pk=pk)
    group = group_of_report(page)
    if group is None:
        raise Http404
    said = f"{page.pk}|{page.last_published_at}|{page.live_revision_id}|{page.title}|{group.title}"
    name = "report-" + sha256(said.encode()).hexdigest()
    made = cache.get(name)
    if made is None:
        made = report_paper(page, group)
        cache.set(name, made, PAPER_SECONDS)
    headers = {"Content-Disposition": f'inline; filename="{page.slug}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


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
