"""What was agreed and is to be done, and what was decided, across all meetings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.actions.follow_up import complete_action_item
from cases.errors import FORBIDDEN, CaseError
from cases.permissions import SPEAKS_FOR_GROUP
from cases.queries.meetings import bodies_seen, decisions_about, tasks_seen
from people.paging import LongPaginator
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

ON_A_PAGE = 50
# Whoever finds more than this says more of what they look for.
MOST_FOUND = 200


@login_required
@require_safe
def tasks_page(request: ReaderRequest) -> HttpResponse:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    tasks, chosen = tasks_seen(found), request.GET.get("organ", "")
    if chosen:
        tasks = tasks.filter(body__key=chosen)
    is_done = "klara" in request.GET
    tasks = tasks.exclude(done_on=None).order_by("-done_on", "-pk") if is_done else tasks.filter(done_on=None)
    context = {
        "page": Paginator(tasks, ON_A_PAGE).get_page(request.GET.get("page")),
        "bodies": bodies_seen(found),
        "chosen": chosen,
        "is_done": is_done,
        "today": found.on,
        "keeps": found.bodies_as(*SPEAKS_FOR_GROUP),
        "is_office": found.is_office,
    }
    return render(request, "cases/meetings/tasks.html", context)


@login_required
@posted_from("cases:follow_up")
def done(request: ReaderRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(tasks_seen(standing(request.user)), pk=pk)
    try:
        complete_action_item(task, by=request.user)
    except CaseError as error:
        if error.status == FORBIDDEN:
            raise PermissionDenied(str(error)) from error
        messages.info(request, str(error))
    else:
        messages.success(request, _("Marked as done."))
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if back.startswith("/") and is_ours else "cases:follow_up")


@login_required
@require_safe
def decisions_page(request: ReaderRequest) -> HttpResponse:
    """ "What did we decide about …": points of all notes and minutes that the reader sees."""
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    words = " ".join(request.GET.get("q", "")[:200].split())
    page = (
        LongPaginator(decisions_about(found, words), 20, most=MOST_FOUND).get_page(request.GET.get("page"))
        if words
        else None
    )
    return render(request, "cases/meetings/decisions.html", {"words": words, "page": page})
