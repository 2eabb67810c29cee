"""What the page of a case says of where its report is published."""

from cases.extensions import ReportPages
from cases.models import Case
from home.actions.publish_report import may_be_published, slug_of
from home.models import StandardPage


def report_pages(case: Case) -> ReportPages:
    """Two queries; only a report that was approved can be published."""
    pages = list(StandardPage.objects.filter(slug=slug_of(case)).order_by("path"))
    links = tuple((page.get_parent().title, page.get_url() or "") for page in pages if page.live)
    is_left = not links and may_be_published(case)
    return ReportPages(links, waits=bool(pages) and not links, may=is_left)
