"""What happens next, once it is sent in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forms.models import SubmissionEvent
from forms.views.page import draft_page
from people.requests import ReaderRequest


@login_required
@require_safe
def sent(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    page = draft_page(request, uuid)
    if page.is_open:
        return redirect("forms:overview", uuid)
    was_supplement = page.submission.events.filter(kind=SubmissionEvent.Kind.REOPENED).exists()
    was_supplement = was_supplement and not (page.place and (page.place.next_step or page.place.is_sent_back))
    heading = _("The supplement is sent in") if was_supplement else _("It is sent in")
    return render(request, "forms/sent.html", page.context(heading=heading))
