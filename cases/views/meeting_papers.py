"""What is taken home from a meeting: the notice with its papers, the notes or minutes, the invitation."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.actions.start_package import standing_package, start_package
from cases.invitation import PUBLISH, invitation
from cases.models import MeetingPackage
from cases.paper.meeting import minutes_paper, title_of_minutes
from cases.paper.package import notice_package
from cases.queries.meeting_page import MeetingPage, meeting_page
from cases.queries.package_of_meeting import PackageOfMeeting, package_of
from people.requests import ReaderRequest

CONTENT_TYPE = "application/pdf"


@login_required
@require_safe
@never_cache
def notice(request: ReaderRequest, pk: int) -> HttpResponseBase:
    """A notice without papers comes at once. With papers it is the file, if it stands, or where it is waited for."""
    asked = package_of(meeting_page(request.user, pk))
    if not asked.papers:
        return _pdf(notice_package(asked), "kallelse", asked.page)
    made = standing_package(asked, request.user)
    return _handed_over(made, asked) if made else redirect(start_package(asked, by=request.user))


@login_required
@require_safe
@never_cache
def package(request: ReaderRequest, pk: int, uuid: UUID) -> HttpResponse:
    page = meeting_page(request.user, pk)
    found = get_object_or_404(MeetingPackage.objects.visible_to(request.user), meeting=page.meeting, uuid=uuid)
    return render(request, "cases/meetings/package.html", {"package": found, "meeting": page.meeting})


@login_required
@require_safe
@never_cache
def package_file(request: ReaderRequest, pk: int, uuid: UUID) -> HttpResponseBase:
    """What its owner may no longer read, or what has changed since, is not handed over: it is made anew."""
    asked = package_of(meeting_page(request.user, pk))
    mine = MeetingPackage.objects.visible_to(request.user).filter(meeting=asked.page.meeting)
    found = get_object_or_404(mine, uuid=uuid, state=MeetingPackage.State.MADE)
    stands = found.digest == asked.digest and found.has_bytes
    return _handed_over(found, asked) if stands else redirect("cases:meeting_notice", pk)


@login_required
@require_safe
@never_cache
def minutes(request: ReaderRequest, pk: int) -> HttpResponse:
    page = meeting_page(request.user, pk)
    if not page.meeting.is_written:
        raise Http404
    return _pdf(minutes_paper(page), title_of_minutes(page), page)


@login_required
@require_safe
@never_cache
def calendar(request: ReaderRequest, pk: int) -> HttpResponse:
    meeting = meeting_page(request.user, pk).meeting
    text = invitation(meeting, [], stamp=timezone.now(), method=PUBLISH)
    headers = {"Content-Disposition": 'attachment; filename="mote.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _handed_over(found: MeetingPackage, asked: PackageOfMeeting) -> FileResponse:
    headers = {"Content-Disposition": f'inline; filename="{_name("kallelse", asked.page)}"'}
    return FileResponse(found.file.open("rb"), content_type=CONTENT_TYPE, headers=headers)


def _pdf(made: bytes, what: str, page: MeetingPage) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{_name(what, page)}"'}
    return HttpResponse(made, content_type=CONTENT_TYPE, headers=headers)


def _name(what: str, page: MeetingPage) -> str:
    return slugify(f"{what} {page.meeting.body.name} {page.meeting.on}") + ".pdf"
