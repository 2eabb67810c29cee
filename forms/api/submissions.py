"""Submissions: start one, read it, save in it, send it in."""

from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Path, Query, Router, Status
from pydantic import Field

from forms.actions.save_answers import save_answers
from forms.actions.save_section import save_section
from forms.actions.start_submission import start_submission
from forms.actions.submit_once import submit_once
from forms.api.problems import Refused
from forms.api.schemas import (
    KEY,
    AnswersIn,
    ReceiptOut,
    State,
    SubmissionIn,
    SubmissionOut,
    SubmissionRow,
)
from forms.api.showing import row_of, rows_of, shown
from forms.api.versions import etag, revision_of
from forms.domain.kinds import KINDS
from forms.errors import UnknownSection
from forms.models import Form, Submission
from forms.permissions import startable_forms, submission_for
from people.api.authentication import Caller
from people.api.pages import Page, Paging, page_of
from people.models import Body, Role, User
from people.queries.mandates import groups_to_apply_for, standing

router = Router(tags=["Submissions"])
IfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag of the version that you started from.")]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,100}$",
        description="Made up by you, such as a UUID. The same key again gives the same answer and sends nothing twice.",
    ),
]
TAGGED = {"ETag": {"description": "Names the version: send it as If-Match.", "schema": {"type": "string"}}}
PLACED = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}
WITH_TAG = {"responses": {200: {"headers": TAGGED}}}
SectionKey = Annotated[str, Path(pattern=KEY)]


class SubmissionFilter(Paging):
    state: State | None = Field(None, description="Only those in this state.")


@router.get("/submissions", response=Page[SubmissionRow], summary="Your own and your groups' submissions")
def list_submissions(request: Caller, asked: Query[SubmissionFilter]) -> Any:
    seen = Submission.objects.visible_to(request.user).select_related("version__form")
    seen = seen.defer("answers", "version__definition", "version__form__sections")
    if asked.state:
        seen = seen.filter(state=asked.state)
    return page_of(seen, asked, rows_of)


@router.post(
    "/submissions",
    response={201: SubmissionOut},
    summary="Start to answer a form",
    openapi_extra={"responses": {201: {"headers": PLACED | TAGGED}}},
)
def create_submission(request: Caller, response: HttpResponse, sent: SubmissionIn) -> Any:
    """A draft of the form's current version. Its answers are saved afterwards."""
    form = Form.objects.filter(key=sent.form, live=True).first()
    if form is None:
        raise _unknown("form")
    if not startable_forms(request.user).filter(pk=form.pk).exists():
        raise PermissionDenied
    submission = start_submission(form, request.user, _groups(request.user, sent.groups))
    response["Location"] = reverse("api-1:get_submission", args=[submission.uuid])
    return Status(201, _answer(request, response, submission))


@router.get(
    "/submissions/{id}", response=SubmissionOut, summary="A submission with its answers", openapi_extra=WITH_TAG
)
def get_submission(request: Caller, response: HttpResponse, id: UUID) -> Any:
    """The ETag names the version: send it as If-Match when you save or send in."""
    return _answer(request, response, submission_for(request.user, id))


@router.patch("/submissions/{id}/answers", response=SubmissionOut, summary="Save some answers", openapi_extra=WITH_TAG)
def patch_answers(request: Caller, response: HttpResponse, id: UUID, sent: AnswersIn, if_match: IfMatch = None) -> Any:
    """In any sections. `null` takes an answer away; a key that is left out stays as it was.

    An answer that cannot be read is kept as it was written, with the problem beside it.
    """
    submission = submission_for(request.user, id)
    saved = save_answers(submission, sent.answers, revision_of(if_match), request.user)
    return _answer(request, response, saved)


@router.put(
    "/submissions/{id}/sections/{key}", response=SubmissionOut, summary="Save a whole section", openapi_extra=WITH_TAG
)
def put_section(
    request: Caller, response: HttpResponse, id: UUID, key: SectionKey, sent: AnswersIn, if_match: IfMatch = None
) -> Any:
    """What is left out of the section is taken away, files aside: they come and go by themselves."""
    submission = submission_for(request.user, id)
    section = submission.version.parsed.section(key)
    if section is None:
        raise UnknownSection(key)
    empty = dict.fromkeys(field.key for field in section.fields if KINDS[field.kind].is_posted)
    saved = save_section(submission, key, empty | sent.answers, revision_of(if_match), request.user)
    return _answer(request, response, saved)


@router.post("/submissions/{id}/submit", response=ReceiptOut, summary="Send it in")
def submit(request: Caller, id: UUID, if_match: IfMatch = None, idempotency_key: IdempotencyKey = None) -> Any:
    """It is received and registered, and can no longer be changed."""
    if not idempotency_key:
        raise Refused("key_missing")
    submission = submission_for(request.user, id)
    return submit_once(submission, revision_of(if_match), request.user, key=idempotency_key)


def _answer(request: Caller, response: HttpResponse, submission: Submission) -> dict[str, Any]:
    response["ETag"] = etag(submission)
    return row_of(submission) | shown(submission, request.user)


def _groups(user: User, keys: list[str] | None) -> list[Body]:
    """Those named, which must be ones that the person may apply for; else those that they lead."""
    today = timezone.localdate()
    mine = groups_to_apply_for(user, on=today)
    if keys is None:
        led = standing(user, on=today).bodies_as(Role.PROCESS_LEADER, Role.CHAIR)
        return [group for group in mine if group.pk in led]
    if set(keys) - {group.key for group in mine}:
        raise _unknown("groups")
    return [group for group in mine if group.key in keys]


def _unknown(member: str) -> Refused:
    message = _("There is nothing of this name that you may choose.")
    return Refused(
        "not_valid", problems=[{"code": "unknown", "path": ["body", member], "message": message, "blocks": True}]
    )
