"""Published notes or minutes on paper: what everybody may read, nothing else."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.queries.published import PublicMinutes
from people.paper.pdf import paper

CSS = Path(__file__).with_name("meeting.css")


def public_paper(found: PublicMinutes) -> bytes:
    meeting = found.meeting
    name = _("Minutes") if meeting.has_minutes else pgettext("of a meeting", "Notes")
    context = {"title": f"{name}, {meeting.body.name}", "found": found, "meeting": meeting}
    return paper("cases/paper/public_minutes.html", context, css=[CSS])
