"""Papers that go with a point of a meeting and are in no case."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import AgendaItem, Meeting, PointFile
from forms.models.file import private_storage
from people.models import User

from .keeping_files import checked_file
from .meetings import fresh_item, keep_event, kept

MOST_FILES = 20


@transaction.atomic
def attach_to_point(
    item: AgendaItem, upload: "UploadedFile[Any]", *, by: User, at: datetime | None = None
) -> PointFile:
    """Raises CaseError: 403, 409 where the meeting has gone on, 422 where there are too many; FileRefused."""
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=rules.OPEN)
    item = fresh_item(item, meeting)
    if item.files.count() >= MOST_FILES:
        raise CaseError("too_many_files", field="upload", most=MOST_FILES)
    name, content, digest = checked_file(upload)
    made = PointFile(meeting=meeting, item=item, file_name=name, file_size=len(content), sha256=digest, by=by, at=at)
    made.file.save(name, content, save=False)
    try:
        made.save()
        keep_event(meeting, "file_attached", by=by, at=at, item=item.pk, file=made.pk, sha256=digest)
    except BaseException:
        made.file.delete(save=False)
        raise
    return made


@transaction.atomic
def remove_from_point(file: PointFile, *, by: User, at: datetime | None = None) -> None:
    """Raises CaseError: 403, 409 where the meeting has gone on or the point is dealt with."""
    at = at or timezone.now()
    meeting: Meeting = kept(file.item.meeting, by=by, at=at, while_in=rules.OPEN)
    item = fresh_item(file.item, meeting)
    if item.is_settled:
        raise CaseError("point_settled")
    key, stored = file.pk, str(file.file.name)
    file.delete()
    keep_event(meeting, "file_removed", by=by, at=at, item=item.pk, file=key)
    forget_bytes([stored])


def forget_bytes(names: Iterable[str]) -> None:
    """Once the rows are gone for good: where that is undone, the bytes are still there."""
    for name in names:
        transaction.on_commit(partial(private_storage().delete, name))
