"""Who pays for a budget, year by year, and what is then applied for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.domain.carrying import carry
from forms.domain.evaluate import evaluate
from forms.domain.posting import answers_from_post
from tests.builders.forms import a_budget, a_calculation, a_definition, a_field

PERIOD = {"from": "2014-03-01", "to": "2015-12-31"}


def asked(*more):
    return a_definition(a_field("period", "period"), a_budget(financing=True), *more)


def line(**amounts):
    by_year = {year[1:]: amount for year, amount in amounts.items()}
    return {"id": "lon", "key": "lon", "label": "Lön", "measure": "", "amounts": by_year}


def paying(source, name="", row="", **amounts):
    by_year = {year[1:]: amount for year, amount in amounts.items()}
    return {"id": row or source, "source": source, "name": name, "amounts": by_year}


def a_budget_paid_by(*rows, lines=None, period=PERIOD, definition=None):
    answer = {"unit": "kr", "lines": lines or [line(y2014="100", y2015="200")], "financing": list(rows)}
    return evaluate(definition or asked(), {"period": period, "budget": answer})


def told(evaluation):
    return [(problem.code, problem.path[2:], dict(problem.params)) for problem in evaluation.problems]


def test_what_is_applied_for_is_a_part_and_the_costs_are_still_there():
    evaluation = a_budget_paid_by(
        paying("applied", y2014="60", y2015="150"),
        paying("own", y2014="40", y2015="30.50"),
        paying("other", "ESF", "esf", y2015="19.50"),
    )

    totals = evaluation.values["budget"]
    assert evaluation.problems == ()
    assert (totals.applied_years, totals.applied_total) == ({2014: 60, 2015: 150}, 210)
    assert (totals.year_totals, totals.grand_total) == ({2014: 100, 2015: 200}, 300)
    assert totals.financing.of("other") == {2014: 0, 2015: Decimal("19.50")}


@pytest.mark.parametrize(
    ("applied", "code", "difference"),
    [("65", "financed_too_little", 35), ("101", "financed_too_much", 1), ("0", "financed_too_little", 100)],
)
def test_a_year_that_does_not_add_up_is_told_beside_it_with_the_difference(applied, code, difference):
    evaluation = a_budget_paid_by(paying("applied", y2014=applied, y2015="200"))

    params = {"year": 2014, "total": 100, "financed": Decimal(applied), "difference": difference}
    assert told(evaluation) == [(code, ("years", "2014"), params)]
    assert len(evaluation.blocking) == 1


def test_a_year_that_nobody_pays_yet_is_missing():
    evaluation = a_budget_paid_by(paying("applied", y2014="100"))

    assert [(code, where) for code, where, _ in told(evaluation)] == [("not_financed", ("years", "2015"))]


def test_a_budget_that_asks_nothing_is_all_applied_for():
    definition = a_definition(a_field("period", "period"), a_budget())
    evaluation = a_budget_paid_by(paying("applied", y2014="1"), definition=definition)

    totals = evaluation.values["budget"]
    assert (totals.financing, totals.applied_total) == (None, 300)
    assert "financing" not in evaluation.answers["budget"]


def test_years_outside_the_period_keep_what_was_to_be_paid_and_do_not_count():
    rows = [paying("applied", y2014="100", y2015="200")]
    shorter = a_budget_paid_by(*rows, period={"from": "2014-03-01", "to": "2014-12-31"})

    assert shorter.values["budget"].applied_total == 100
    assert shorter.problems == ()
    back = evaluate(asked(), {**shorter.answers, "period": PERIOD})
    assert back.values["budget"].applied_total == 300


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (paying("other", "", "x", y2014="1"), ("financier_without_name", ("x", "name"))),
        (paying("own", y2014="-1"), ("negative_amount", ("own", "amounts", "2014"))),
        (paying("own", y2014={"unparsed": "femtio"}), ("not_money", ("own", "amounts", "2014"))),
    ],
)
def test_what_is_wrong_with_a_row_is_told_at_it(row, problem):
    found = [(code, where) for code, where, _ in told(a_budget_paid_by(row))]

    assert problem in found


def test_rows_have_ids_of_their_own_and_empty_ones_go():
    evaluation = a_budget_paid_by(
        paying("applied", y2014="100", y2015="200"),
        paying("other", "A", "own"),
        paying("other", "B", "own"),
        paying("other", "", "tom"),
        paying("applied", y2014="5"),
    )

    assert [(row["id"], row["name"]) for row in evaluation.answers["budget"]["financing"]] == [
        ("applied", ""),
        ("rad3", "A"),
        ("rad4", "B"),
    ]


def test_conditions_and_calculations_mean_what_is_applied_for():
    definition = asked(
        a_field("text", "stort", visible_when={"field": "budget", "op": "more_than", "value": "150"}),
        a_calculation({"field": "budget", "year": 2015}, "sokt_2015", "money"),
        a_calculation({"field": "budget"}, "sokt", "money"),
    )
    split = [paying("applied", y2014="60", y2015="90"), paying("own", y2014="40", y2015="110")]

    evaluation = a_budget_paid_by(*split, definition=definition)

    assert "stort" not in evaluation.visible
    assert (evaluation.values["sokt_2015"], evaluation.values["sokt"]) == (90, 150)


def test_nothing_is_known_of_the_applied_amount_until_it_is_said():
    definition = asked(a_field("text", "litet", visible_when={"field": "budget", "op": "less_than", "value": "150"}))

    assert "litet" not in a_budget_paid_by(paying("own", y2014="100"), definition=definition).visible


def test_the_page_posts_the_rows_with_their_amounts_in_the_unit():
    post = {
        "shown": ["budget"],
        "budget.unit": ["tkr"],
        "budget.rows": ["lon"],
        "budget.lon.key": ["lon"],
        "budget.lon.2014": ["1,5"],
        "budget.financing.rows": ["applied", "own", "annan"],
        "budget.financing.applied.2014": ["1"],
        "budget.financing.own.2014": [" "],
        "budget.financing.annan.name": [" ESF "],
        "budget.financing.annan.2014": ["0,5"],
    }

    assert answers_from_post(asked(), "allt", post)["budget"]["financing"] == [
        {"id": "applied", "source": "applied", "name": "", "amounts": {"2014": "1000"}},
        {"id": "annan", "source": "other", "name": "ESF", "amounts": {"2014": "500"}},
    ]


def test_a_budget_that_does_not_ask_who_pays_leaves_it_in_words():
    answers = a_budget_paid_by(paying("own", y2014="100"), paying("other", "ESF", "esf", y2015="200")).answers
    target = a_definition(a_field("period", "period"), a_budget())

    carried = carry(asked(), answers, target)

    assert "financing" not in carried.answers["budget"]
    assert [left.text for left in carried.left] == ["Egeninsats: 2014: 100\nESF: 2015: 200"]


AMOUNTS = st.decimals(min_value=0, max_value=10**11, places=2)


@given(costs=st.lists(AMOUNTS, min_size=1, max_size=5), own=AMOUNTS, other=AMOUNTS)
def test_the_parts_make_the_whole_exactly(costs, own, other):
    lines = [
        {"id": f"r{number}", "key": "", "label": "Rad", "amounts": {"2014": str(cost)}}
        for number, cost in enumerate(costs)
    ]
    rest = max(Decimal(0), sum(costs) - own - other)
    evaluation = a_budget_paid_by(
        paying("applied", y2014=str(rest)),
        paying("own", y2014=str(own)),
        paying("other", "ESF", "esf", y2014=str(other)),
        lines=lines,
    )

    totals, found = evaluation.values["budget"], told(evaluation)
    over = own + other + rest - sum(costs)
    assert totals.applied_total == rest
    assert [params["difference"] for code, _, params in found if code == "financed_too_much"] == (
        [over] if over else []
    )
