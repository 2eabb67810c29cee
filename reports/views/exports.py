"""A workbook that is being made: how far it has come, and then the file."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.requests import ReaderRequest
from reports.models import Export
from reports.registry import REPORTS
from reports.workbook import CONTENT_TYPE


@require_safe
@login_required
@never_cache
def export(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Export.objects.visible_to(request.user), uuid=uuid)
    return render(request, "reports/export.html", {"export": found, "report": REPORTS.get(found.report)})


@require_safe
@login_required
@never_cache
def file(request: ReaderRequest, uuid: UUID) -> FileResponse:
    found = get_object_or_404(Export.objects.visible_to(request.user), uuid=uuid, state=Export.State.MADE)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    report = REPORTS.get(found.report)
    name = f"{slugify(str(report.title if report else found.report))}-{localdate(found.created_at):%Y-%m-%d}.xlsx"
    return FileResponse(opened, as_attachment=True, filename=name, content_type=CONTENT_TYPE)
