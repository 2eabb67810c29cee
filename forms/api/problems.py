"""How the JSON API refuses: every code with its status, and the answer as RFC 9457 has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import pgettext_lazy
from ninja import Schema
from pydantic import Field

from forms.domain.problems import Problem
from forms.wording import problem_text

MEDIA_TYPE = "application/problem+json"
ADDRESS = "/api/v1/problems/"


@dataclass(frozen=True)
class Type:
    """A kind of problem: its title is the same each time, its detail says what it was this time."""

    status: int
    title: Any
    detail: Any


TYPES: dict[str, Type] = {
    "unreadable": Type(
        400,
        pgettext_lazy("api", "The body cannot be read"),
        pgettext_lazy("api", "Send a JSON object in UTF-8, each member once."),
    ),
    "bad_request": Type(
        400,
        pgettext_lazy("api", "The request cannot be read"),
        pgettext_lazy("api", "Something in the request does not fit HTTP."),
    ),
    "key_missing": Type(
        400,
        pgettext_lazy("api", "Idempotency-Key is missing"),
        pgettext_lazy("api", "Send an Idempotency-Key that you make up, such as a UUID."),
    ),
    "not_logged_in": Type(
        401,
        pgettext_lazy("api", "Not logged in"),
        pgettext_lazy("api", "Send an API key that holds, or log in on the site."),
    ),
    "not_allowed": Type(
        403,
        pgettext_lazy("api", "Not allowed"),
        pgettext_lazy("api", "You may see this but not do what you asked for."),
    ),
    "not_found": Type(
        404, pgettext_lazy("api", "Not found"), pgettext_lazy("api", "Here is nothing that you may see.")
    ),
    "method_not_allowed": Type(
        405, pgettext_lazy("api", "Not done like that"), pgettext_lazy("api", "The address does not take that method.")
    ),
    "closed": Type(
        409,
        pgettext_lazy("api", "Closed"),
        pgettext_lazy("api", "This is not open to be changed: it was sent in, or other sections are open."),
    ),
    "already_submitted": Type(
        409,
        pgettext_lazy("api", "Sent in already"),
        pgettext_lazy("api", "This was sent in already. It is sent in once only."),
    ),
    "too_late": Type(
        409,
        pgettext_lazy("api", "It has gone on"),
        pgettext_lazy("api", "Somebody else was first, or what it is about is settled, done or closed."),
    ),
    "stale": Type(
        412,
        pgettext_lazy("api", "Changed meanwhile"),
        pgettext_lazy("api", "Somebody has saved since your version. Read it again, then save."),
    ),
    "too_large": Type(
        413, pgettext_lazy("api", "Too large"), pgettext_lazy("api", "The body is larger than what is taken here.")
    ),
    "not_json": Type(
        415, pgettext_lazy("api", "Wrong type of body"), pgettext_lazy("api", "Send the body as application/json.")
    ),
    "not_valid": Type(
        422,
        pgettext_lazy("api", "The request does not fit"),
        pgettext_lazy("api", "What was sent does not have the form that is asked for."),
    ),
    "unknown_field": Type(
        422, pgettext_lazy("api", "Unknown field"), pgettext_lazy("api", "The form or the section has no such field.")
    ),
    "has_problems": Type(
        422,
        pgettext_lazy("api", "Cannot be sent in yet"),
        pgettext_lazy("api", "Something in the answers must be put right first."),
    ),
    "not_received": Type(
        422,
        pgettext_lazy("api", "Cannot be received"),
        pgettext_lazy("api", "Nobody can take this further, so it was not sent in."),
    ),
    "file_refused": Type(
        422, pgettext_lazy("api", "The file is not taken"), pgettext_lazy("api", "The file cannot be attached.")
    ),
    "key_reused": Type(
        422,
        pgettext_lazy("api", "Idempotency-Key is used"),
        pgettext_lazy("api", "The same Idempotency-Key came with another request. Make up a new one."),
    ),
    "precondition_missing": Type(
        428,
        pgettext_lazy("api", "If-Match is missing"),
        pgettext_lazy("api", "Send If-Match with the ETag of the version that you started from."),
    ),
    "not_now": Type(
        503,
        pgettext_lazy("api", "Not now"),
        pgettext_lazy("api", "Something that this needs does not answer. Try again in a while."),
    ),
    "failed": Type(
        500,
        pgettext_lazy("api", "Something went wrong"),
        pgettext_lazy("api", "The fault is ours. Nothing of what you sent was kept."),
    ),
}
BY_STATUS = {400: "bad_request", 401: "not_logged_in", 403: "not_allowed", 404: "not_found", 405: "method_not_allowed"}
BY_STATUS |= {413: "too_large", 500: "failed"}


class AnswerProblem(Schema):
    """Something about one answer, or about one member of the request."""

    code: str
    path: list[str] = Field(description="From the field's key, down to the row and the cell.")
    message: str
    blocks: bool = Field(True, description="False for a notice, which does not stop submission.")


class ProblemDetails(Schema):
    """RFC 9457: why the request was refused."""

    type: str = Field(description="Where the problem is described.")
    title: str
    status: int
    detail: str
    code: str = Field(description="The last part of `type`.")
    reason: str = Field("", description="What a case said no with, such as `already_answered`; empty elsewhere.")
    problems: list[AnswerProblem] = []


class Refused(Exception):
    """The API says no. `detail` replaces the type's own where there is more to say."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        problems: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        reason: str = "",
    ) -> None:
        self.code, self.detail, self.problems, self.headers = code, detail, problems, headers or {}
        self.reason = reason
        super().__init__(code)


def refusal(refused: Refused) -> JsonResponse:
    kind = TYPES[refused.code]
    body = {
        "type": f"{ADDRESS}{refused.code}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": refused.detail or str(kind.detail),
        "code": refused.code,
        "reason": refused.reason,
        "problems": list(refused.problems),
    }
    headers = dict(refused.headers)
    if kind.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="Samverka"'
    return JsonResponse(body, status=kind.status, content_type=MEDIA_TYPE, headers=headers)


def refuse(request: HttpRequest, code: str, detail: str = "", **more: Any) -> JsonResponse:
    return refusal(Refused(code, detail, **more))


def told(problem: Problem) -> dict[str, Any]:
    """A problem of an answer, in words of the language that was asked for."""
    return {
        "code": problem.code,
        "path": list(problem.path),
        "message": problem_text(problem),
        "blocks": problem.blocks,
    }
