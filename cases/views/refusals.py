"""What a person reads when an action said no."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from cases.errors import FORBIDDEN, UNPROCESSABLE, CaseError
from cases.queries.case_page import CasePage, case_page

from .case import render_case


def put_beside(form: django_forms.Form, error: CaseError) -> bool:
    """Whether the error is about something typed; then it stands at its field, or above them all."""
    if error.status != UNPROCESSABLE:
        return False
    form.add_error(error.field if error.field in form.fields else None, str(error))
    return True


def refused(request: HttpRequest, page: CasePage, error: CaseError, *, typed: str = "", **extra: Any) -> HttpResponse:
    """403 as its own page; 409 on the case as it is now, with what was typed kept."""
    if error.status == FORBIDDEN:
        raise PermissionDenied(str(error))
    return conflict(request, page.case.number, str(error), typed=typed, **extra)


def conflict(request: HttpRequest, number: str, message: str, *, typed: str = "", **extra: Any) -> HttpResponse:
    fresh = case_page(request.user, number)
    return render_case(request, fresh, status=409, refused=message, typed=typed.strip(), **extra)
