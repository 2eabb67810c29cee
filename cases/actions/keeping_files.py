"""Files that the office takes in: checked as those of applicants are, kept where no address leads."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from cases.models import Document
from forms.content import MEDIA_TYPES, MOST_BYTES, clean_name, type_of
from forms.errors import FileRefused
from forms.scanning import require_clean

TYPES = tuple(MEDIA_TYPES)


def kept_file(upload: "UploadedFile[Any]") -> dict[str, Any]:
    """The bytes in the private storage, and the columns of a document that say so. Raises FileRefused."""
    return _kept(*checked_file(upload))


def kept_bytes(content: bytes, name: str) -> dict[str, Any]:
    """The same for a file that the system made itself."""
    return _kept(name, ContentFile(content), hashlib.sha256(content).hexdigest())


def _kept(name: str, content: "ContentFile[bytes]", digest: str) -> dict[str, Any]:
    made = Document(file_name=name)
    made.file.save(name, content, save=False)
    return {
        "uuid": made.uuid,
        "file": made.file.name,
        "file_name": name,
        "file_size": len(content),
        "sha256": digest,
    }


def checked_file(upload: "UploadedFile[Any]") -> tuple[str, "ContentFile[bytes]", str]:
    """The name as it is kept, the bytes and their checksum. Raises FileRefused."""
    content = _checked(upload)
    kind = type_of(content, upload.name or "", TYPES)
    require_clean(content)
    return clean_name(upload.name or "", kind), ContentFile(content), hashlib.sha256(content).hexdigest()


def _checked(upload: "UploadedFile[Any]") -> bytes:
    if (upload.size or 0) > MOST_BYTES:
        raise FileRefused("file_too_large", maximum=MOST_BYTES, size=upload.size)
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused("file_too_large", maximum=MOST_BYTES, size=len(content))
    if not content:
        raise FileRefused("file_empty")
    return bytes(content)
