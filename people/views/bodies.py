"""Who holds which role, body by body, and the order of chairs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.actions.decide_term import appoint_chair, decide_term, take_back_term
from people.errors import PeopleError
from people.inputs import AppointInput, TermInput
from people.models import Body, BodyKind, ChairTurn
from people.permissions import may_rotate, may_see_registers
from people.posting import posted_from
from people.queries.mandates import standing
from people.queries.roles import body_roles, body_rows
from people.requests import ReaderRequest


@login_required
@require_safe
def bodies(request: ReaderRequest) -> HttpResponse:
    _must_have_mandate(request)
    rows = body_rows(on=timezone.localdate())
    return render(request, "people/bodies.html", {"rows": rows, "is_office": may_see_registers(request.user)})


@login_required
@require_safe
def body(request: ReaderRequest, key: str) -> HttpResponse:
    return _body(request, _found(request, key))


@login_required
@posted_from("people:body", "key")
def term(request: ReaderRequest, key: str) -> HttpResponse:
    """Decide a term of the order."""
    found = _found(request, key)
    _must_rotate(request, found)
    form = TermInput(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            decide_term(found, typed["valid_from"], typed["valid_to"], party=typed["party"], by=request.user)
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("The term stands in the order of chairs."))
            return redirect("people:body", key)
    return _body(request, found, status=422, term_form=form)


@login_required
@posted_from("people:body", "key")
def appoint(request: ReaderRequest, key: str, pk: int) -> HttpResponse:
    found = _found(request, key)
    _must_rotate(request, found)
    chosen = get_object_or_404(ChairTurn, pk=pk, body=found)
    form = AppointInput(request.POST, prefix=f"term-{pk}")
    if form.is_valid():
        try:
            appoint_chair(chosen, form.cleaned_data["user"], by=request.user)
        except PeopleError as error:
            form.add_error("user" if error.field else None, str(error))
        else:
            said = _("%(person)s is chair from %(day)s. What waits for the chair then goes along.")
            person = form.cleaned_data["user"].name
            messages.success(request, said % {"person": person, "day": chosen.valid_from})
            return redirect("people:body", key)
    return _body(request, found, status=422, appoint_form=(pk, form))


@login_required
@posted_from("people:body", "key")
def take_back(request: ReaderRequest, key: str, pk: int) -> HttpResponse:
    found = _found(request, key)
    _must_rotate(request, found)
    try:
        take_back_term(get_object_or_404(ChairTurn, pk=pk, body=found), by=request.user)
    except PeopleError as error:
        messages.error(request, str(error))
    return redirect("people:body", key)


def _body(request: ReaderRequest, found: Body, *, status: int = 200, **extra: Any) -> HttpResponse:
    is_office, today = may_see_registers(request.user), timezone.localdate()
    roles = body_roles(found, on=today, with_events=is_office)
    rotates = found.kind == BodyKind.LOCAL_GROUP and may_rotate(request.user, found)
    pk, typed = extra.pop("appoint_form", (None, None))
    terms = [
        {
            "term": each,
            "form": (typed if each.pk == pk else AppointInput(prefix=f"term-{each.pk}"))
            if rotates and each.mandate_id is None and each.valid_to and each.valid_to >= today
            else None,
            "is_now": each.is_valid(today),
        }
        for each in roles.terms
    ]
    context = {
        "roles": roles,
        "body": found,
        "terms": terms,
        "rotates": rotates,
        "is_office": is_office,
        "term_form": TermInput(),
        "today": today,
        **extra,
    }
    return render(request, "people/body.html", context, status=status)


def _found(request: ReaderRequest, key: str) -> Body:
    _must_have_mandate(request)
    return get_object_or_404(Body, key=key)


def _must_have_mandate(request: ReaderRequest) -> None:
    """Who holds which role is for those who have one themselves."""
    if not standing(request.user).has_mandate:
        raise Http404


def _must_rotate(request: ReaderRequest, found: Body) -> None:
    if found.kind != BodyKind.LOCAL_GROUP or not may_rotate(request.user, found):
        raise PermissionDenied(_("The order of chairs is kept by the office and the group's process leader."))
