"""What each exception of the house is called in the JSON API."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from forms import errors
from forms.api.problems import BY_STATUS, Refused, refusal, told
from forms.api.versions import etag
from forms.domain.problems import DefinitionError
from forms.wording import problem_text


def teach(api: NinjaAPI) -> None:
    """Let the API answer every refusal as a problem."""
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, _answering(answer))


def _answering(answer: Any) -> Any:
    def handler(request: HttpRequest, error: Exception) -> HttpResponse:
        return refusal(answer(error))

    return handler


def _itself(error: Refused) -> Refused:
    return error


def _http(error: HttpError) -> Refused:
    """Ninja wraps what went wrong while a body was read."""
    cause = error.__cause__
    if isinstance(cause, Refused):
        return cause
    if isinstance(cause, DefinitionError):
        return _unreadable(cause)
    if isinstance(cause, RequestDataTooBig):
        return Refused("too_large")
    return Refused(BY_STATUS.get(error.status_code, "bad_request"))


def _unreadable(error: DefinitionError) -> Refused:
    first = error.problems[0]
    return Refused("too_large" if first.code == "too_big" else "unreadable", problem_text(first))


def _not_valid(error: ValidationError) -> Refused:
    return Refused("not_valid", problems=[_misfit(each) for each in error.errors])


def _misfit(error: Mapping[str, Any]) -> dict[str, Any]:
    words = {
        "missing": _("This is missing."),
        "extra_forbidden": _("There is nothing of this name here."),
    }
    return {
        "code": error["type"],
        # Where it was sent (body, query, path, header), then the way to it.
        "path": [str(part) for part in _way(error["loc"])],
        "message": words.get(error["type"], _("This does not fit what is asked for.")),
        "blocks": True,
    }


def _way(loc: Sequence[Any]) -> Sequence[Any]:
    """Without the name that the parameter has in our code."""
    return (loc[0], *loc[2:]) if len(loc) > 2 and loc[0] == "body" else loc


def _stale(error: errors.StaleRevision) -> Refused:
    return Refused("stale", headers={"ETag": etag(error.current)})


def _not_in_section(error: errors.NotInSection) -> Refused:
    message = _("There is nothing of this name here.")
    found = [{"code": "unknown_field", "path": [key[:80]], "message": message, "blocks": True} for key in error.keys]
    return Refused("unknown_field", problems=found)


def _has_problems(error: errors.HasProblems) -> Refused:
    return Refused("has_problems", problems=[told(problem) for problem in error.evaluation.blocking])


def _file_refused(error: errors.FileRefused) -> Refused:
    if error.code == "file_too_large":
        return Refused("too_large", problem_text(error))
    message = problem_text(error)
    if error.code == "scanner_silent":
        return Refused("not_now", message, headers={"Retry-After": "60"})
    found = [{"code": error.code, "path": ["file"], "message": message, "blocks": True}]
    return Refused("file_refused", message, problems=found)


ANSWERS: dict[type[Exception], Any] = {
    Refused: _itself,
    HttpError: _http,
    RequestDataTooBig: lambda error: Refused("too_large"),
    ValidationError: _not_valid,
    DefinitionError: _unreadable,
    Http404: lambda error: Refused("not_found"),
    PermissionDenied: lambda error: Refused("not_allowed"),
    errors.NotPublished: lambda error: Refused("not_found"),
    errors.UnknownSection: lambda error: Refused("not_found"),
    errors.StaleRevision: _stale,
    errors.NotInSection: _not_in_section,
    errors.SectionClosed: lambda error: Refused("closed"),
    errors.AlreadySubmitted: lambda error: Refused("already_submitted"),
    errors.HasProblems: _has_problems,
    errors.NotReceived: lambda error: Refused("not_received", str(error)),
    errors.FileRefused: _file_refused,
    errors.KeyReused: lambda error: Refused("key_reused"),
}
