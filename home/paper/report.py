"""A published status report on paper: what its page says, and no more, since its page is where it was masked."""

from pathlib import Path

from django.conf import settings
from django.utils import translation

from home.models import GroupPage, StandardPage
from people.paper.pdf import paper

CSS = Path(__file__).with_name("report.css")


def report_paper(page: StandardPage, group: GroupPage) -> bytes:
    """In Swedish, as the report is, whatever language the reader has chosen for the site."""
    with translation.override(settings.LANGUAGE_CODE):
        return paper("home/paper/report.html", {"title": page.title, "page": page, "group": group}, css=[CSS])
