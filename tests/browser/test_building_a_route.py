"""An editor builds a route from nothing: a fault is told beside its block, mended, the route walked and published."""

import re

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from cases.models import Route
from cms.demo.accounts import user
from forms.actions.import_form import import_form
from forms.gallery import ready_form

pytestmark = pytest.mark.django_db
UNFOLD = """name => {
    const field = document.getElementsByName(name)[0];
    for (let panel = field.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
        const toggle = panel.querySelector(":scope > .w-panel__header [data-panel-toggle]");
        if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
}"""
GROUPS, BOARD = "stages-0-value", "stages-1-value"


def put(page: Page, name: str, value: str) -> None:
    """Type or choose; what is folded away is unfolded first."""
    field = page.locator(f"[name='{name}']")
    if not field.is_visible():
        page.evaluate(UNFOLD, name)
    field.wait_for()
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def stream(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}-count']").locator("xpath=..")


def add(page: Page, name: str, what: str, number: int) -> str:
    """A block last in a stream; gives where its fields are."""
    stream(page, name).locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=what, exact=True).last.click()
    page.locator(f"[name='{name}-{number}-type']").wait_for(state="attached")
    return f"{name}-{number}-value"


def add_row(page: Page, name: str, number: int) -> str:
    """One more in a list, which has one kind only."""
    stream(page, name).locator("button.c-sf-add-button").last.click()
    page.locator(f"[name^='{name}-{number}-']").first.wait_for(state="attached")
    return f"{name}-{number}-value"


def begin(page: Page) -> None:
    page.goto("/admin/arendevagar/borja/")
    page.get_by_role("link", name="Börja med en tom ärendeväg").click()
    page.locator("#id_title").fill("Bidrag till mindre insatser")
    page.get_by_role("button", name="Välj formulär").click()
    page.get_by_role("link", name="Mindre ansökan om medel").click()
    page.locator(".chooser__title", has_text="Mindre ansökan om medel").wait_for()
    for name, key in (("title", "rubrik"), ("groups", "sokande"), ("period", "period"), ("budget", "budget")):
        put(page, f"{name}_field", key)


def draw(page: Page) -> None:
    """The groups; large sums go on to the board, which may ask for more and then have the groups answer again."""
    add(page, "stages", "Steg", 0)
    put(page, f"{GROUPS}-title", "Grupperna svarar")
    put(page, f"{GROUPS}-days", "5")
    put(page, f"{GROUPS}-unit", "working")
    supports = add(page, f"{GROUPS}-outcomes", "Tillstyrker", 0)
    put(page, f"{supports}-label", "Tillstyrker")
    put(page, f"{supports}-to", "klart")
    way = add_row(page, f"{supports}-ways", 0)
    compared = add(page, f"{way}-when", "Jämförelse", 0)
    put(page, f"{compared}-field", "case.applied")
    put(page, f"{compared}-op", "more_than")
    put(page, f"{compared}-value", "100000")
    put(page, f"{way}-to", "styrelsen_beslutar")

    add(page, "stages", "Steg", 1)
    put(page, f"{BOARD}-title", "Styrelsen beslutar")
    put(page, f"{BOARD}-actor", "body")
    put(page, f"{BOARD}-body", "styrelsen")
    approves = add(page, f"{BOARD}-outcomes", "Bifall", 0)
    put(page, f"{approves}-label", "Bifall")
    put(page, f"{approves}-to", "bevlijad")
    asks = add(page, f"{BOARD}-outcomes", "Begär komplettering", 1)
    put(page, f"{asks}-label", "Begär komplettering")
    put(page, f"{asks}-lapses", "stages")
    put(page, add_row(page, f"{asks}-lapses_stages", 0), "grupperna_svarar")

    for number, (title, kind) in enumerate(
        [("Beviljad", "granted"), ("Klart", "closed"), ("Återkallad", "withdrawn")], 2
    ):
        place = add(page, "stages", "Slut", number)
        put(page, f"{place}-title", title)
        put(page, f"{place}-kind", kind)


def press(page: Page, button: str) -> None:
    if button != "Spara utkast":
        page.get_by_role("button", name="Fler åtgärder").click()
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    page.wait_for_load_state()


def previewed(page: Page) -> FrameLocator:
    page.locator("[data-side-panel-toggle='preview']").click()
    return page.frame_locator("#w-preview-iframe")


def answer(walk: FrameLocator, who: str, what: str) -> None:
    walk.get_by_role("group", name=re.compile(who)).get_by_role("button", name=what).click()


def walk_through(walk: FrameLocator) -> None:
    """As the chair, the board and the applicants, with a large sum."""
    walk.get_by_label("Antal sökande grupper").select_option("1")
    walk.get_by_role("button", name="Gå igenom vägen").click()
    walk.get_by_label(re.compile("kronor")).fill("250000")
    answer(walk, "Ordförande i", "Tillstyrker")
    expect(walk.get_by_role("heading", name="Styrelsen beslutar")).to_be_visible()
    answer(walk, "Ordförande i .*tyrelse", "Begär komplettering")
    answer(walk, "Sökande", "Skicka in kompletteringen")
    expect(walk.get_by_role("heading", name="Grupperna svarar")).to_be_visible()
    expect(walk.get_by_text("Styrelsen beslutar: svarar igen")).to_be_visible()
    answer(walk, "Ordförande i", "Tillstyrker")
    answer(walk, "Ordförande i .*tyrelse", "Bifall")
    expect(walk.get_by_role("heading", name="Ärendet är avslutat: Beviljad")).to_be_visible()


def test_an_editor_builds_a_route_from_nothing(world, visit, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # a draft is saved when the editor says so
    import_form(ready_form("mindre-ansokan").definition, user("administrator"))
    page = visit(user("redaktor"))
    begin(page)
    draw(page)

    press(page, "Publicera")
    beside = page.locator("[data-contentpath='outcomes']").last.get_by_text("leder till ”bevlijad”, som inte finns")
    expect(beside.first).to_be_attached()
    put(page, f"{BOARD}-outcomes-0-value-to", "beviljad")
    press(page, "Spara utkast")

    walk_through(previewed(page))
    press(page, "Publicera")

    version = Route.objects.get(title="Bidrag till mindre insatser").versions.get()
    assert [stage["key"] for stage in version.definition["stages"]] == ["grupperna_svarar", "styrelsen_beslutar"]
    assert version.definition["stages"][1]["outcomes"][1]["lapses_stages"] == ["grupperna_svarar"]
