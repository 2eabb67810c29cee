"""What a case refuses, as a problem of the JSON API: its own reason, in the caller's language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from cases.errors import CONFLICT, FORBIDDEN, CaseError
from forms.api.problems import Refused, refusal


def teach(api: NinjaAPI) -> None:
    api.add_exception_handler(CaseError, _answer)


def _answer(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal(refused(error))


def refused(error: CaseError) -> Refused:
    if error.status == FORBIDDEN:
        return Refused("not_allowed", str(error), reason=error.code)
    if error.status == CONFLICT:
        return Refused("too_late", str(error), reason=error.code)
    path = ["body", error.field] if error.field else ["body"]
    problem = {"code": error.code, "path": path, "message": str(error), "blocks": True}
    return Refused("not_valid", str(error), problems=[problem], reason=error.code)
