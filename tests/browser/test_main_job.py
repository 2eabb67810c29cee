"""The main job, as the people in it do it: written, reviewed by two groups, decided, and out as a workbook."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db


def test_a_joint_application_goes_from_the_first_word_to_the_workbook(world, job):
    job.write("processledare.vastra")
    job.budget("processledare.vastra")
    job.send("processledare.vastra")

    page = job.answer("ordforande.katrineholm-vingaker", "Tillstyrker")
    page.get_by_text("Väntar på LSG Flen").first.wait_for()
    job.answer("ordforande.flen", "Tillstyrker")
    job.answer("handlaggare", "Ansökan är komplett")
    job.answer("beredningsgruppen", "Tillstyrker")
    job.answer("forbundschef", "Lämnar förslag till beslut")

    page = job.open("styrelsen")
    page.get_by_role("link", name="Skriv in beslutet").click()
    job.assert_accessible(page)
    page.get_by_role("radio", name="Bifall", exact=True).check()
    page.get_by_label("Beslutsdag").fill("2014-03-20")
    page.get_by_label("§ i protokollet").fill("12")
    page.get_by_label("Beslut", exact=True).fill("Styrelsen beslutar att anslå medel enligt ansökan.")
    page.get_by_role("button", name="Registrera beslutet").click()
    page.get_by_text("Styrelsen beviljade 1 548 000").first.wait_for()
    job.assert_accessible(page)

    page = job.as_("handlaggare")
    page.goto("/rapporter/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta Budgetar").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames == ["Översikt", "Rader", job.number]
    head, *rows = book["Rader"].iter_rows(values_only=True)
    assert sum(row[head.index("Sökt")] for row in rows if row[0] == job.number) == 1_548_000
