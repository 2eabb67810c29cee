"""Write to the others in a case."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.errors import CaseError
from cases.models import Case, Message, MessageFile
from people.models import User
from people.queries.mandates import Standing, standing

from .forgetting import forget_files
from .keeping_files import kept_file
from .moving import locked

type Upload = UploadedFile[Any]
MOST_FILES = 10


@transaction.atomic
def post_message(
    case: Case,
    *,
    by: User,
    text: str,
    audience: str = Message.Audience.ALL,
    answers: int | None = None,
    uploads: Iterable[Upload] = (),
    at: datetime | None = None,
) -> Message:
    """Whoever may see the case may write; only the association writes what only it reads.

    `answers` is the message (its primary key) that this one replies to; a reply to what only the association reads
    is for the association alone. Raises CaseError: 403 for an internal message by others, 422 for an empty one for
    a reply to what the writer cannot read and for too many files; FileRefused for a file that cannot be taken in.
    """
    at = at or timezone.now()
    text = text.strip()
    if not text:
        raise CaseError("message_empty", field="text")
    if audience not in Message.Audience.values:
        raise CaseError("unknown_audience", field="audience")
    found = standing(by, on=timezone.localdate(at))
    if audience == Message.Audience.INTERNAL and not found.is_financier:
        raise CaseError("not_the_association")
    if not Case.objects.visible_in(found).filter(pk=case.pk).exists():
        raise CaseError("not_the_applicant")
    case = locked(case)
    answered = _answered(case, answers, found)
    if answered is not None and answered.audience == Message.Audience.INTERNAL:
        audience = Message.Audience.INTERNAL
    message = Message.objects.create(case=case, audience=audience, text=text, by=by, at=at, answers=answered)
    with kept_files(list(uploads)) as kept:
        files = MessageFile.objects.bulk_create(MessageFile(message=message, **each) for each in kept)
        data: dict[str, Any] = {"message": message.pk, "audience": audience, "text_sha256": audit.digest(text)}
        if files:
            data["files"] = [each.sha256 for each in files]
        audit.record(case, "message_posted", by=by, at=at, data=data)
        notices.message_posted(message, files=[each.file_name for each in files], at=at)
    return message


@contextmanager
def kept_files(uploads: Sequence[Upload]) -> Iterator[list[dict[str, Any]]]:
    """Each file's columns, its bytes kept; where anything is refused inside, the bytes are taken away again."""
    if len(uploads) > MOST_FILES:
        raise CaseError("too_many_attached", field="attached", most=MOST_FILES)
    kept: list[dict[str, Any]] = []
    try:
        for upload in uploads:
            kept.append(kept_file(upload))
        yield kept
    except BaseException:
        forget_files([each["file"] for each in kept])
        raise


def _answered(case: Case, answers: int | None, found: Standing) -> Message | None:
    """The first message of the thread that is replied in."""
    if answers is None:
        return None
    message = Message.objects.visible_in(found).filter(case=case, pk=answers).select_related("answers").first()
    if message is None:
        raise CaseError("unknown_message", field="text")
    return message.answers or message
