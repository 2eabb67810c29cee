"""Publishing while the draft is being autosaved: one thing at a time, and nothing is said of another window."""

import time

import pytest
from playwright.sync_api import expect

from cases.models import Route
from cms.demo.accounts import user
from tests.browser.test_building_a_route import press, put

pytestmark = pytest.mark.django_db
OFFICE = "stages-1-value"
# Wagtail notes what the form holds two seconds after it came; what is typed before that is no edit to it.
WATCHED = """() => window.wagtail.app.getControllerForElementAndIdentifier(
    document.querySelector("[data-edit-form]"), "w-unsaved")?.initialFormData !== undefined"""


def slow_autosave(route, request):
    if request.method == "POST" and request.headers.get("accept") == "application/json":
        time.sleep(1.5)
    route.continue_()


def test_publishing_waits_for_the_autosave_under_way(world, visit):
    """And a role that nobody holds is told beside its stage, mended and published."""
    kept = Route.objects.get(key="aktivitetsplan")
    page = visit(user("redaktor"))
    page.route("**/admin/arendevagar/edit/**", slow_autosave)
    page.goto(f"/admin/arendevagar/edit/{kept.pk}/")
    page.wait_for_function(WATCHED)

    with page.expect_event("request", lambda request: request.headers.get("accept") == "application/json"):
        put(page, f"{OFFICE}-role", "process_leader")
    press(page, "Publicera")

    told = page.get_by_text("frågar processledare i Kansliet, och ingen har den rollen i dag. Ge någon uppdraget")
    expect(told.first).to_be_attached()
    put(page, f"{OFFICE}-role", "case_officer")
    put(page, f"{OFFICE}-title", "Kansliet går igenom planen")
    press(page, "Publicera")
    page.get_by_text("publicerad som version 2").wait_for()
    assert kept.versions.count() == 2
