"""Budgets as they stand in the real documents, copied with tabs between their cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domain.kinds.money import read_amount
from forms.domain.pasted import cells
from forms.domain.pasted_budget import is_sum, read_budget

YEARS = ["2014", "2015", "2016"]
# The table of the application of 2014, empty rows and all.
S3 = (
    "Budget processtöd 140301-160228\t\t\t\n"
    "\t2014\t2015\t2016\n"
    "Lön\t600 000\t712\u00a0000\t120 000\n"
    "Lokal, 15kvm\t15 000\t18 000\t3 000\n"
    "Resor\t10 000\t10 000\t5 000\n"
    "Telefon\t10 000\t10 000\t2 000\n"
    "Dator\t15 000\t15 000\t3 000\n"
    "\t\t\t\n"
    "Summa\t650 000\t764 000\t133 000\n"
    "\t\t\t\n"
    "TOTAL för 2014-2016\t\t\t1 547 000"
)
# The board's paper of 2013: one year, a measure, and the unit in the head.
S2 = "Post\tMått\tHelår inkl PO\nLön\t40 tkr/månad\t712 000\nLokal\t15 kvm\t18 000\nSumma\t\t730 000"
# The application of 2016 is in thousands, which only its head says.
S0 = (
    "Kostnad (tkr)\t2016\t2017\t2018\tTotalt\nLön\t401\t801\t401\t1 603\n"
    "Resor\t8\t15\t-\t23\nSUMMA:\t409\t816\t401\t1 626"
)


def pasted(text, years=YEARS):
    found = read_budget(cells(text), years)
    amounts = {line.label: {year: read_amount(typed) for year, typed in line.amounts.items()} for line in found.lines}
    return amounts, {name: read_amount(typed) for name, typed in found.printed.items()}, found


def test_the_table_of_2014_has_five_lines_and_its_sums_are_no_lines():
    amounts, printed, _ = pasted(S3)

    assert list(amounts) == ["Lön", "Lokal, 15kvm", "Resor", "Telefon", "Dator"]
    assert amounts["Lön"] == {"2014": 600_000, "2015": 712_000, "2016": 120_000}
    assert printed == {"2014": 650_000, "2015": 764_000, "2016": 133_000, "total": 1_547_000}


def test_a_measure_stands_between_the_cost_and_its_amount():
    amounts, printed, found = pasted(S2, ["2013"])

    assert amounts == {"Lön": {"2013": 712_000}, "Lokal": {"2013": 18_000}}
    assert [line.measure for line in found.lines] == ["40 tkr/månad", "15 kvm"]
    assert printed == {"2013": 730_000}


def test_thousands_are_told_by_the_head_and_a_dash_is_nothing():
    amounts, printed, _ = pasted(S0, ["2016", "2017", "2018"])

    assert amounts == {
        "Lön": {"2016": 401_000, "2017": 801_000, "2018": 401_000},
        "Resor": {"2016": 8_000, "2017": 15_000},
    }
    assert printed == {"2016": 409_000, "2017": 816_000, "2018": 401_000, "total": 1_626_000}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("\t2016\t2014\nLön\t3\t1", {"Lön": {"2016": 3, "2014": 1}}),
        ("Lön\t1\t2\t3\t6", {"Lön": {"2014": 1, "2015": 2, "2016": 3}}),
        ("Lön\t1 tkr\t2,5 tkr", {"Lön": {"2014": 1000, "2015": 2500}}),
        ("Belopp i tkr\t2014 kr\nLön\t1 kr", {"Lön": {"2014": 1}}),
        ("Lön\t1\nDelsumma\t1\nResor\t2", {"Lön": {"2014": 1}, "Resor": {"2014": 2}}),
        ("Lön\noch mer\t", {}),
        ("", {}),
    ],
)
def test_columns_are_where_the_head_says_and_else_in_order(text, amounts):
    assert pasted(text)[0] == amounts


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(
            (text, True)
            for text in ("Summa", "SUMMA:", "Totalt", "TOTAL för 2014-2016", "S:a", "Summa kostnader", "Sum")
        ),
        *((text, False) for text in ("Summering", "Totalentreprenad", "Resor", "", "Samverkan")),
    ],
)
def test_a_sum_is_known_by_its_first_word(text, answer):
    assert is_sum(text) is answer


@given(
    rows=st.lists(st.lists(st.sampled_from(["", "Lön", "Summa", "2014", "tkr", "1 000", "-", "x\ny"]), max_size=6)),
    years=st.lists(st.sampled_from(YEARS), unique=True),
)
def test_nothing_that_is_pasted_raises_and_no_sum_becomes_a_line(rows, years):
    found = read_budget(rows, years)

    assert [line.label for line in found.lines if is_sum(line.label)] == []
