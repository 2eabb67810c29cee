"""The statement's workbook says what its page says, and LibreOffice works it out to the same."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.actions.answer_assignment import answer_assignment
from cases.actions.record_appropriation import record_appropriation
from cases.models import Case
from cases.queries.statement import Asked, in_all, sums_of
from reports import statement
from reports.statement import statement_sheets
from reports.workbook import workbook
from tests.builders.cases import a_world, case_at_board, granted_case, waiting
from tests.builders.money import a_fund
from tests.builders.office import through_libreoffice

pytestmark = pytest.mark.django_db
EVERYTHING = Asked()


@pytest.fixture
def fund():
    """Of two years, with a reduction; one case granted out of it, and one outside every fund."""
    world, fund = a_world(), a_fund(2014, 2015)
    record_appropriation(fund, year=2015, amount=Decimal(-295_000), by=world.officer, note="Lägre avgift")
    granted_case(world, fund=fund)
    answer_assignment(
        waiting(case_at_board(world)), "bifall", by=world.board_chair, text="Ja.", decided_on=date(2014, 6, 12),
        granted={2014: Decimal("300000.50"), 2016: Decimal(200_000)},
    )  # fmt: skip
    return fund


def book(asked=EVERYTHING):
    return workbook(statement_sheets(asked, Case.objects.all()))


def figures(content):
    """The rows of each sheet from its head down."""
    return [
        [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for sheet in load_workbook(BytesIO(content), data_only=True)
    ]


def of_page(asked=EVERYTHING):
    """What the page shows by year, and in all."""
    years = sums_of(asked)
    return [
        [each.year, *map(float, (each.appropriated, each.granted, each.outside, each.paid, each.unpaid, each.left))]
        for each in [*years, in_all(years)]
    ]


def test_it_has_what_is_outside_the_funds_and_what_is_left_as_the_page(fund):
    entries, years = figures(book())

    assert years[0] == [
        "År", "Anslaget", "Beviljat", "Varav utanför anslagen", "Utbetalt", "Beviljat, inte utbetalt",
        "Kvar av det anslagna",
    ]  # fmt: skip
    assert [[row[0], *map(float, row[1:])] for row in years[1:-1]] == of_page()[:-1]
    assert [float(cell) for cell in years[-1][1:]] == of_page()[-1][1:]
    assert entries[0][-4:] == ["Anslaget", "Beviljat", "Varav utanför anslagen", "Utbetalt"]
    # Each kronor stands on one side, so that the sums under the entries are those of the years.
    assert [float(cell) for cell in entries[-1][-4:]] == of_page()[-1][1:5]


def test_its_sums_are_formulas_over_the_entries(fund):
    year = load_workbook(BytesIO(book()))["År för år"]

    assert year["B4"].value == "=SUMIF('Kontoutdrag'!$A$4:$A$10,A4,'Kontoutdrag'!$I$4:$I$10)"
    assert (year["F4"].value, year["G4"].value) == ("=C4-(E4)", "=B4+D4-(C4)")
    assert year["B7"].value == "=SUBTOTAL(109,B4:B6)"


def test_it_says_what_was_chosen_and_is_empty_without_a_fault(fund):
    sheets = load_workbook(BytesIO(book(Asked(fund=fund, year=1999))))

    assert sheets["Kontoutdrag"]["A1"].value == "Kontoutdrag: Processtod, 1999"
    assert sheets["År för år"].max_row == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(year=2014, until=2015), "2014–2015"),
        (Asked(year=2014, until=2014), "2014"),
        (Asked(until=2015), "till och med 2015"),
    ],
)
def test_it_says_which_years_were_chosen(fund, asked, said):
    sheets = load_workbook(BytesIO(book(asked)))

    assert sheets["Kontoutdrag"]["A1"].value == f"Kontoutdrag: {said}"


def test_where_entries_are_left_out_it_says_so_and_the_years_are_whole(fund, monkeypatch):
    monkeypatch.setattr(statement, "MOST", 2)

    entries, years = load_workbook(BytesIO(book()), data_only=True)

    assert "2 första posterna" in entries["A3"].value
    assert [[cell.value for cell in row][1] for row in years.iter_rows(min_row=5, max_row=7)] == [2295000, 2000000, 0]


@pytest.mark.office
@pytest.mark.parametrize("of_fund", [False, True])
def test_libreoffice_works_it_out_to_what_the_page_says(fund, tmp_path, of_fund):
    asked = Asked(fund=fund) if of_fund else Asked()
    content = book(asked)

    again = through_libreoffice(content, tmp_path)

    assert figures(again) == figures(content)
    assert [[row[0], *map(float, row[1:])] for row in figures(again)[1][1:-1]] == of_page(asked)[:-1]
