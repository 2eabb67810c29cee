"""Who was at a meeting, in whose place, who adjusts what is written and who writes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.hold_meeting import Present, note_attendance
from cases.errors import FORBIDDEN, CaseError
from cases.queries.meeting_page import MeetingPage
from cases.queries.meetings import doers_for
from forms.domain.typed import lines, whole
from people.requests import ReaderRequest

from .meetings import show
from .minutes import kept_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: ReaderRequest, pk: int) -> HttpResponse:
    page = kept_page(request, pk)
    if not page.meeting.is_held:
        return show(request, page, refused=_("Who was present is written down while the meeting is held."))
    error = ""
    if request.method == "POST":
        try:
            note_attendance(page.meeting, _present(request, page), by=request.user, **_chosen(request))
        except CaseError as refusal:
            if refusal.status == FORBIDDEN:
                raise PermissionDenied(str(refusal)) from refusal
            error = str(refusal)
        else:
            messages.success(request, _("Who was present is saved."))
            return redirect(page.meeting)
    context = {"page": page, "meeting": page.meeting, "error": error, "rows": _rows(request, page)}
    now, writers = page.meeting.secretary, doers_for(page.meeting)
    context["writers"] = writers if now is None or now in writers else [now, *writers]
    context["secretary"] = request.POST.get("secretary", str(now.pk) if now else "")
    context["others"] = request.POST.get("others", page.meeting.others_present)
    return render(request, "cases/meetings/attendance.html", context, status=422 if error else 200)


def _present(request: ReaderRequest, page: MeetingPage) -> list[Present]:
    found = []
    for row in page.attendance:
        if f"present_{row.person_id}" in request.POST:
            seat = whole(request.POST.get(f"stands_for_{row.person_id}", ""))
            found.append(Present(row.person_id, seat))
    return found


def _chosen(request: ReaderRequest) -> dict[str, Any]:
    adjusters = [pk for one in request.POST.getlist("adjusters") if (pk := whole(one)) is not None]
    secretary = whole(request.POST.get("secretary", ""))
    others = lines(request.POST.get("others", ""))[:5000]
    return {"others": others, "adjusters": adjusters, "secretary": secretary}


def _rows(request: ReaderRequest, page: MeetingPage) -> list[dict[str, Any]]:
    """Each with a seat, as it was typed or as it stands."""
    typed = request.method == "POST"
    chosen = {str(one.person_id) for one in page.adjusters}
    adjusting = set(request.POST.getlist("adjusters")) if typed else chosen
    return [
        {
            "row": row,
            "present": f"present_{row.person_id}" in request.POST if typed else row.is_present,
            "seat": request.POST.get(f"stands_for_{row.person_id}", "") if typed else str(row.stands_for_id or ""),
            "adjusts": str(row.person_id) in adjusting,
        }
        for row in page.attendance
    ]
