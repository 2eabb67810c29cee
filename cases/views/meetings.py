"""Meetings: the list, planning one, its page, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions.adjust_meeting import adjust_meeting, ask_for_adjustment
from cases.actions.arrange_agenda import add_point, add_waiting_cases, arrange, move_point, remove_point
from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.hold_meeting import hold_meeting
from cases.actions.plan_meeting import change_meeting, plan_meeting
from cases.actions.publish_minutes import take_down_minutes
from cases.errors import CONFLICT, FORBIDDEN, CaseError
from cases.inputs.meeting import MeetingInput
from cases.models import AgendaItem, Meeting
from cases.permissions import require
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.meetings import bodies_kept, bodies_seen, meetings_seen
from forms.domain import typed
from people.models import User
from people.paging import LongPaginator
from people.posting import posted_from
from people.queries.mandates import standing
from people.requests import ReaderRequest

from .refusals import put_beside

ON_A_PAGE = 50


@login_required
@require_safe
def meetings_page(request: ReaderRequest) -> HttpResponse:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    bodies = bodies_seen(found)
    chosen = request.GET.get("organ", "")
    seen = meetings_seen(found)
    if chosen:
        seen = seen.filter(body__key=chosen)
    page = LongPaginator(seen.exclude(status__in=("planned", "called")).order_by("-starts_at"), ON_A_PAGE)
    context = {
        "coming": seen.coming()[:ON_A_PAGE],
        "page": page.get_page(request.GET.get("page")),
        "bodies": bodies,
        "chosen": chosen,
        "plans": bool(bodies_kept(found)),
    }
    return render(request, "cases/meetings/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: ReaderRequest) -> HttpResponse:
    found = standing(request.user)
    if not found.has_mandate:
        raise Http404
    bodies = bodies_kept(found)
    require(bool(bodies), _("Only chairs, process leaders and the office plan meetings."))
    usual = next((body.pk for body in bodies if body.key == request.GET.get("organ")), None)
    form = MeetingInput(request.POST or None, bodies=bodies, initial={"body": usual, "kind": _kind(request)})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(plan_meeting(form.cleaned_data["body"], form.planned, by=request.user))
        except CaseError as error:
            _beside(form, error)
    return render(request, "cases/meetings/plan.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ReaderRequest, pk: int) -> HttpResponse:
    page = meeting_page(request.user, pk)
    _keeper(page)
    form = MeetingInput(request.POST or None, meeting=page.meeting)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            version = form.cleaned_data["version"]
            try:
                change_meeting(page.meeting, form.planned, by=request.user, version=version)
            except CaseError as error:
                status = _beside(form, error)
            else:
                messages.success(request, _("The meeting is changed."))
                return redirect(page.meeting)
    elif not page.meeting.is_coming:
        return show(request, page, refused=_("The meeting has been held or cancelled and cannot be changed."))
    return render(request, "cases/meetings/plan.html", {"form": form, "meeting": page.meeting}, status=status)


@login_required
@require_safe
def meeting(request: ReaderRequest, pk: int) -> HttpResponse:
    return render(request, "cases/meetings/meeting.html", _context(meeting_page(request.user, pk)))


@login_required
@posted_from("cases:meeting", "pk")
def act(request: ReaderRequest, pk: int, act: str) -> HttpResponse:
    page = meeting_page(request.user, pk)
    do = ACTS.get(act)
    if do is None:
        raise Http404
    try:
        said = do(page.meeting, request.POST, request.user)
    except CaseError as error:
        if error.status == FORBIDDEN:
            raise PermissionDenied(str(error)) from error
        return show(request, meeting_page(request.user, pk), status=error.status, refused=str(error))
    if said:
        messages.success(request, said)
    # Who moves a point by its buttons comes back to it.
    anchor = f"#punkt-{request.POST['point']}" if act in ("upp", "ned") else ""
    return redirect(f"{page.meeting.get_absolute_url()}{anchor}")


def show(request: ReaderRequest, page: MeetingPage, *, status: int = CONFLICT, **extra: Any) -> HttpResponse:
    """The meeting as it is now, with what was refused and what was typed."""
    kept = {"typed_title": request.POST.get("title", "")}
    return render(request, "cases/meetings/meeting.html", _context(page) | kept | extra, status=status)


def _context(page: MeetingPage) -> dict[str, Any]:
    return {"page": page, "meeting": page.meeting, "keeps": page.keeps}


def _kind(request: ReaderRequest) -> str:
    """The kind that the address asks for, such as from a group's year."""
    asked = request.GET.get("slag", "")
    return asked if asked in Meeting.Kind.values else Meeting.Kind.MEETING


