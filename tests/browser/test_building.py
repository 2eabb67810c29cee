"""An editor changes a form in the browser: what is not whole is refused beside its block, the rest is published."""

import pytest

from cms.demo.accounts import user
from forms.models import Form

pytestmark = pytest.mark.django_db


def publish(page):
    page.get_by_role("button", name="Fler åtgärder").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publicera").click()


def test_an_editor_publishes_a_version_and_is_refused_a_broken_one(world, visit):
    form = Form.objects.get(key="aktivitetsplan")
    page = visit(user("redaktor"))
    page.goto(f"/admin/formular/edit/{form.pk}/")
    page.locator("#id_title").fill("Aktivitetsplan för halvåret")
    publish(page)
    page.get_by_text("version 2").first.wait_for()
    assert form.versions.get(number=2).definition["title"] == "Aktivitetsplan för halvåret"

    page.goto(f"/admin/formular/edit/{form.pk}/")
    page.locator("#id_introduction").fill("Skriv planen för ett halvår i taget.")
    section = page.locator("[name='sections-0-value-title']")
    if not section.is_visible():
        page.locator("[data-contentpath='sections'] [data-panel-toggle]").nth(0).click()
    section.fill("")
    publish(page)
    beside = page.locator("#sections-0-value-title-errors, [data-contentpath='title'] .error-message").first
    beside.wait_for()
    assert page.locator("#id_introduction").input_value() == "Skriv planen för ett halvår i taget."
    assert form.versions.count() == 2
