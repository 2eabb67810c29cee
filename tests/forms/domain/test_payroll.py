"""A salary and its payroll overhead, as the board's paper of 2013 implies it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domain.definition import canonical, parse_definition, to_json
from forms.domain.evaluate import evaluate
from forms.domain.payroll import SalaryBasis
from forms.domain.posting import answers_from_post
from tests.builders.forms import a_definition, a_field, a_form, a_section

LINES = [{"key": "lon", "label": "Lön", "salary": True}, {"key": "resor", "label": "Resor"}]
BUDGET = a_field("budget_table", "budget", lines=LINES, years=[2013, 2014])
S2 = {"monthly": "40000", "months": "12", "rate": "48.33"}


def a_salary(basis, amount="712000", **line):
    entry = {"id": "lon", "key": "lon", "label": "Lön", "measure": "", "amounts": {"2013": amount}, "basis": basis}
    return evaluate(a_definition(BUDGET), {"budget": {"unit": "kr", "lines": [entry | line]}})


def test_forty_thousand_a_month_is_what_the_paper_says_but_for_sixteen_kronor():
    basis = SalaryBasis(Decimal(40_000), Decimal(1), Decimal(12), Decimal("48.33"))

    assert (basis.salary, basis.overhead, basis.total) == (480_000, 231_984, 711_984)


def test_the_basis_is_kept_with_the_line_and_the_amount_is_the_applicants_own():
    evaluation = a_salary({"2013": S2}, employer="eskilstuna-kommun")

    line = evaluation.values["budget"].lines[0]
    assert (line.amounts[2013], line.basis[2013].total, line.employer) == (712_000, 711_984, "eskilstuna-kommun")
    assert evaluation.answers["budget"]["lines"][0]["basis"] == {"2013": S2}
    assert [(problem.code, problem.blocks) for problem in evaluation.problems] == [("basis_differs", False)]


def test_the_sum_as_it_was_worked_out_says_nothing_more():
    assert a_salary({"2013": S2}, "711984").problems == ()


@pytest.mark.parametrize(
    ("part", "typed", "kept", "code"),
    [
        ("monthly", "40 tkr", "40000", None),
        ("posts", "50 %", "0.5", None),
        ("rate", "48,33 %", "48.33", None),
        ("months", "13", "13", "too_large"),
        ("months", "ett år", {"unparsed": "ett år"}, "not_decimal"),
        ("rate", "48,333", {"unparsed": "48,333"}, "too_many_places"),
        ("rate", "-1", "-1", "too_small"),
        ("monthly", "999 999 999 999", "999999999999", "number_too_large"),
    ],
)
def test_parts_are_read_as_people_type_them(part, typed, kept, code):
    evaluation = a_salary({"2013": S2 | {part: typed}}, "")

    assert evaluation.answers["budget"]["lines"][0]["basis"]["2013"][part] == kept
    assert [problem.code for problem in evaluation.problems] == ([code] if code else [])
    assert evaluate(a_definition(BUDGET), evaluation.answers) == evaluation


@pytest.mark.parametrize("basis", [{"2013": {"rate": "48.33", "posts": "1"}}, {"2013": {}}, {"x": S2}, [], "", None])
def test_a_rate_alone_is_no_basis(basis):
    assert "basis" not in a_salary(basis).answers["budget"]["lines"][0]


def test_a_line_that_is_no_salary_keeps_no_basis():
    entry = {
        "id": "r",
        "key": "resor",
        "label": "Resor",
        "measure": "",
        "amounts": {"2013": "1"},
        "basis": {"2013": S2},
    }
    evaluation = evaluate(a_definition(BUDGET), {"budget": {"unit": "kr", "lines": [entry]}})

    assert "basis" not in evaluation.answers["budget"]["lines"][0]


def test_the_page_posts_what_was_typed_and_years_that_it_does_not_show():
    post = {
        "shown": ["budget"],
        "budget.unit": ["tkr"],
        "budget.rows": ["lon"],
        "budget.lon.key": ["lon"],
        "budget.lon.employer": ["eskilstuna-kommun"],
        "budget.lon.basis.2013.monthly": ["40 000"],
        "budget.lon.basis.2013.months": ["12"],
        "budget.lon.basis.2013.rate": ["48,33"],
        "budget.lon.basis.2019.monthly": ["41 000"],
    }

    line = answers_from_post(a_definition(BUDGET), "allt", post)["budget"]["lines"][0]

    assert (line["employer"], line["basis"]) == ("eskilstuna-kommun", {"2013": S2, "2019": {"monthly": "41000"}})


def test_the_definition_comes_back_exactly():
    raw = canonical(to_json(parse_definition(a_form(a_section("allt", BUDGET)))))

    assert '"salary":true' in raw
    assert raw.count("salary") == 1


@given(
    monthly=st.decimals(min_value=0, max_value=10**7, places=2),
    posts=st.decimals(min_value=0, max_value=10, places=2),
    months=st.decimals(min_value=0, max_value=12, places=2),
    rate=st.decimals(min_value=0, max_value=100, places=2),
)
def test_a_sum_is_never_more_than_half_an_ore_from_the_exact_one(monthly, posts, months, rate):
    basis = SalaryBasis(monthly, posts, months, rate)
    hundredths = int(monthly * 100) * int(posts * 100) * int(months * 100) * (10_000 + int(rate * 100))

    # Worked out in whole numbers: 10**10 of them are one krona.
    assert abs(int(basis.total * 100) * 10**8 - hundredths) * 2 <= 10**8
    assert basis.total.as_tuple().exponent >= -2
