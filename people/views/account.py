"""One's own account: what one is, how letters come, when one is away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.actions.cancel_absence import cancel_absence
from people.actions.choose_mail import choose_mail
from people.actions.set_absence import mandates_between, set_absence
from people.errors import PeopleError
from people.inputs import AbsenceInput, MailInput
from people.models import Absence, MailChoice
from people.posting import posted_from
from people.queries.account import absences_ahead, account
from people.requests import ReaderRequest


@login_required
@never_cache
@require_safe
def account_page(request: ReaderRequest) -> HttpResponse:
    return render(request, "people/account.html", {"account": account(request.user, on=timezone.localdate())})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: ReaderRequest) -> HttpResponse:
    choice = MailChoice.objects.filter(user=request.user).first() or MailChoice(user=request.user)
    form = MailInput(request.POST if request.method == "POST" else None, instance=choice)
    if not form.is_bound or not form.is_valid():
        return render(request, "people/mail.html", {"form": form}, status=422 if form.is_bound else 200)
    choose_mail(request.user, **form.cleaned_data)
    messages.success(request, _("Your letters come as you have chosen."))
    return redirect("people:account")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: ReaderRequest) -> HttpResponse:
    """One's own absence. Whoever has a mandate in the same body can step in; the office chooses others."""
    today = timezone.localdate()
    mandates = mandates_between(request.user, today, today.replace(year=today.year + 1, day=min(today.day, 28)))
    form = AbsenceInput(request.POST if request.method == "POST" else None, mandates=mandates, by_office=False)
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
        try:
            set_absence(request.user, first, last, form.deputies, by=request.user)
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Noted. Those who step in get the letters and may answer on those days."))
            return redirect("people:account")
    context = {"form": form, "mandates": mandates, "absences": absences_ahead(request.user, on=today)}
    return render(request, "people/away.html", context, status=422 if form.is_bound else 200)


@login_required
@posted_from("people:away")
def back(request: ReaderRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence, pk=pk, user=request.user)
    cancel_absence(absence, by=request.user)
    messages.success(request, _("Welcome back. Nobody steps in for you any more."))
    return redirect("people:account")
