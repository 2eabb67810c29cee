"""Start to answer a form."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.actions.start_submission import start_submission
from forms.domain.prefilling import forms_followed
from forms.extensions import whereabouts
from forms.models import Form, FormVersion, Submission
from forms.permissions import startable_forms
from people.models import Body, Role, User
from people.queries.mandates import groups_to_apply_for, standing
from people.requests import ReaderRequest

MOST_CHOICES = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ReaderRequest, key: str) -> HttpResponse:
    """Where the form follows another one up, it asks first which submission: the page to choose on."""
    form = get_object_or_404(Form, key=key, live=True)
    if not startable_forms(request.user).filter(pk=form.pk).exists():
        raise PermissionDenied
    version = form.current_version
    if version is None:
        raise Http404
    earlier = submissions_to_follow(request.user, version)
    if request.method != "POST" or ("follows" not in request.POST and earlier):
        return choose(request, form, earlier) if earlier else redirect("forms:start")
    chosen = request.POST.get("follows", "")
    follows = next((one for one in earlier if str(one.uuid) == chosen), None)
    if chosen and follows is None:
        raise Http404
    submission = start_submission(version, request.user, proposed_groups(request.user), follows=follows)
    return redirect("forms:overview", submission.uuid)


def submissions_to_follow(user: User, version: FormVersion) -> list[Submission]:
    """What was sent in of the forms whose answers the fields take, among those that the user may see."""
    keys = forms_followed(version.parsed)
    if not keys:
        return []
    seen = Submission.objects.visible_to(user).exclude(state=Submission.State.DRAFT)
    seen = seen.filter(version__form__key__in=keys).select_related("version__form")
    return list(seen.order_by("-submitted_at", "-pk")[:MOST_CHOICES])


def choose(request: ReaderRequest, form: Form, earlier: list[Submission]) -> HttpResponse:
    places = whereabouts(earlier)
    choices = [
        {
            "uuid": one.uuid,
            "title": one.title,
            "said": " · ".join(
                part for part in (getattr(places.get(one.pk), "reference", ""), one.version.form.title) if part
            ),
        }
        for one in earlier
    ]
    crumbs = [{"title": _("Applications"), "url": reverse("forms:start")}]
    return render(request, "forms/follow.html", {"form": form, "choices": choices, "crumbs": crumbs})


def proposed_groups(user: User) -> list[Body]:
    """The groups that one leads; whoever sits in many takes away those that do not apply."""
    today = timezone.localdate()
    led = standing(user, on=today).bodies_as(Role.PROCESS_LEADER, Role.CHAIR)
    return [group for group in groups_to_apply_for(user, on=today) if group.pk in led]
