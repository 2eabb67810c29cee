"""The office gives somebody a mandate, and says when somebody is away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.actions.cancel_absence import cancel_absence
from people.actions.give_mandate import give_mandate
from people.actions.set_absence import mandates_between, set_absence
from people.errors import PeopleError
from people.inputs import AbsenceInput, MandateInput
from people.models import Absence, Body, User
from people.naming import in_sentence
from people.permissions import require_office
from people.posting import posted_from
from people.queries.account import absences_ahead
from people.requests import ReaderRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: ReaderRequest, key: str) -> HttpResponse:
    require_office(request.user)
    body = get_object_or_404(Body, key=key)
    form = MandateInput(request.POST if request.method == "POST" else None, initial={"role": request.GET.get("roll")})
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            mandate = give_mandate(body=body, by=request.user, **typed)
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            said = _("%(person)s is %(role)s in %(body)s.")
            role = str(mandate.get_role_display()).lower()
            messages.success(
                request, said % {"person": mandate.user.name, "role": role, "body": in_sentence(body.name)}
            )
            return redirect("people:body", key)
    return render(request, "people/give.html", {"form": form, "body": body}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def away_for(request: ReaderRequest, pk: int) -> HttpResponse:
    """The office notes it for somebody, and may choose a deputy from outside the body."""
    require_office(request.user)
    person, today = get_object_or_404(User, pk=pk), timezone.localdate()
    mandates = mandates_between(person, today, today.replace(year=today.year + 1, day=min(today.day, 28)))
    form = AbsenceInput(request.POST if request.method == "POST" else None, mandates=mandates, by_office=True)
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
        try:
            set_absence(person, first, last, form.deputies, by=request.user)
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Noted. Those who step in get the letters and may answer on those days."))
            return redirect("cases:person", pk)
    context = {"form": form, "person": person, "mandates": mandates, "absences": absences_ahead(person, on=today)}
    return render(request, "people/away_for.html", context, status=422 if form.is_bound else 200)


@login_required
@posted_from("people:bodies")
def back_again(request: ReaderRequest, pk: int) -> HttpResponse:
    require_office(request.user)
    absence = get_object_or_404(Absence, pk=pk)
    cancel_absence(absence, by=request.user)
    messages.success(request, _("Nobody steps in any more."))
    return redirect("cases:person", absence.user_id)
