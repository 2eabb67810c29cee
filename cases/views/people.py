"""What somebody holds; somebody leaves; groups are followed by another. The office does it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.let_leave import let_leave
from cases.actions.merge_bodies import merge_bodies
from cases.inputs.leaving import FollowInput, LeavingInput
from cases.queries.following import passing
from cases.queries.leaving import holdings
from people.errors import PeopleError
from people.models import Body, PeopleEvent, User
from people.permissions import require_office
from people.requests import ReaderRequest

MOST_EVENTS = 20


@login_required
@require_safe
def person(request: ReaderRequest, pk: int) -> HttpResponse:
    require_office(request.user)
    found = get_object_or_404(User, pk=pk)
    events = PeopleEvent.objects.filter(person=found).select_related("actor", "body")[:MOST_EVENTS]
    context = {"person": found, "held": holdings(found, on=timezone.localdate()), "events": events}
    return render(request, "cases/people/person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: ReaderRequest, pk: int) -> HttpResponse:
    """Shows what passes to others and asks; a role that nobody would hold is refused until that is accepted."""
    require_office(request.user)
    found, today = get_object_or_404(User, pk=pk), timezone.localdate()
    held = holdings(found, on=today)
    posted = request.POST if request.method == "POST" else None
    form = LeavingInput(posted, person=found, mandates=held.mandates, writes=held.writes_anything)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            let_leave(
                found,
                typed["last_day"],
                form.successors,
                by=request.user,
                holder=typed.get("holder"),
                closes_account=typed["closes_account"],
                accepts_gaps=typed["accepts_gaps"],
            )
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            said = _("%(person)s leaves after %(day)s, and the work passes on.")
            messages.success(request, said % {"person": found.name, "day": typed["last_day"]})
            return redirect("cases:person", pk)
    context = {"person": found, "held": held, "form": form}
    return render(request, "cases/people/leave.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_body(request: ReaderRequest, key: str) -> HttpResponse:
    require_office(request.user)
    body = get_object_or_404(Body, key=key)
    form = FollowInput(request.POST if request.method == "POST" else None, body=body)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            merge_bodies(list(typed["before"]), typed["follower"], typed["day"], by=request.user)
        except PeopleError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            said = _("From %(day)s, %(body)s does what the groups did.")
            messages.success(request, said % {"day": typed["day"], "body": typed["follower"].name})
            return redirect("people:body", typed["follower"].key)
    chosen = list(form.cleaned_data.get("before", [body])) if form.is_bound else [body]
    context = {"body": body, "form": form, "passing": passing(chosen)}
    return render(request, "cases/people/follow.html", context, status=422 if form.is_bound else 200)
