"""What a form works out, exactly, and which calculations are refused."""

from decimal import Decimal

import pytest

from forms.domain.definition import check_definition, parse_definition, to_json
from forms.domain.evaluate import evaluate
from tests.builders.forms import a_budget, a_calculation, a_column, a_definition, a_field, a_form, a_section

FIELDS = (
    a_field("integer", "a"),
    a_field("integer", "b"),
    a_field("money", "kr"),
    a_field("money", "mer"),
    a_field("percent", "po"),
    a_field("text", "namn"),
    a_field("period", "period"),
    a_budget(),
    a_field(
        "row_table",
        "tabell",
        columns=[
            a_column("integer", "antal"),
            a_column("money", "pris", sum=True),
            a_column("text", "vad"),
            a_column("calculated", "kostnad", calculation={"times": [{"cell": "antal"}, {"cell": "pris"}]}, sum=True),
        ],
    ),
)
A, B, KR, MER = ({"field": key} for key in ("a", "b", "kr", "mer"))
PRICES = {"field": "tabell", "column": "pris"}


def worked_out(calculation, answers, shows="number"):
    definition = a_definition(*FIELDS, a_calculation(calculation, shows=shows))
    return evaluate(definition, answers).values.get("svar")


def refused(calculation, shows="number", *more):
    form = a_form(a_section("allt", *FIELDS, a_calculation(calculation, shows=shows), *more))
    return [(problem.code, problem.where) for problem in check_definition(form)]


def codes(calculation, shows="number"):
    return [code for code, _where in refused(calculation, shows)]


@pytest.mark.parametrize(
    ("calculation", "answers", "expected"),
    [
        ({"plus": [A, B]}, {"a": 2, "b": 3}, "5"),
        ({"plus": [A, B]}, {"a": 2}, "2"),
        ({"sum": [A, B]}, {}, "0"),
        ({"minus": [A, B]}, {"a": 2, "b": 3}, "-1"),
        ({"minus": [A, B]}, {"a": 2}, None),
        ({"times": [A, {"number": "1.5"}]}, {"a": 3}, "4.5"),
        ({"times": [A, B]}, {"b": 3}, None),
        ({"divided_by": [A, B]}, {"a": 1, "b": 3}, "0.333333"),
        ({"divided_by": [A, B]}, {"a": 1, "b": 0}, None),
        ({"times": [{"divided_by": [A, B]}, B]}, {"a": 1, "b": 3}, "1"),
        ({"count": [A, B, {"field": "namn"}]}, {"a": 1, "namn": "x"}, "2"),
        ({"min": [A, B]}, {"b": 3}, "3"),
        ({"max": [A, B]}, {}, None),
        ({"max": [A, B]}, {"a": -4, "b": -5}, "-4"),
        ({"minus": [A, B]}, {"a": "tolv", "b": 1}, None),
    ],
)
def test_sums_take_what_is_absent_as_nothing_and_the_rest_need_what_they_are_made_of(calculation, answers, expected):
    assert worked_out(calculation, answers) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("number", "to", "expected"),
    [
        ("2.5", "whole", "3"),
        ("-2.5", "whole", "-3"),
        ("2.4999", "whole", "2"),
        ("1.005", "two_decimals", "1.01"),
        ("1500", "thousands", "2000"),
        ("1499.99", "thousands", "1000"),
    ],
)
def test_rounding_is_half_up_and_named(number, to, expected):
    assert worked_out({"round": [{"number": number}], "to": to}, {}) == Decimal(expected)


def test_an_overhead_in_per_cent_is_taken_of_a_salary():
    calculation = {"round": [{"percent_of": [{"field": "po"}, KR]}], "to": "whole"}

    assert worked_out(calculation, {"po": "48,33", "kr": "480000"}, "money") == Decimal("231984")


ROWS = [
    {"id": "r1", "antal": 2, "pris": "10.50"},
    {"id": "r2", "antal": 3, "pris": "100"},
    {"id": "r3", "vad": "utan pris"},
]


def test_a_row_works_out_its_own_cells_and_the_column_is_summed():
    evaluation = evaluate(a_definition(*FIELDS), {"tabell": [*ROWS[:2], ROWS[2] | {"kostnad": "999"}]})
    table = evaluation.values["tabell"]

    assert [row.cells["kostnad"] for row in table.rows] == [Decimal(21), Decimal(300), None]
    assert table.sums == {"pris": Decimal("110.50"), "kostnad": Decimal(321)}
    assert evaluation.answers["tabell"] == ROWS