def _keeper(page: MeetingPage) -> None:
    require(page.keeps, _("Only the body's chair and process leader, and the office, keep its meetings."))


def _beside(form: MeetingInput, error: CaseError) -> int:
    if error.status == FORBIDDEN:
        raise PermissionDenied(str(error))
    if not put_beside(form, error):
        form.add_error(None, str(error))
    return error.status


def _point(meeting: Meeting, posted: QueryDict) -> AgendaItem:
    asked = typed.whole(posted.get("point", ""))
    found = meeting.items.filter(pk=asked).first() if asked is not None else None
    if found is None:
        raise CaseError("meeting_changed")
    return found


def _add(meeting: Meeting, posted: QueryDict, by: User) -> str:
    add_point(meeting, typed.one_line(posted.get("title", ""))[:300], by=by)
    return ""


def _fetch(meeting: Meeting, posted: QueryDict, by: User) -> str:
    count = len(add_waiting_cases(meeting, by=by))
    if not count:
        return _("No more cases wait for this body.")
    return ngettext("%(count)s case is added.", "%(count)s cases are added.", count) % {"count": count}


def _move(step: int) -> Callable[[Meeting, QueryDict, User], str]:
    def move(meeting: Meeting, posted: QueryDict, by: User) -> str:
        move_point(_point(meeting, posted), step, by=by)
        return ""

    return move


def _order(meeting: Meeting, posted: QueryDict, by: User) -> str:
    asked = posted.get("order", "")[:4000].split(",")
    arrange(meeting, [pk for one in asked if (pk := typed.whole(one)) is not None], by=by)
    return ""


def _remove(meeting: Meeting, posted: QueryDict, by: User) -> str:
    remove_point(_point(meeting, posted), by=by)
    return _("The point is taken off the agenda.")


def _call(meeting: Meeting, posted: QueryDict, by: User) -> str:
    call_meeting(meeting, by=by)
    return _("The notice is sent.")


def _cancel(meeting: Meeting, posted: QueryDict, by: User) -> str:
    cancel_meeting(meeting, by=by)
    return _("The meeting is cancelled.")


def _hold(meeting: Meeting, posted: QueryDict, by: User) -> str:
    hold_meeting(meeting, by=by)
    return _("The meeting has begun. Check who is present first.")


def _adjust(meeting: Meeting, posted: QueryDict, by: User) -> str:
    is_done = adjust_meeting(meeting, by=by).is_adjusted
    return _("Adjusted and locked.") if is_done else _("You have adjusted the minutes.")


def _ask(meeting: Meeting, posted: QueryDict, by: User) -> str:
    count = ask_for_adjustment(meeting, by=by)
    if not count:
        return _("They have had a letter today already.")
    return ngettext("A letter goes to %(count)s adjuster.", "A letter goes to %(count)s adjusters.", count) % {
        "count": count
    }


def _take_down(meeting: Meeting, posted: QueryDict, by: User) -> str:
    take_down_minutes(meeting, by=by)
    return _("The minutes are taken down.")


ACTS: dict[str, Callable[[Meeting, QueryDict, User], str]] = {
    "lagg-till": _add,
    "hamta": _fetch,
    "upp": _move(-1),
    "ned": _move(1),
    "ordning": _order,
    "ta-bort": _remove,
    "kalla": _call,
    "stall-in": _cancel,
    "hall": _hold,
    "be-justera": _ask,
    "justera": _adjust,
    "ta-ned": _take_down,
}
