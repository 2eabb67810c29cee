"""A person in Chromium: logged in, watched for every fault on the way, traced where the test fails."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from cases.models import Case
from cms.demo.accounts import load_accounts
from cms.demo.answers import kfv_2014
from cms.demo.load import load_definitions
from cms.demo.telling import Teller
from cms.demo.world import load_world
from forms.models import Submission
from people.models import User
from tests.browser.job import Job

# Playwright runs an event loop in the test's thread, where Django would refuse its own queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FAILED = pytest.StashKey[bool]()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PARTS_OF_A_PAGE = {"stylesheet", "script", "image", "font", "manifest"}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watch:
    """Everything that must not happen in any page of a test: script errors, refused content, broken parts."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused input answers 422 and the browser notes that as an error; statuses are watched below.
        # What has no address was run by the test itself: axe tries styles that the page's policy refuses.
        noted = message.text.startswith("Failed to load resource") or not message.location["url"]
        if message.type == "error" and not noted:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https"} and f"{url.scheme}://{url.netloc}" != self.origin:
            self.faults.append(f"asks another server: {request.url}")

    def _response(self, response: Response) -> None:
        broken = response.status >= 400 and response.request.resource_type in PARTS_OF_A_PAGE
        if broken or response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(request, chromium, live_server) -> Iterator[Callable[..., Page]]:
    """`visit(user)` gives a page that is logged in as them, `visit()` a stranger's.

    Each call is a browser of its own, so that several people can be in one test.
    Addresses may be written from the root: `page.goto("/arenden/")`.
    """
    watch = Watch(live_server.url)
    contexts: list[BrowserContext] = []

    def open_page(user: User | None = None, *, width: int = 1280, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.tracing.start(screenshots=True, snapshots=True)
        watch.over(context)
        if user is not None:
            _log_in(context, user, live_server.url)
        return context.new_page()

    yield open_page
    failed = request.node.stash.get(FAILED, False) or bool(watch.faults)
    for number, context in enumerate(contexts, 1):
        context.tracing.stop(path=_trace(request.node.name, number) if failed else None)
        context.close()
    assert watch.faults == []


@pytest.fixture
def page(visit) -> Page:
    return visit()


def _log_in(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user, backend=site_settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[site_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def _trace(test: str, number: int) -> Path:
    """Open it with `.venv/bin/playwright show-trace FILE`."""
    name = re.sub(r"\W+", "-", test).strip("-")
    return site_settings.VAR_DIR / "test" / "traces" / f"{name}-{number}.zip"


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Fails with the rule and the elements where axe finds anything on the page."""

    def check(page: Page) -> None:
        page.wait_for_load_state("load")  # sizes are measured, so the style sheets must be there
        found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
        told = [f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:4]]}" for one in found]
        assert told == [], f"{page.url}"

    return check


@pytest.fixture
def world(db) -> None:
    """The demo's people, forms and routes, and no case yet."""
    load_world()
    load_accounts(timezone.localdate())
    load_definitions()


@pytest.fixture
def job(visit, assert_accessible) -> Job:
    return Job(visit, assert_accessible)


@pytest.fixture
def kfv(world) -> Case:
    """S3, just sent in: it waits for LSG Katrineholm/Vingåker and LSG Flen."""
    case = Teller().send_in("kfv", "ansokan", kfv_2014.ANSWERS, by="processledare.vastra", on=timezone.localdate())
    assert case is not None
    return case


@pytest.fixture
def kfv_draft(world) -> Submission:
    """S3, written and not sent in."""
    draft = Teller().draft("kfv", "ansokan", kfv_2014.ANSWERS, by="processledare.vastra", on=timezone.localdate())
    assert draft is not None
    return draft