@pytest.mark.parametrize(
    ("calculation", "shows", "expected"),
    [
        ({"sum": [PRICES]}, "money", "110.50"),
        ({"max": [PRICES]}, "money", "100"),
        ({"count": [PRICES]}, "number", "2"),
        ({"count": [{"field": "tabell"}]}, "number", "3"),
        ({"sum": [{"field": "tabell", "column": "kostnad"}]}, "money", "321"),
        ({"field": "tabell"}, "money", "431.50"),
    ],
)
def test_a_whole_column_is_summed_counted_and_compared(calculation, shows, expected):
    assert worked_out(calculation, {"tabell": ROWS}, shows) == Decimal(expected)


def test_a_tall_cell_counts_once():
    table = a_field(
        "row_table", "mal", columns=[a_column("integer", "poang", spans=True), a_column("text", "aktivitet")]
    )
    definition = a_definition(table, a_calculation({"sum": [{"field": "mal", "column": "poang"}]}))
    rows = [{"id": "1", "poang": 5, "aktivitet": "a"}, {"id": "2", "aktivitet": "b"}]

    assert evaluate(definition, {"mal": rows}).values["svar"] == Decimal(5)


def test_a_budget_is_used_by_its_total_and_by_year():
    answers = {
        "period": {"from": "2014-07-01", "to": "2015-12-31"},
        "budget": {"lines": [{"id": "lon", "key": "lon", "amounts": {"2014": "600000", "2015": "712000.50"}}]},
    }

    assert worked_out({"field": "budget"}, answers, "money") == Decimal("1312000.50")
    assert worked_out({"field": "budget", "year": 2014}, answers, "money") == Decimal(600000)
    assert worked_out({"field": "budget", "year": 2020}, answers, "money") == 0
    assert worked_out({"field": "budget"}, {}, "money") is None


def test_what_is_worked_out_is_never_an_answer_and_a_hidden_field_counts_as_absent():
    hidden = a_field("integer", "dold", visible_when={"field": "namn", "op": "answered"})
    definition = a_definition(*FIELDS, hidden, a_calculation({"sum": [A, {"field": "dold"}]}))

    evaluation = evaluate(definition, {"a": 1, "dold": 5, "svar": "999"})

    assert evaluation.values["svar"] == 1
    assert evaluation.answers == {"a": 1}


def test_a_calculation_may_build_on_another_whatever_their_order():
    definition = a_definition(
        *FIELDS, a_calculation({"plus": [{"field": "dubbelt"}, A]}), a_calculation({"times": [A, A]}, "dubbelt")
    )

    assert evaluate(definition, {"a": 4}).values["svar"] == 20


def test_a_result_of_too_many_figures_is_a_problem_and_no_value():
    definition = a_definition(*FIELDS, a_calculation({"times": [A, A]}))
    evaluation = evaluate(definition, {"a": 10**11})

    assert "svar" not in evaluation.values
    assert [problem.code for problem in evaluation.problems] == ["result_too_large"]


def test_a_condition_may_ask_for_what_is_worked_out():
    asks = a_field("text", "varfor", visible_when={"field": "svar", "op": "more_than", "value": "500000.50"})
    definition = a_definition(*FIELDS, a_calculation({"plus": [KR, MER]}, shows="money"), asks)

    assert "varfor" in evaluate(definition, {"kr": "500001"}).visible
    assert "varfor" not in evaluate(definition, {"kr": "500000"}).visible


@pytest.mark.parametrize(
    ("calculation", "shows", "code"),
    [
        (None, "number", "no_calculation"),
        ("a + b", "number", "bad_calculation"),
        ({}, "number", "bad_calculation"),
        ({"plus": [A, B], "minus": [A, B]}, "number", "bad_calculation"),
        ({"plus": [A]}, "number", "wrong_parts"),
        ({"divided_by": [A, B, A]}, "number", "wrong_parts"),
        ({"round": [A], "to": "tens"}, "number", "bad_value"),
        ({"round": [A]}, "number", "bad_calculation"),
        ({"number": 1.5}, "number", "bad_calculation"),
        ({"number": "1,5"}, "number", "bad_calculation"),
        ({"field": "a", "colum": "b"}, "number", "bad_calculation"),
        ({"sum": [A] * 100 + [B]}, "number", "wrong_parts"),
        ({"sum": [{"sum": [A] * 99}] * 3}, "number", "calculation_too_large"),
        ({"field": "saknas"}, "number", "dangling_reference"),
        ({"field": "namn"}, "number", "no_number"),
        ({"cell": "antal"}, "number", "cell_outside_a_row"),
        ({"field": "tabell", "column": "saknas"}, "number", "no_such_column"),
        (PRICES, "money", "column_alone"),
        ({"field": "kr", "year": 2014}, "money", "year_of_no_budget"),
        ({"plus": [A, KR]}, "money", "units_differ"),
        ({"times": [KR, MER]}, "money", "amount_times_amount"),
        ({"divided_by": [A, KR]}, "number", "divided_by_amount"),
        ({"percent_of": [KR, MER]}, "money", "rate_is_an_amount"),
        ({"plus": [KR, MER]}, "number", "gives_an_amount"),
        ({"divided_by": [KR, MER]}, "money", "gives_a_number"),
        ({"plus": [{"field": "svar"}, A]}, "number", "cycle"),
    ],
)
def test_a_calculation_that_cannot_be_is_refused_beside_its_field(calculation, shows, code):
    where = a_calculation({}, "svar")["id"]

    assert refused(calculation, shows) == [(code, where)]


