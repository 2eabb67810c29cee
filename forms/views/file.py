"""Hand out an attached file: saved, never opened in the page."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from forms.content import media_type_of
from forms.queries.received import file_for
from people.models import User
from people.requests import ReaderRequest
from people.saving import save_as

# Of what strangers sent in no browser is told more than that it is a file.
OPAQUE = "application/octet-stream"


@login_required
@require_safe
def file(request: ReaderRequest, uuid: UUID) -> FileResponse:
    return attached(request.user, uuid)


def attached(reader: User, uuid: UUID) -> FileResponse:
    found = file_for(reader, uuid)
    return hand_out(found.file, found.name)


def hand_out(file: FieldFile, name: str, *, named: bool = False) -> FileResponse:
    """`named`: with its media type, for papers of our own and what the office took in, told by content when it came."""
    try:
        opened = file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    media = (media_type_of(name) if named else "") or OPAQUE
    response = FileResponse(opened, content_type=media)
    response["Content-Disposition"] = save_as(name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
