"""Where one begins: drafts, what was sent in, what can be started."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forms.extensions import Whereabouts, whereabouts
from forms.models import Submission
from forms.permissions import startable_forms
from forms.views.words import saved, when
from people.models import User
from people.queries.mandates import groups_to_apply_for, standing
from people.requests import ReaderRequest

State = Submission.State
# Cases have a list of their own, with search; this one is for what one has just done.
MOST_SENT = 50


@login_required
@require_safe
def start(request: ReaderRequest) -> HttpResponse:
    found = standing(request.user)
    seen = Submission.objects.visible_in(found).select_related("version__form", "saved_by")
    seen = seen.defer("answers", "version__definition", "version__form__sections")
    open_ones = list(seen.drafts())
    sent = list(seen.filter(state=State.SUBMITTED).order_by("-submitted_at", "-pk")[:MOST_SENT])
    places = whereabouts([*(one for one in open_ones if one.state == State.REOPENED), *sent])
    startable = list(startable_forms(request.user))
    can_start = {form.pk for form in startable}
    context = {
        "reopened": [reopened(one, places, request.user) for one in open_ones if one.state == State.REOPENED],
        "drafts": [draft(one, request.user) for one in open_ones if one.state == State.DRAFT],
        "sent": [
            sent_in(one, places) | {"copy_url": reverse("forms:copy", args=[one.uuid])}
            if one.version.form_id in can_start
            else sent_in(one, places)
            for one in sent
        ],
        "forms": startable,
        "has_mandate": bool(startable) or found.has_mandate,
        "groups": groups_to_apply_for(request.user, on=found.on, found=found),
    }
    return render(request, "forms/start.html", context)


def task(submission: Submission, url: str, status: str, mark: str, hint: str) -> dict[str, Any]:
    form = submission.version.form.title
    title = submission.title or form
    return {
        "title": title,
        "url": url,
        "status": status,
        "mark": mark,
        "hint": hint if title == form else f"{form}. {hint}",
    }


def draft(submission: Submission, reader: User) -> dict[str, Any]:
    url = reverse("forms:overview", args=[submission.uuid])
    said = saved(submission.saved_at, submission.saved_by, reader=reader)
    return task(submission, url, _("Draft"), "now", f"{said}.")


def reopened(submission: Submission, places: Mapping[int, Whereabouts], reader: User) -> dict[str, Any]:
    place = places.get(submission.pk)
    said = f"{place.reference}. " if place else ""
    url = reverse("forms:overview", args=[submission.uuid])
    return task(submission, url, _("To supplement"), "stop", f"{said}{place.asked if place else ''}".strip())


def sent_in(submission: Submission, places: Mapping[int, Whereabouts]) -> dict[str, Any]:
    place = places.get(submission.pk)
    url = place.url if place else reverse("forms:overview", args=[submission.uuid])
    told = _("Sent in %(when)s.") % {"when": when(submission.submitted_at)} if submission.submitted_at else ""
    hint = " ".join(part for part in (told, place.words if place else "") if part)
    return task(submission, url, place.reference if place else _("Sent in"), "ok", hint)
