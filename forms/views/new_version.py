"""The form was published anew while a draft was written: what would come along, and the choice to go over."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.actions.carry_over import carried_to, carry_over, newer_version
from forms.domain.carrying import new_questions
from forms.errors import NothingNewer, StaleRevision
from forms.models import FormVersion
from forms.views.page import DraftPage, draft_page
from forms.views.saving import as_number
from forms.views.words import left_words
from people.requests import ReaderRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: ReaderRequest, uuid: UUID) -> HttpResponse:
    """409 where somebody has saved since the list was made: it is shown again as it stands."""
    page = draft_page(request, uuid)
    if not page.may_write:
        raise PermissionDenied
    version = newer_version(page.submission)
    if version is None:
        return redirect("forms:overview", uuid)
    if request.method != "POST":
        return show(page, version)
    try:
        carry_over(page.submission, as_number(request.POST.get("revision", "")), request.user)
    except StaleRevision as stale:
        return show(DraftPage(stale.current, request), version, stale=stale.current, status=409)
    except NothingNewer:
        pass
    return redirect("forms:overview", uuid)


def show(page: DraftPage, version: FormVersion, *, stale: object = None, status: int = 200) -> HttpResponse:
    carried = carried_to(page.submission, version)
    told = _("Somebody has changed the answers since you opened this page. The list is made anew.")
    context = page.context(
        version=version,
        carried=len(carried.answers),
        left=[left_words(left.as_json()) for left in carried.left],
        asked=[field.label for field in new_questions(page.definition, version.parsed, carried.answers)],
        stale=told if stale else "",
    )
    return render(page.request, "forms/new_version.html", context, status=status)
