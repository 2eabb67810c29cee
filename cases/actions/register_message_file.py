"""Register a file that came with a message as a document of the case."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cases.errors import CaseError
from cases.models import Case, Document, Message, MessageFile
from people.models import BodyKind, Mandate, User

from .finding import refresh_words
from .forgetting import forget_files
from .mandates import must_be_association
from .moving import locked
from .register_document import record_registered
from .registering import Paper, register

Direction = Document.Direction


@transaction.atomic
def register_message_file(kept: MessageFile, *, by: User, at: datetime | None = None) -> Document:
    """The office does, of what everybody in the case reads; the document has bytes of its own and the message's day.

    What only the association reads is registered by hand, with the secrecy that it needs. Raises CaseError: 403 for
    others, 409 for an archived case and for a file that is registered already, 422 for an internal one.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(kept.message.case)
    kept = MessageFile.objects.select_for_update(of=("self",)).select_related("message__by").get(pk=kept.pk)
    if kept.document_id is not None:
        raise CaseError("file_registered")
    if kept.message.audience == Message.Audience.INTERNAL:
        raise CaseError("file_internal")
    made = Document(file_name=kept.file_name)
    with kept.file.open("rb") as source:
        made.file.save(made.file_name, ContentFile(source.read()), save=False)
    try:
        paper = _paper(case, kept, made)
        document = register(case, [paper], by=by, at=at)[0]
        document.dated_on = timezone.localdate(kept.message.at)
        document.save(update_fields=["dated_on"])
        kept.document = document
        kept.save(update_fields=["document"])
        record_registered(case, document, by=by, at=at)
        refresh_words(case)
    except BaseException:
        forget_files([made.file.name or ""])
        raise
    return document


def _paper(case: Case, kept: MessageFile, made: Document) -> Paper:
    """What is written in the register: who sent the file, or whom the association sent it to."""
    sender, ours = kept.message.by, _is_ours(kept.message.by)
    columns = {
        "uuid": made.uuid,
        "file": made.file.name,
        "file_name": kept.file_name,
        "file_size": kept.file_size,
        "sha256": kept.sha256,
    }
    return Paper(
        Direction.OUT if ours else Direction.IN,
        Document.Kind.ATTACHMENT,
        kept.file_name,
        ", ".join(case.group_names()) if ours else sender.name,
        columns,
    )


def _is_ours(writer: User) -> bool:
    """Whether the association wrote: then the file was sent out."""
    return Mandate.objects.filter(user=writer).exclude(body__kind=BodyKind.LOCAL_GROUP).exists()
