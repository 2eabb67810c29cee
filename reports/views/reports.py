"""The list of reports, and a report as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Case
from people.requests import ReaderRequest
from reports.actions.start_export import start_export
from reports.inputs import ReportFilter
from reports.registry import REPORTS
from reports.selection import selection
from reports.workbook import CONTENT_TYPE, workbook


@require_safe
@login_required
def index(request: ReaderRequest) -> HttpResponse:
    cases = Case.objects.visible_to(request.user).open()
    form = ReportFilter(request.GET or None, cases=cases)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return _page(request, form, status)


@require_safe
@login_required
@never_cache
def download(request: ReaderRequest, name: str) -> HttpResponse:
    """The workbook of the cases that the person may see, made in the background where they are many.

    What cannot be asked for is told on the page.
    """
    report = REPORTS.get(name)
    if report is None:
        raise Http404
    form = ReportFilter(request.GET, cases=Case.objects.visible_to(request.user).open())
    if not form.is_valid():
        return _page(request, form, 422)
    chosen = form.chosen()
    if chosen.count() > report.most_at_once:
        return redirect(start_export(name, request.GET.dict(), by=request.user))
    file_name = f"{slugify(str(report.title))}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return HttpResponse(
        workbook([*report.sheets(chosen), *selection(form)]),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _page(request: ReaderRequest, form: ReportFilter, status: int) -> HttpResponse:
    count = form.chosen().count() if form.is_bound and form.is_valid() else form.cases.count()
    context = {"reports": REPORTS.values(), "form": form, "count": count, "all": form.cases.count()}
    return render(request, "reports/index.html", context, status=status)
