"""What is written in a case: read it, write, attach files and fetch them."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Path, Query, Router, Status, UploadedFile
from pydantic import Field

from cases.actions.post_message import post_message
from cases.actions.register_message_file import register_message_file
from cases.api.acts import IdempotencyKey, Words, once
from cases.api.cases import Number
from cases.api.door import open_case
from cases.api.schemas import DoneOut, MessageOut
from cases.errors import CaseError
from cases.models import Message, MessageFile
from cases.queries.messages import messages_of
from forms.api.files import BYTES
from forms.views.file import hand_out
from people.api.authentication import Caller
from people.api.pages import Asking, Page, Paging, page_of
from people.queries.mandates import standing

router = Router(tags=["Acts"])
MessageId = Annotated[int, Path(ge=1, le=2**53, description="A message: `…/messages` lists those that you read.")]


class MessageIn(Asking):
    text: Words
    answers: int | None = Field(None, ge=1, le=2**53, description="The message that this one replies to.")
    audience: Message.Audience = Field(Message.Audience.ALL, description="Only the association writes internally.")


@router.get("/cases/{number}/messages", response=Page[MessageOut], summary="What was written in a case")
def list_messages(request: Caller, number: Number, asked: Query[Paging]) -> Any:
    """The latest first."""
    case = open_case(request.user, number)
    messages: QuerySet[Message] = messages_of(case, standing(request.user)).order_by("-at", "-pk")
    return page_of(messages, asked, lambda rows: [_message(row) for row in rows])


@router.post("/cases/{number}/messages", response={201: DoneOut}, summary="Write in a case")
def write_message(request: Caller, number: Number, sent: MessageIn, idempotency_key: IdempotencyKey = None) -> Any:
    case = open_case(request.user, number)
    act = partial(post_message, case, by=request.user, text=sent.text, audience=sent.audience, answers=sent.answers)
    return Status(201, once(request, case, sent, act, idempotency_key, "messages"))


@router.post("/cases/{number}/messages/with-files", response={201: DoneOut}, summary="Write in a case, with files")
def write_message_with_files(
    request: Caller,
    number: Number,
    sent: Form[MessageIn],
    attached: File[list[UploadedFile]],
    idempotency_key: IdempotencyKey = None,
) -> Any:
    """The members are fields of the form, beside the files. Those who read the message read these."""
    case = open_case(request.user, number)
    given: dict[str, Any] = {"text": sent.text, "audience": sent.audience, "answers": sent.answers, "uploads": attached}
    act = partial(post_message, case, by=request.user, **given)
    files = MultiValueDict({"attached": attached})
    return Status(201, once(request, case, sent, act, idempotency_key, "messages/with-files", files))


@router.get(
    "/cases/{number}/messages/{message}/files/{file}/content",
    response={200: None},
    summary="Download a file of a message",
    openapi_extra=BYTES,
)
def get_message_file(request: Caller, number: Number, message: MessageId, file: UUID) -> HttpResponseBase:
    """404 for whoever may not read the message."""
    case = open_case(request.user, number)
    seen = messages_of(case, standing(request.user)).filter(pk=message)
    found = MessageFile.objects.filter(message__in=seen, uuid=file).exclude(file="").first()
    if found is None:
        raise Http404
    return hand_out(found.file, found.file_name)


@router.post(
    "/cases/{number}/messages/{message}/files/{file}/register", response=DoneOut, summary="Register a file of a message"
)
def register_file_of_message(
    request: Caller, number: Number, message: MessageId, file: UUID, idempotency_key: IdempotencyKey = None
) -> Any:
    """The office makes a document of it, with bytes of its own and the message's day."""
    case = open_case(request.user, number)
    found = standing(request.user)
    seen = messages_of(case, found).filter(pk=message)
    kept = MessageFile.objects.filter(message__in=seen, uuid=file).exclude(file="").select_related("message__case")
    if (chosen := kept.first()) is None:
        raise Http404
    if not found.is_office:
        raise CaseError("not_the_association")
    act = partial(register_message_file, chosen, by=request.user)
    return once(request, case, None, act, idempotency_key, f"messages/{message}/files/{file}/register")


def _message(row: Message) -> dict[str, Any]:
    return {
        "id": row.pk,
        "at": row.at,
        "by": str(row.by),
        "audience": row.audience,
        "text": row.text,
        "answers": row.answers_id,
        "files": [_file(each) for each in row.files.all()],
    }


def _file(kept: MessageFile) -> dict[str, Any]:
    return {
        "id": kept.uuid,
        "name": kept.file_name,
        "size": kept.file_size,
        "sha256": kept.sha256,
        "document": kept.document.number if kept.document else None,
    }
