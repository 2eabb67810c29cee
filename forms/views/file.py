"""Hand out an attached file: saved, never opened in the page."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from forms.content import media_type_of
from forms.models import StoredFile
from forms.queries.received import file_for
from people.requests import ReaderRequest
from people.saving import save_as

# Of what strangers sent in no browser is told more than that it is a file.
OPAQUE = "application/octet-stream"


@login_required
@require_safe
def file(request: ReaderRequest, uuid: UUID) -> FileResponse:
    return hand_out(file_for(request.user, uuid))


def hand_out(found: StoredFile, *, named: bool = False) -> FileResponse:
    """`named`: with its media type, for papers of our own and what the office took in, told by content when it came."""
    try:
        opened = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    media = (media_type_of(found.name) if named else "") or OPAQUE
    response = FileResponse(opened, content_type=media)
    response["Content-Disposition"] = save_as(found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
