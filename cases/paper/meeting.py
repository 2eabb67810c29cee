"""A meeting on paper: its notice with the papers of its cases, and its notes or minutes."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Case
from cases.queries.meeting_page import MeetingPage
from forms.models import SubmissionRevision
from forms.paper.submission import paper_of_revision
from people.paper.pdf import package, page, paper

CSS = Path(__file__).with_name("meeting.css")
# A package of more papers is no longer read as one: the rest is read in the cases.
MOST_PAPERS = 60


def notice_package(found: MeetingPage) -> bytes:
    """The notice, then what was sent in with each case on the agenda that the reader may see."""
    papers = [paper_of_revision(one) for one in _sendings(found)]
    numbers = {one.submission.pk: one.submission.case.number for one in papers}
    context = _context(found, _("Notice")) | {"papers": [(numbers[one.submission.pk], one.title) for one in papers]}
    parts: list[tuple[str, Any]] = [(page("cases/paper/notice.html", context), [CSS])]
    parts += [one.as_part(reference=numbers[one.submission.pk]) for one in papers]
    return package(parts)


def minutes_paper(found: MeetingPage) -> bytes:
    meeting = found.meeting
    standing = "" if meeting.is_adjusted else pgettext("notes", "Not adjusted")
    signing = [[str(one.person)] for one in found.adjusters]
    context = _context(found, title_of_minutes(found)) | {"standing": standing, "signing": signing}
    return paper("cases/paper/minutes.html", context, css=[CSS])


def title_of_minutes(found: MeetingPage) -> str:
    return _("Minutes") if found.meeting.has_minutes else pgettext("of a meeting", "Notes")


def _context(found: MeetingPage, what: str) -> dict[str, Any]:
    meeting = found.meeting
    return {"title": f"{what}, {meeting.body.name}", "eyebrow": "", "page": found, "meeting": meeting}


def _sendings(found: MeetingPage) -> list[SubmissionRevision]:
    """The latest sending of each case on the agenda, in its order."""
    wanted = [item.case_id for item in found.items if item.case_id is not None]
    seen = Case.objects.visible_in(found.found).filter(pk__in=wanted, disposed_on=None)
    sent = SubmissionRevision.objects.filter(submission__case__in=seen.values("pk"))
    latest: dict[int, SubmissionRevision] = {}
    for one in sent.select_related("submission__case", "submission__version__form").order_by("number"):
        latest[one.submission.case.pk] = one
    return [latest[pk] for pk in dict.fromkeys(wanted) if pk in latest][:MOST_PAPERS]
