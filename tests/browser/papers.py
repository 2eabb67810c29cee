"""The papers of a meeting, taken home in the browser."""

from cases.actions.make_package import make_package
from cases.models import MeetingPackage


def fetched_papers(page, assert_accessible) -> bytes:
    """From the meeting's page: asks, waits while the worker makes them, and opens the file; ends on the meeting."""
    page.get_by_role("link", name="Kallelse med handlingar (PDF)").click()
    page.get_by_text("Handlingarna sätts ihop").wait_for()
    assert_accessible(page)
    make_package(MeetingPackage.objects.latest("pk").pk)
    ready = page.get_by_role("link", name="Öppna handlingarna (PDF)")
    ready.wait_for()
    assert_accessible(page)
    answer = page.request.get(ready.get_attribute("href"))
    page.go_back()
    return answer.body()
