"""Fetching a workbook, as somebody in a group does it."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders.reports import ESKILSTUNA_STRANGNAS, KFV, KFV_PRINTED, case_about, group, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("width", [1280, 375])
def test_a_chair_narrows_the_cases_and_downloads_their_budget(visit, assert_accessible, width):
    flen = group("LSG Flen")
    kfv = case_about("KFV", [flen], KFV, printed=KFV_PRINTED)
    case_about("Norra", [flen], ESKILSTUNA_STRANGNAS)
    page = visit(person("Ordförande LSG Flen", flen), width=width)

    page.goto("/rapporter/")
    assert_accessible(page)
    page.get_by_label("Diarienummer").fill("RAR99-99")
    page.get_by_role("button", name="Hämta Budgetar").click()
    page.get_by_text("Det finns inget ärende med det numret.").first.wait_for()
    assert_accessible(page)
    assert page.get_by_label("Diarienummer").input_value() == "RAR99-99"

    page.get_by_label("Diarienummer").fill(kfv.number)
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta Budgetar").click()
    assert download.value.suggested_filename.startswith("budgetar-")
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()), data_only=True)
    assert book.sheetnames == ["Översikt", "Rader", kfv.number, "Urval"]
    assert book["Översikt"]["I2"].value == 1_548_000
