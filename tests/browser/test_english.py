"""The site in English: the switch holds, and no Swedish words are left around what people wrote."""

import re

import pytest

from cms.demo.accounts import user

pytestmark = pytest.mark.django_db

SWEDISH = re.compile(
    r"\b(och|att|eller|inte|från|till|ärenden?|ansökningar|väntar|spara|skicka|sök|logga|summa|hämta|kr i)\b", re.I
)
# What the groups and editors wrote stays as they wrote it.
CHROME = "header, nav, footer, h1, th, label, legend, button, .eyebrow, .notice, .empty"


def test_the_language_switch_holds_and_the_main_pages_speak_english(kfv, visit, assert_accessible):
    page = visit(user("ordforande.flen"))
    page.goto("/att-gora/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("link", name="Log out").or_(page.get_by_role("button", name="Log out")).first.wait_for()
    left = {}
    for address in ("/att-gora/", "/arenden/", "/ansokningar/", "/ekonomi/", "/rapporter/", "/sok/", "/konto/email/"):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        assert_accessible(page)
        said = page.evaluate(
            """selector => [...document.querySelectorAll(selector)]
            .filter(one => !one.closest('[lang=sv]')).map(one => one.innerText)""",
            CHROME,
        )
        found = [line for text in said for line in text.splitlines() if SWEDISH.search(line)]
        left |= {address: found} if found else {}
    assert left == {}
    page.get_by_role("button", name="Svenska").click()
    page.get_by_text("Logga ut").first.wait_for()
