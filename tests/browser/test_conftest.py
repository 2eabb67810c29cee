"""The watch itself: what it must let through and what it must catch, and a clean database for each test."""

import pytest
from wagtail.models import Site

from tests.browser.conftest import Watch

pytestmark = pytest.mark.django_db


def test_the_login_page_opens_without_a_fault(page):
    page.goto("/konto/login/")
    assert page.locator("form").count() >= 1


@pytest.mark.parametrize(
    "does",
    [
        "document.body.setAttribute('style', 'color: red')",
        "document.head.appendChild(Object.assign(document.createElement('script'), {textContent: '1'}))",
        "throw new Error('broken')",
        "new Image().src = 'http://other.example/x.png'",
        "new Image().src = '/static/no-such.png'",
    ],
)
def test_the_watch_catches(chromium, live_server, does):
    context, watch = chromium.new_context(base_url=live_server.url), Watch(live_server.url)
    watch.over(context)
    page = context.new_page()
    page.route("**/faulty.js", lambda route: route.fulfill(body=does, content_type="text/javascript"))
    page.goto("/konto/login/")
    page.evaluate("document.head.appendChild(Object.assign(document.createElement('script'), {src: '/faulty.js'}))")
    for _ in range(50):
        if not watch.faults:
            page.wait_for_timeout(100)
    context.close()
    assert watch.faults != []


def test_what_one_browser_test_wrote_is_gone_in_the_next(live_server):
    assert Site.objects.count() == 1
    Site.objects.all().delete()


def test_what_the_test_before_deleted_is_back(live_server):
    assert Site.objects.count() == 1
