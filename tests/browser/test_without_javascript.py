"""An application is written to the end on a phone without JavaScript: S0, in thousands of kronor."""

import pytest

from cases.models import Case
from cms.demo.accounts import user
from cms.demo.answers import gnot_2016
from people.domain.swedish import kr

pytestmark = pytest.mark.django_db

LINES = {
    "Lön": ("401", "801", "401"),
    "Lokal": ("9", "18", "9"),
    "Resor": ("8", "15", "8"),
    "Telefon": ("5", "10", "5"),
    "Dator": ("8", "15", "8"),
}
TEXTS = {
    "bakgrund": {"Bakgrund": "bakgrund"},
    "mal_och_syfte": {"Mål": "mal", "Syfte": "syfte"},
    "organisering": {"Organisering": "organisering", "Uppdrag": "uppdrag"},
    "rapportering": {"Rapportering": "rapportering", "Uppföljning": "uppfoljning"},
    "underskrift": {"Undertecknas av": "undertecknare"},
}


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def test_a_whole_application_is_written_on_a_phone_without_javascript(world, visit, assert_accessible):
    page = visit(user("processledare.sodra"), width=375, javascript=False)
    page.goto("/ansokningar/")
    press(page, "Börja Ansökan om medel")
    base = page.url

    page.goto(base + "om_ansokan/")
    page.get_by_label("Rubrik").fill(gnot_2016.ANSWERS["rubrik"])
    page.get_by_label("Ny insats").check()
    page.get_by_label("Arbetsgivare (huvudman)").fill("Samordningsförbundet RAR")
    page.get_by_label("Från och med").fill("2016-07-01-2018-06-30")
    press(page, "Spara och fortsätt")
    for section, fields in TEXTS.items():
        page.goto(f"{base}{section}/")
        for label, key in fields.items():
            page.get_by_label(label).first.fill(gnot_2016.ANSWERS[key])
        press(page, "Spara")

    page.goto(base + "budget/")
    press(page, "tkr")
    for line, amounts in LINES.items():
        for year, amount in zip((2016, 2017, 2018), amounts, strict=True):
            page.get_by_label(f"{line} {year}", exact=True).fill(amount)
    page.get_by_label("Lön 2016", exact=True).fill("fyra hundra")
    press(page, "Räkna ihop och spara")
    assert page.get_by_label("Lön 2016", exact=True).get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Lön 2016", exact=True).input_value() == "fyra hundra"
    page.get_by_label("Lön 2016", exact=True).fill("401")
    press(page, "Räkna ihop och spara")
    page.get_by_text("1 721").first.wait_for()
    press(page, "kr")
    assert page.get_by_label("Lön 2017", exact=True).input_value().split() == ["801", "000"]
    assert no_sideways_scrolling(page)

    page.goto(base + "granska/")
    page.get_by_text(kr(1_721_000)).first.wait_for()
    assert no_sideways_scrolling(page)
    press(page, "Skicka in")
    case = Case.objects.get()
    page.get_by_text(case.number).first.wait_for()
    assert case.applied_total == 1_721_000
    page.goto(case.get_absolute_url())
    page.get_by_text(kr(1_721_000)).first.wait_for()
    assert no_sideways_scrolling(page)


def no_sideways_scrolling(page):
    html = page.locator("html")
    return html.bounding_box()["width"] <= 375