def nested(depth):
    return A if depth == 0 else {"sum": [nested(depth - 1)]}


def test_calculations_stand_in_each_other_six_deep_and_no_deeper():
    assert codes(nested(5)) == []
    assert codes(nested(6)) == ["calculation_too_deep"]


def of_columns(*calculated, **members):
    columns = [
        a_column("integer", "antal"),
        *(a_column("calculated", key, calculation=made, shows="number", **members) for key, made in calculated),
    ]
    form = a_form(a_section("allt", a_field("integer", "a"), a_field("row_table", "rader", columns=columns)))
    return [problem.code for problem in check_definition(form)]


def test_columns_may_build_on_each_other_but_not_on_themselves():
    doubled = {"times": [{"cell": "antal"}, {"field": "a"}]}

    assert of_columns(("tva", {"plus": [{"cell": "ett"}, {"cell": "antal"}]}), ("ett", doubled)) == []
    assert of_columns(("ett", {"cell": "tva"}), ("tva", {"cell": "ett"})) == ["cycle"]
    assert of_columns(("ett", {"cell": "saknas"})) == ["no_such_column"]
    assert of_columns(("ett", doubled), required=True) == ["nothing_to_fill_in"]
    assert of_columns(("ett", doubled), spans=True) == ["nothing_to_fill_in"]


def test_a_row_does_not_read_whole_columns():
    """A thousand rows would be read a thousand times."""
    other = a_field("row_table", "andra", columns=[a_column("integer", "antal")])
    column = a_column("calculated", "del", calculation={"sum": [{"field": "andra", "column": "antal"}]}, shows="number")
    form = a_form(a_section("allt", other, a_field("row_table", "rader", columns=[column])))

    assert [problem.code for problem in check_definition(form)] == ["column_in_a_row"]


def test_a_calculation_comes_back_as_it_was_written():
    calculation = {"round": [{"minus": [{"field": "budget", "year": 2014}, {"sum": [PRICES]}]}], "to": "thousands"}
    form = a_form(a_section("allt", *FIELDS, a_calculation(calculation, shows="money")))
    written = to_json(parse_definition(form))["sections"][0]["fields"]

    assert written[-1]["calculation"] == calculation
    assert written[-2]["columns"][-1]["calculation"] == {"times": [{"cell": "antal"}, {"cell": "pris"}]}


RULE = {"holds": {"field": "kr", "op": "at_most", "value": "500000"}, "message": "Högst 500 000 kr kan sökas."}


@pytest.mark.parametrize(("answer", "broken"), [("500001", True), ("500000", False), (None, False), ("mycket", False)])
def test_an_editors_rule_that_does_not_hold_is_said_in_the_editors_words(answer, broken):
    definition = a_definition(a_field("money", "kr", validations=[RULE]))
    problems = [problem for problem in evaluate(definition, {"kr": answer}).blocking if problem.code == "editor_rule"]

    assert [(problem.path, problem.params["message"]) for problem in problems] == (
        [(("kr",), "Högst 500 000 kr kan sökas.")] if broken else []
    )


def test_a_hidden_field_breaks_no_rule():
    hidden = {"field": "visa", "op": "is", "value": True}
    definition = a_definition(
        a_field("yes_no", "visa"),
        a_field("money", "kr"),
        a_field("text", "svar", visible_when=hidden, validations=[RULE]),
    )

    assert evaluate(definition, {"kr": "600000"}).problems == ()


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([RULE | {"holds": None}], "bad_condition"),
        ([RULE | {"message": " "}], "bad_value"),
        ([{"message": "x"}], "bad_value"),
        ("x", "bad_value"),
        ([RULE | {"holds": {"field": "saknas", "op": "answered"}}], "dangling_reference"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_beside_its_field(rules, code):
    field = a_field("money", "kr", validations=rules)

    problems = check_definition(a_form(a_section("allt", field)))

    assert [(problem.code, problem.where) for problem in problems] == [(code, field["id"])]
