"""What was agreed and is to be done, and what was decided, across all meetings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.follow_up import complete_action_item
from cases.actions.hand_over_task import hand_over_task
from cases.errors import FORBIDDEN, CaseError
from cases.inputs.meeting import HandOverInput
from cases.permissions import SPEAKS_FOR_GROUP, may_hand_over, require
from cases.queries.meetings import bodies_seen, decisions_about, doers_of, tasks_seen
from people.paging import LongPaginator
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

from .refusals import put_beside

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
    return redirect(_back(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: ReaderRequest, pk: int) -> HttpResponse:
    """A task goes to another who has to do with the body. It leads back to where the link stood."""
    found = standing(request.user)
    task = get_object_or_404(tasks_seen(found), pk=pk)
    require(may_hand_over(found, task), str(CaseError("not_your_task")))
    people = [person for person in doers_of(task, on=found.on) if person.pk != task.who_id]
    form, status = HandOverInput(request.POST if request.method == "POST" else None, people=people), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                hand_over_task(task, form.cleaned_data["to"], by=request.user, message=form.cleaned_data["message"])
            except CaseError as error:
                status = _beside(form, error)
            else:
                said = _("%(person)s has the task now, and gets a letter about it.")
                messages.success(request, said % {"person": form.cleaned_data["to"].name})
                return redirect(_back(request))
    elif task.done_on is not None:
        messages.info(request, str(CaseError("already_done")))
        return redirect(_back(request))
    context = {"task": task, "form": form, "back": _back(request), "nobody": not people}
    return render(request, "cases/meetings/hand_over.html", context, status=status)


def _beside(form: HandOverInput, error: CaseError) -> int:
    if error.status == FORBIDDEN:
        raise PermissionDenied(str(error))
    if not put_beside(form, error):
        form.add_error(None, str(error))
    return error.status


def _back(request: ReaderRequest) -> str:
    """Where the reader came from, where that is a page of ours; else the list of tasks."""
    asked = request.POST.get("back", "") or request.GET.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked.startswith("/") and is_ours else reverse("cases:follow_up")


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
