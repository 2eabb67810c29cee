"""Who gets which report, and in which ways one is asked for."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from people.models import BodyKind, Role
from reports.registry import REPORTS
from tests.builders.reports import KFV, case_about, group, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def flen():
    return group("LSG Flen")


@pytest.fixture
def cases(flen):
    return [case_about("Ours", [flen], KFV), case_about("Theirs", [group("LSG Trosa")], KFV, year=2016)]


def numbers(content: bytes) -> list[str]:
    sheet = load_workbook(BytesIO(content))["Ärenden"]
    return [row[0].value for row in list(sheet.rows)[1:-1]]


@pytest.mark.parametrize("path", ["/rapporter/", "/rapporter/budgets.xlsx"])
def test_a_stranger_is_asked_to_log_in(client, path):
    response = client.get(path)
    assert (response.status_code, response.url) == (302, f"/konto/login/?next={path}")


def test_a_group_gets_its_own_cases_and_the_office_all(client, flen, cases):
    client.force_login(person(body=flen))
    assert numbers(client.get("/rapporter/cases.xlsx").content) == [cases[0].number]
    client.force_login(person(body=group("Kansliet", BodyKind.OFFICE), role=Role.CASE_OFFICER))
    assert numbers(client.get("/rapporter/cases.xlsx").content) == [case.number for case in cases]


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_opens_for_a_person_without_cases(client, name):
    client.force_login(person())
    response = client.get(f"/rapporter/{name}.xlsx")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    load_workbook(BytesIO(response.content))


def test_an_unknown_report_is_not_found(client):
    client.force_login(person())
    assert client.get("/rapporter/salaries.xlsx").status_code == 404


@pytest.mark.parametrize("query", ["year=x", "status=lost", "group=nobody", "case=RAR99-99"])
def test_a_filter_that_means_nothing_is_told_and_not_left_out(client, flen, cases, query):
    client.force_login(person(body=flen))
    for path in ("/rapporter/", "/rapporter/cases.xlsx"):
        response = client.get(f"{path}?{query}")
        assert response.status_code == 422
        assert query.split("=")[1] in response.content.decode()


def test_a_case_of_others_cannot_be_asked_for(client, flen, cases):
    client.force_login(person(body=flen))
    assert client.get(f"/rapporter/cases.xlsx?case={cases[1].number}").status_code == 422
    assert numbers(client.get(f"/rapporter/cases.xlsx?case={cases[0].number.lower()}").content) == [cases[0].number]


def test_the_page_lists_every_report(client, flen, cases):
    client.force_login(person(body=flen))
    page = client.get("/rapporter/?year=2014").content.decode()
    assert [name for name in REPORTS if f'formaction="/rapporter/{name}.xlsx"' in page] == list(REPORTS)
    assert "1 ärende." in page


@pytest.mark.parametrize("name", REPORTS)
def test_the_command_writes_every_report(cases, tmp_path, name):
    out = tmp_path / "report.xlsx"
    call_command("export_report", name, "--out", str(out), "--year", "2014", stdout=StringIO())
    load_workbook(out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["salaries", "--out", "x.xlsx"], "Which report"),
        (["cases"], "--out"),
        (["cases", "--out", "x.xlsx", "--case", "RAR99-99"], "--case"),
        (["cases", "--out", "x.xlsx", "--group", "nobody"], "--group"),
        (["cases", "--out", "no/such/folder/x.xlsx"], "cannot be written"),
    ],
)
def test_the_command_says_what_is_wrong_and_writes_nothing(tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=says):
        call_command("export_report", *arguments, stdout=StringIO())
    assert list(tmp_path.iterdir()) == []


def test_the_command_lists_the_reports():
    out = StringIO()
    call_command("export_report", "--list", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == list(REPORTS)
