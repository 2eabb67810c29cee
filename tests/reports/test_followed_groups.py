"""A group that others were merged into is reported with their cases, and the report says which groups they were."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.models import Case
from cases.queries.statement import Asked, entries_of
from people.models import Body, BodyKind, Role, Succession
from reports.statement import statement_sheets
from tests.builders.cases import a_world, granted_case
from tests.builders.money import a_fund
from tests.builders.reports import KFV, case_about, group, person

pytestmark = pytest.mark.django_db
SAID = "Med ärenden från LSG Flen, som gruppen har följt."


def follows(old, name):
    new = group(name)
    Succession.objects.create(predecessor=old, successor=new, on=date(2017, 1, 1))
    return new


@pytest.fixture
def merged(client):
    """LSG Västra follows LSG Flen, which had a case; an officer is logged in."""
    flen = group("LSG Flen")
    case_about("Old", [flen], KFV)
    case_about("Other", [group("LSG Trosa")], KFV)
    client.force_login(person(body=group("Kansliet", BodyKind.OFFICE), role=Role.CASE_OFFICER))
    return follows(flen, "LSG Västra")


def test_the_page_says_whose_cases_come_with_those_of_a_group(client, merged):
    page = client.get(f"/rapporter/?group={merged.key}").content.decode()

    assert (SAID in page, "1 ärende." in page) == (True, True)
    assert SAID not in client.get("/rapporter/").content.decode()


def test_the_workbook_has_a_sheet_that_says_what_was_chosen(client, merged):
    chosen = load_workbook(BytesIO(client.get(f"/rapporter/cases.xlsx?group={merged.key}").content))
    everything = load_workbook(BytesIO(client.get("/rapporter/cases.xlsx").content))

    rows = [[cell.value for cell in row] for row in chosen["Urval"].iter_rows(min_row=2, max_row=2)]
    assert rows == [["Grupp", f"LSG Västra. {SAID}"]]
    assert "Urval" not in everything.sheetnames


def test_the_statement_of_a_group_has_the_entries_of_those_that_it_follows():
    world, fund = a_world(), a_fund(2014, 2015)
    granted_case(world, fund=fund)
    old = Body.objects.get(pk=world.flen.pk)
    own = set(entries_of(Asked(group=old)).values_list("pk", flat=True))
    new = follows(old, "LSG Västra")

    sheet = statement_sheets(Asked(group=new), Case.objects.all())[0]

    assert own
    assert set(entries_of(Asked(group=new)).values_list("pk", flat=True)) == own
    assert sheet.rows[1][0].value == f"Med ärenden från {old.name}, som gruppen har följt."
