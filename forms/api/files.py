"""Files of answers: attach, fetch, take away."""

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from ninja import File, Form, Router, Status, UploadedFile

from forms.actions.attach_file import attach_file
from forms.actions.remove_file import remove_file
from forms.api.schemas import KEY, FileOut
from forms.models import StoredFile
from forms.permissions import submission_for
from forms.queries.received import file_for
from forms.views.file import attached
from people.api.authentication import Caller

router = Router(tags=["Files"])
FieldKey = Annotated[str, Form(pattern=KEY)]
BYTES = {
    "responses": {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}
}


@router.post("/submissions/{id}/files", response={201: FileOut}, summary="Attach a file")
def post_file(request: Caller, id: UUID, file: File[UploadedFile], field: FieldKey) -> Any:
    """`field` is the key of a question of the kind `files`. The version of the submission stays the same."""
    stored = attach_file(submission_for(request.user, id), field, file, by=request.user)
    return Status(201, _told(stored))


@router.get("/files/{id}", response=FileOut, summary="What a file is")
def get_file(request: Caller, id: UUID) -> Any:
    return _told(file_for(request.user, id))


@router.get("/files/{id}/content", response={200: None}, summary="Download a file", openapi_extra=BYTES)
def get_content(request: Caller, id: UUID) -> HttpResponseBase:
    return attached(request.user, id)


@router.delete("/files/{id}", response={204: None}, summary="Take a file away")
def delete_file(request: Caller, id: UUID) -> Any:
    """Its bytes go too, unless they were part of something that was sent in."""
    found = file_for(request.user, id)
    entries = found.submission.answers.get(found.field_key) or []
    if not any(entry.get("id") == str(found.uuid) for entry in entries if isinstance(entry, dict)):
        raise Http404  # taken away before, and kept only in what was sent in
    remove_file(found, request.user)
    return Status(204, None)


def _told(stored: StoredFile) -> dict[str, Any]:
    return {
        "id": stored.uuid,
        "name": stored.name,
        "size": stored.size,
        "content_type": stored.content_type,
        "sha256": stored.sha256,
        "uploaded_at": stored.uploaded_at,
    }
