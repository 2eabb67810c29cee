"""What is taken home from a meeting: the notice with its papers, the notes or minutes, the invitation."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.invitation import PUBLISH, invitation
from cases.paper.meeting import minutes_paper, title_of_minutes
from cases.paper.package import notice_package
from cases.queries.meeting_page import MeetingPage, meeting_page
from people.requests import ReaderRequest


@login_required
@require_safe
@never_cache
def notice(request: ReaderRequest, pk: int) -> HttpResponse:
    page = meeting_page(request.user, pk)
    return _pdf(notice_package(page), "kallelse", page)


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


def _pdf(made: bytes, what: str, page: MeetingPage) -> HttpResponse:
    name = slugify(f"{what} {page.meeting.body.name} {page.meeting.on}")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
