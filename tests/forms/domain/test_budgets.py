"""The four budgets of the real documents, figure by figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domain.evaluate import evaluate
from forms.domain.posting import answers_from_post
from tests.builders.forms import LINES, a_budget, a_definition, a_field

KEYS = [line["key"] for line in LINES]
# The rows are Lön, Lokal, Resor, Telefon, Dator.
S0 = [[401, 801, 401], [9, 18, 9], [8, 15, 8], [5, 10, 5], [8, 15, 8]]
S2 = [[712_000], [18_000], [10_000], [10_000], [15_000]]
S3 = [
    [600_000, 712_000, 120_000],
    [15_000, 18_000, 3_000],
    [10_000, 10_000, 5_000],
    [10_000, 10_000, 2_000],
    [15_000, 15_000, 3_000],
]
S4 = [
    [356_000, 712_000, 356_000],
    [9_000, 18_000, 9_000],
    [10_000, 15_000, 10_000],
    [5_000, 10_000, 5_000],
    [7_500, 15_000, 7_500],
]


def posted(rows, years, unit="kr", printed=(), printed_total=""):
    """The budget as a page posts it."""
    post = {"shown": ["budget"], "budget.unit": [unit], "budget.rows": KEYS, "budget.printed.total": [printed_total]}
    for key, amounts in zip(KEYS, rows, strict=True):
        post[f"budget.{key}.key"] = [key]
        for year, amount in zip(years, amounts, strict=True):
            post[f"budget.{key}.{year}"] = [f"{amount:,}".replace(",", " ")]
    for year, amount in zip(years, printed, strict=False):
        post[f"budget.printed.{year}"] = [amount]
    return post


def budget_of(period, rows, years, **paper):

    definition = a_definition(a_field("period", "period"), a_budget())
    answers = answers_from_post(definition, "allt", posted(rows, years, **paper))
    return evaluate(definition, {"period": period} | answers)


@pytest.mark.parametrize(
    ("period", "rows", "unit", "years", "total"),
    [
        ("2016-07-01-2018-06-30", S0, "tkr", {2016: 431_000, 2017: 859_000, 2018: 431_000}, 1_721_000),
        ("130101-131231", S2, "kr", {2013: 765_000}, 765_000),
        ("140301-160228", S3, "kr", {2014: 650_000, 2015: 765_000, 2016: 133_000}, 1_548_000),
        ("140701–160630", S4, "kr", {2014: 387_500, 2015: 770_000, 2016: 387_500}, 1_545_000),
    ],
    ids=["S0 in tkr", "S2", "S3", "S4"],
)
def test_a_budget_sums_itself(period, rows, unit, years, total):
    evaluation = budget_of(period, rows, years, unit=unit)

    totals = evaluation.values["budget"]
    assert totals.years == tuple(years)
    assert totals.year_totals == years
    assert totals.grand_total == total
    assert sum(totals.line_totals.values()) == total
    assert evaluation.problems == ()


def test_the_sums_that_s3_prints_are_pointed_out_and_do_not_stop_it():
    evaluation = budget_of(
        "140301-160228",
        S3,
        [2014, 2015, 2016],
        printed=["650 000", "764 000", "133 000"],
        printed_total="1 547 000",
    )

    assert [(problem.code, problem.path, dict(problem.params)) for problem in evaluation.problems] == [
        (
            "printed_sum_differs",
            ("budget", "printed", "years", "2015"),
            {"year": 2015, "true": Decimal(765_000), "printed": Decimal(764_000), "difference": Decimal(1_000)},
        ),
        (
            "printed_sum_differs",
            ("budget", "printed", "total"),
            {"year": None, "true": Decimal(1_548_000), "printed": Decimal(1_547_000), "difference": Decimal(1_000)},
        ),
    ]
    assert evaluation.blocking == ()


@pytest.mark.parametrize(
    ("rows", "printed", "total"), [(S4, ["387 500", "770 000", "387 500"], "1 545 000")], ids=["S4"]
)
def test_printed_sums_that_agree_are_not_mentioned(rows, printed, total):
    evaluation = budget_of("140701-160630", rows, [2014, 2015, 2016], printed=printed, printed_total=total)

    assert evaluation.problems == ()
    assert evaluation.values["budget"].printed_total == 1_545_000


def test_s0_is_kept_in_kronor_and_shown_in_thousands_again():
    answer = budget_of("2016-07-01-2018-06-30", S0, [2016, 2017, 2018], unit="tkr").answers["budget"]

    assert answer["unit"] == "tkr"
    assert answer["lines"][0]["amounts"] == {"2016": "401000", "2017": "801000", "2018": "401000"}


def test_years_outside_the_period_are_kept_and_not_counted():
    before = budget_of("140301-160228", S3, [2014, 2015, 2016])
    definition = a_definition(a_field("period", "period"), a_budget())

    shorter = evaluate(definition, before.answers | {"period": "150101-151231"})
    back = evaluate(definition, shorter.answers | {"period": "140301-160228"})

    assert shorter.values["budget"].years == (2015,)
    assert shorter.values["budget"].grand_total == 765_000
    assert back.values["budget"].grand_total == 1_548_000
    assert back.answers["budget"] == before.answers["budget"]


def test_an_amount_that_cannot_be_read_is_kept_beside_the_others():
    rows = {"lon": {"2014": {"unparsed": "sexhundra"}, "2015": "712000"}}
    lines = [{"id": "lon", "key": "lon", "amounts": amounts} for amounts in rows.values()]
    definition = a_definition(a_field("period", "period"), a_budget())

    evaluation = evaluate(definition, {"period": "140301-151231", "budget": {"lines": lines}})

    assert [(problem.code, problem.path) for problem in evaluation.blocking] == [
        ("not_money", ("budget", "lines", "lon", "amounts", "2014"))
    ]
    assert evaluation.answers["budget"]["lines"][0]["amounts"] == {"2014": {"unparsed": "sexhundra"}, "2015": "712000"}
    assert evaluation.values["budget"].grand_total == 712_000


def test_every_preset_line_is_there_before_anything_is_written():
    totals = evaluate(a_definition(a_field("period", "period"), a_budget()), {"period": "140301-151231"}).values[
        "budget"
    ]

    assert [(line.key, line.label, line.total) for line in totals.lines] == [
        (line["key"], line["label"], 0) for line in LINES
    ]
    assert totals.year_totals == {2014: 0, 2015: 0}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"id": "r1", "key": "", "label": "", "amounts": {"2014": "5"}}, "line_without_label"),
        ({"id": "r1", "key": "lon", "amounts": {"2014": "-5"}}, "negative_amount"),
        ({"id": "r1", "key": "lon", "amounts": {"2014": {"unparsed": "1.547"}}}, "ambiguous_point"),
    ],
)
def test_a_line_that_is_amiss_stops_the_budget(line, code):
    definition = a_definition(a_field("period", "period"), a_budget())

    evaluation = evaluate(definition, {"period": "140301-151231", "budget": {"lines": [line]}})

    assert [problem.code for problem in evaluation.blocking] == [code]


def test_amounts_without_a_period_ask_for_it():
    definition = a_definition(a_field("period", "period"), a_budget())
    line = {"id": "lon", "key": "lon", "amounts": {"2014": "5"}}

    evaluation = evaluate(definition, {"budget": {"lines": [line]}})

    assert [problem.code for problem in evaluation.blocking] == ["budget_without_period"]


def test_own_lines_can_be_closed():
    definition = a_definition(a_field("period", "period"), a_budget(own_lines=False))
    line = {"id": "r1", "key": "", "label": "Kaffe", "amounts": {"2014": "5"}}

    evaluation = evaluate(definition, {"period": "140301-151231", "budget": {"lines": [line]}})

    assert [problem.code for problem in evaluation.blocking] == ["no_own_lines"]


def test_changing_the_unit_changes_how_amounts_are_shown_and_not_what_they_are():

    definition = a_definition(a_field("period", "period"), a_budget())
    post = posted(S3, [2014, 2015, 2016]) | {"budget.unit": ["tkr"], "budget.read_in": ["kr"]}

    answer = answers_from_post(definition, "allt", post)["budget"]

    assert answer["unit"] == "tkr"
    assert answer["lines"][0]["amounts"]["2014"] == "600000"


@given(st.lists(st.lists(st.decimals(0, 10**9, places=2), min_size=3, max_size=3), min_size=5, max_size=5))
def test_sums_are_exact(rows):
    years = (2014, 2015, 2016)
    lines = [
        {"id": key, "key": key, "amounts": {str(year): f"{amount:f}" for year, amount in zip(years, row, strict=True)}}
        for key, row in zip(KEYS, rows, strict=True)
    ]
    definition = a_definition(a_field("period", "period"), a_budget())

    totals = evaluate(definition, {"period": "140101-161231", "budget": {"lines": lines}}).values["budget"]

    assert totals.grand_total == sum(map(sum, rows))
    assert list(totals.year_totals.values()) == [sum(column) for column in zip(*rows, strict=True)]
    assert list(totals.line_totals.values()) == [sum(row) for row in rows]
