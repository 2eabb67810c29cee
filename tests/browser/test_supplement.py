"""The officer asks for more, the process leader adds just that, and who reads it sees what changed."""

import re

import pytest

from cms.demo.telling import Teller
from cms.demo.today.steps import groups_answer

pytestmark = pytest.mark.django_db


def test_a_supplement_is_asked_for_answered_and_read_as_what_changed(kfv, job):
    teller = Teller()
    groups_answer(teller, kfv, ["lsg-katrineholm-vingaker", "lsg-flen"], kfv.received_at.date())
    job.number, job.title = kfv.number, kfv.title

    page = job.open("handlaggare")
    page.get_by_role("link", name="Begär komplettering").click()
    job.assert_accessible(page)
    # Too little is refused where it is missing, and what was written stays.
    page.get_by_label("Vad som ska kompletteras").fill("Summan för 2015 stämmer inte med era rader.")
    page.get_by_role("button", name="Begär komplettering").click()
    page.get_by_text("Välj minst ett avsnitt.").first.wait_for()
    assert page.get_by_label("Vad som ska kompletteras").input_value() == "Summan för 2015 stämmer inte med era rader."
    job.assert_accessible(page)
    page.get_by_role("checkbox", name="Budget").check()
    page.get_by_role("button", name="Begär komplettering").click()
    page.get_by_text("Komplettering är begärd.").first.wait_for()
    job.assert_accessible(page)

    page = job.as_("processledare.vastra")
    page.goto("/att-gora/")
    page.get_by_role("link", name=job.title).first.click()
    page.get_by_text("Summan för 2015 stämmer inte med era rader.").first.wait_for()
    job.assert_accessible(page)
    page.goto(f"/ansokningar/{kfv.submission.uuid}/")
    page.get_by_text("Summan för 2015 stämmer inte med era rader.").first.wait_for()
    job.assert_accessible(page)
    page.goto(f"/ansokningar/{kfv.submission.uuid}/bakgrund/")
    assert page.get_by_role("textbox", name="Bakgrund").count() == 0
    page.goto(f"/ansokningar/{kfv.submission.uuid}/budget/")
    page.get_by_label("Resor 2015", exact=True).fill("9 000")
    page.get_by_label("Summa enligt ert underlag 2015").fill("764 000")
    page.get_by_text("1 547 000").first.wait_for()
    page.get_by_role("button", name=re.compile("^Spara och")).click()
    page.get_by_role("button", name="Skicka in kompletteringen").click()
    page.get_by_text(job.number).first.wait_for()
    job.assert_accessible(page)

    page = job.open("handlaggare")
    page.get_by_role("link", name="Handlingar").first.click()
    changed = page.get_by_role("row").filter(has_text="Resor 2015")
    changed.get_by_text("10 000").first.wait_for()
    changed.get_by_text("9 000").first.wait_for()
    assert page.get_by_role("row").filter(has_text="Lön 2015").count() == 0
    job.assert_accessible(page)
    job.answer("handlaggare", "Ansökan är komplett")
