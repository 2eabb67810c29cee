"""A meeting's notes or minutes on paper."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.queries.meeting_page import MeetingPage
from people.paper.pdf import paper

CSS = Path(__file__).with_name("meeting.css")


def minutes_paper(found: MeetingPage) -> bytes:
    meeting = found.meeting
    standing = "" if meeting.is_adjusted else pgettext("notes", "Not adjusted")
    signing = [[str(one.person)] for one in found.adjusters]
    context = context_of(found, title_of_minutes(found)) | {"standing": standing, "signing": signing}
    return paper("cases/paper/minutes.html", context, css=[CSS])


def title_of_minutes(found: MeetingPage) -> str:
    return _("Minutes") if found.meeting.has_minutes else pgettext("of a meeting", "Notes")


def context_of(found: MeetingPage, what: str) -> dict[str, Any]:
    meeting = found.meeting
    return {"title": f"{what}, {meeting.body.name}", "eyebrow": "", "page": found, "meeting": meeting}
