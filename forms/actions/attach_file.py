"""Attach a file to an answer."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from forms.content import MOST_BYTES, clean_name, media_type, type_of
from forms.domain.definition import Definition, Field
from forms.errors import FileRefused, MayNotWrite, NotInSection
from forms.models import StoredFile, Submission
from forms.permissions import may_write
from forms.scanning import require_clean
from people.models import User

from .writing import Kind, lock, record, require_open


def attach_file(submission: Submission, field_key: str, upload: "UploadedFile[Any]", by: User) -> StoredFile:
    """Store the file privately and add it to the field's answer. Raises FileRefused.

    The revision stays: a page that is open on the same section has nothing of it to overwrite.
    """
    definition = submission.version.parsed
    field = files_field(definition, field_key)
    if not may_write(by, submission):
        raise MayNotWrite(f"{by.pk} may not write in {submission.uuid}")
    require_open(submission, definition.section_of[field_key].key)
    # Before anything is locked: the scanner may take its time.
    content, kind = checked(upload, field)
    return _keep(submission, field, content, clean_name(upload.name or "", kind), kind, by)


@transaction.atomic
def _keep(submission: Submission, field: Field, content: bytes, name: str, kind: str, by: User) -> StoredFile:
    submission = lock(submission, by)
    field_key, section = field.key, submission.version.parsed.section_of[field.key].key
    require_open(submission, section)
    present: list[dict[str, Any]] = list(submission.answers.get(field_key) or [])
    if len(present) >= field.options["maximum"]:
        raise FileRefused("too_many_files", maximum=field.options["maximum"])
    stored = StoredFile(
        submission=submission,
        field_key=field_key,
        name=name,
        size=len(content),
        content_type=media_type(kind),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    stored.file.save(name, ContentFile(content), save=False)
    try:
        stored.save()
        entry = {"id": str(stored.uuid), "name": stored.name, "size": stored.size}
        submission.answers = {**submission.answers, field_key: [*present, entry]}
        submission.save(update_fields=["answers"])
        record(submission, Kind.FILE_ADDED, by, section)
    except BaseException:
        stored.file.delete(save=False)
        raise
    return stored


def files_field(definition: Definition, key: str) -> Field:
    field = definition.fields.get(key)
    if field is None or field.kind != "files":
        raise NotInSection((key,))
    return field


def checked(upload: "UploadedFile[Any]", field: Field) -> tuple[bytes, str]:
    """The bytes and their type, which is one that the field takes; no scanner knows them as harmful."""
    if (upload.size or 0) > MOST_BYTES:
        raise FileRefused("file_too_large", maximum=MOST_BYTES, size=upload.size)
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused("file_too_large", maximum=MOST_BYTES, size=len(content))
    if not content:
        raise FileRefused("file_empty")
    kind = type_of(content, upload.name or "", field.options["types"])
    require_clean(content)
    return content, kind
