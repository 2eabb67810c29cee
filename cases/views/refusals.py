"""What a person reads when an action said no."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from cases.errors import FORBIDDEN, UNPROCESSABLE, CaseError
from cases.queries.case_page import CasePage, case_page
from cases.sentences import language_day
from people.requests import ReaderRequest

from .case import render_case


@dataclass(frozen=True)
class Typed:
    """What somebody wrote in one field, to be read and copied."""

    label: str
    text: str
    is_long: bool


def typed_in(form: django_forms.BaseForm) -> tuple[Typed, ...]:
    """Everything that was typed or chosen in a bound form, in the words that the person saw."""
    said = ((field, _said(field.field, field.value())) for field in form if form.is_bound and not field.is_hidden)
    return tuple(
        Typed(str(field.label), text, isinstance(field.field.widget, django_forms.Textarea))
        for field, text in said
        if text
    )


def _said(field: django_forms.Field, value: Any) -> str:
    """A choice by its label, anything else as it was typed."""
    values = [str(each) for each in (value if isinstance(value, list | tuple) else [value]) if each is not None]
    if isinstance(field, django_forms.ChoiceField):
        labels = {str(key): str(label) for key, label in list(field.choices)}  # type: ignore[arg-type]
        values = [labels.get(each, each) for each in values if each]
    return ", ".join(values).strip()


def put_beside(form: django_forms.Form, error: CaseError) -> bool:
    """Whether the error is about something typed; then it stands at its field, or above them all."""
    if error.status != UNPROCESSABLE:
        return False
    # What is granted has an input for each year.
    names = (f"amount_{error.params.get('year')}" if error.field == "granted" else error.field, error.field)
    form.add_error(next((name for name in names if name in form.fields), None), str(error))
    return True


def refused(
    request: ReaderRequest, page: CasePage, error: CaseError, *, typed: Sequence[Typed] = (), **extra: Any
) -> HttpResponse:
    """403 as its own page; 409 on the case as it is now, with what was typed kept."""
    if error.status == FORBIDDEN:
        raise PermissionDenied(str(error))
    return conflict(request, page.case.number, str(error), typed=typed, **extra)


def conflict(
    request: ReaderRequest, number: str, message: str, *, typed: Sequence[Typed] = (), **extra: Any
) -> HttpResponse:
    fresh = case_page(request.user, number)
    return render_case(request, fresh, status=409, refused=message, typed=typed, **extra)


def is_over(request: ReaderRequest, page: CasePage) -> bool:
    """Nobody is offered a form that will be refused; what was typed before the case was archived is given back."""
    return page.case.archived_on is not None and request.method != "POST"


def closed_to_claims(request: ReaderRequest, page: CasePage) -> HttpResponse | None:
    """Why nothing can be asked for out of the grant, told before anybody fills in a form about it.

    What is posted all the same goes to the action, whose refusal keeps what was typed.
    """
    number = page.case.number
    if is_over(request, page):
        return conflict(request, number, str(CaseError("case_archived")))
    if not page.grants:
        return conflict(request, number, str(CaseError("nothing_granted")))
    if page.money_rests and request.method != "POST":
        return conflict(request, number, str(CaseError("money_waits_for_agreement")))
    if page.money_ended_on is not None and request.method != "POST":
        return conflict(request, number, str(CaseError("money_ended", day=language_day(page.money_ended_on))))
    return None
