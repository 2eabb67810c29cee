"""The budgets of the real documents, as they leave in a workbook."""

import shutil
import subprocess
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cases.models import Case, RouteVersion
from reports.budgets import sheets
from reports.registers import case_sheets, decision_sheets
from reports.workbook import workbook
from tests.builders.reports import ESKILSTUNA_STRANGNAS, GNOT, KFV, KFV_PRINTED, case_about, group

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_cases() -> list[Case]:
    katrineholm, flen = group("LSG Katrineholm/Vingåker"), group("LSG Flen")
    return [
        case_about("KFV", [katrineholm, flen], KFV, printed=KFV_PRINTED),
        case_about("Norra", [group("LSG Eskilstuna")], ESKILSTUNA_STRANGNAS, granted={2014: 387_500, 2015: 770_000}),
        case_about("=GNOT", [group("LSG Trosa")], GNOT, year=2016),
    ]


def book(*, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(workbook(sheets(Case.objects.all()))), data_only=values)


def rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_the_overview_has_a_row_for_each_case_and_a_column_for_each_year(three_cases):
    kfv = three_cases[0]
    overview = book(values=True)["Översikt"]
    head, first, second, third, total = rows(overview)
    assert head[5:10] == ["2014", "2015", "2016", "2017", "2018"]
    assert first[:3] == [kfv.number, "KFV", "LSG Flen, LSG Katrineholm/Vingåker"]
    assert first[3].date() == date(2014, 3, 1)
    assert first[5:12] == [650_000, 765_000, 133_000, None, None, 1_548_000, None]
    assert second[5:12] == [387_500, 770_000, 387_500, None, None, 1_545_000, 1_157_500]
    assert third[5:12] == [None, None, 431_000, 859_000, 431_000, 1_721_000, None]
    assert third[1] == "=GNOT"
    assert overview["B4"].data_type == "s"
    assert total[5:12] == [1_037_500, 1_535_000, 951_500, 859_000, 431_000, 4_814_000, 1_157_500]
    assert [first[12], second[12]] == ["LSG granskar", "Beviljad"]


def test_what_the_board_set_aside_is_not_added_to_what_was_granted_of_it(three_cases):
    paper = case_about("Underlag", [], KFV, granted={2014: 2_295_000})
    as_papers = deepcopy(paper.route_version.definition)
    as_papers["reads"]["groups"] = ""
    version = RouteVersion.objects.create(
        route=paper.route_version.route, number=2, schema=1, definition=as_papers, sha256=""
    )
    Case.objects.filter(pk=paper.pk).update(route_version=version)
    made = book(values=True)
    overview = rows(made["Översikt"])
    assert overview[0][10:14] == ["Sökt", "Beviljat", "Anslaget", "Läge"]
    assert [row[10:13] for row in overview if row[0] == paper.number] == [[None, None, 2_295_000]]
    assert overview[-1][10:13] == [4_814_000, 1_157_500, 2_295_000]
    assert paper.number not in {row[0] for row in rows(made["Rader"])}
    cases = rows(load_workbook(BytesIO(workbook(case_sheets(Case.objects.all()))), data_only=True)["Ärenden"])
    assert cases[-1][7:10] == [4_814_000, 1_157_500, 2_295_000]
    decisions = rows(load_workbook(BytesIO(workbook(decision_sheets(Case.objects.all()))), data_only=True)["Beslut"])
    granted = decisions[0].index("Beviljat")
    assert decisions[-1][granted : granted + 2] == [1_157_500, 2_295_000]


def test_the_lines_have_a_row_for_each_line_and_year(three_cases):
    lines = rows(book()["Rader"])
    assert len(lines) == 1 + 3 * 5 * 3 + 1
    assert lines[2][0] == three_cases[0].number
    assert lines[2][3:] == [1, "Lön", None, 2015, 712_000]


def test_each_case_has_a_sheet_whose_sums_live(three_cases):
    sheet = book()[three_cases[0].number]
    found = rows(sheet)
    assert found[6] == ["Kostnadsslag", "Mått", "2014", "2015", "2016", "Summa"]
    assert found[7] == ["Lön", None, 600_000, 712_000, 120_000, "=SUM(C8:E8)"]
    assert found[12] == ["Summa", None, "=SUM(C8:C12)", "=SUM(D8:D12)", "=SUM(E8:E12)", "=SUM(F8:F12)"]


def test_a_printed_sum_that_differs_is_told_beside_the_true_one(three_cases):
    kfv, norra, _gnot = three_cases
    found = rows(book()[kfv.number])
    assert found[14] == ["Summa i ansökan", None, 650_000, 764_000, 133_000, 1_547_000]
    assert [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in found[15:]] == [
        "Ansökan anger 764 000 kr för 2015, men raderna blir 765 000 kr.",
        "Ansökan anger 1 547 000 kr totalt, men raderna blir 1 548 000 kr.",
    ]
    assert rows(book()[norra.number])[-1][0] == "Beviljat"


def test_the_number_of_queries_does_not_grow_with_the_cases(three_cases, django_assert_num_queries):
    for _ in range(3):
        case_about("More", [group("LSG")], KFV)
    with django_assert_num_queries(5):
        sheets(Case.objects.all())


@pytest.mark.office
def test_libreoffice_makes_the_same_sums_as_the_server(three_cases, tmp_path):
    said = book(values=True)
    # Saved again without the values, so that every sum must be worked out.
    book().save(tmp_path / "without.xlsx")
    assert load_workbook(tmp_path / "without.xlsx", data_only=True)["Översikt"]["K2"].value is None
    found = load_workbook(recalculated(tmp_path / "without.xlsx"), data_only=True)
    assert found.sheetnames == said.sheetnames
    assert [rows(sheet) for sheet in found] == [rows(sheet) for sheet in said]


def recalculated(path: Path) -> Path:
    out = path.parent / "out"
    profile = (path.parent / "profile").as_uri()
    command = [shutil.which("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", out, path], check=True, capture_output=True, timeout=180)  # noqa: S603
    return out / path.name
