"""Hand out an attached file: saved, never opened in the page."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from forms.models import StoredFile
from forms.queries.received import file_for
from people.requests import ReaderRequest


@login_required
@require_safe
def file(request: ReaderRequest, uuid: UUID) -> FileResponse:
    return hand_out(file_for(request.user, uuid))


def hand_out(found: StoredFile) -> FileResponse:
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(opened, as_attachment=True, filename=found.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
