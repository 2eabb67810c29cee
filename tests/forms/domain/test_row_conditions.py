"""“This row”: columns that are shown, required and ruled by the other cells of their row, and by the form."""

import pytest

from forms.domain.definition import canonical, check_definition, parse_definition, to_json
from forms.domain.evaluate import evaluate
from forms.domain.schema import answers_schema
from tests.builders.forms import a_calculation, a_column, a_definition, a_field, a_form, a_section

OPTIONS = [{"key": "kurs", "label": "Kurs"}, {"key": "annat", "label": "Annat"}]


def a_table(**of_columns):
    columns = [
        a_column("choice", "sort", options=OPTIONS),
        a_column("text", "vad"),
        a_column("integer", "antal", sum=True),
        a_column("date", "fran"),
        a_column("date", "till"),
    ]
    return a_field("row_table", "plan", columns=[column | of_columns.get(column["key"], {}) for column in columns])


def read(table, *rows, fields=(), **answers):
    given = {"plan": [{"id": f"r{number}"} | row for number, row in enumerate(rows, 1)]} | answers
    return evaluate(a_definition(*fields, table), given)


def told(evaluation):
    return [(problem.code, problem.path[1:]) for problem in evaluation.problems]


OTHER = {"visible_when": {"cell": "sort", "op": "is", "value": "annat"}, "required": True}
ORDER = {"holds": {"cell": "till", "op": "at_least", "other": "fran"}, "message": "Slutet är före början."}
MANY = {"required_when": {"cell": "antal", "op": "more_than", "value": 10}}


def test_a_cell_is_asked_for_in_the_rows_that_need_it():
    evaluation = read(a_table(vad=OTHER), {"sort": "annat"}, {"sort": "kurs", "vad": "göms"}, {"antal": 1})

    assert told(evaluation) == [("required", ("r1", "vad"))]
    assert evaluation.answers["plan"] == [
        {"id": "r1", "sort": "annat"},
        {"id": "r2", "sort": "kurs"},
        {"id": "r3", "antal": 1},
    ]
    assert [row.hidden for row in evaluation.values["plan"].rows] == [frozenset(), {"vad"}, {"vad"}]


def test_a_hidden_cell_counts_nowhere_and_a_row_of_hidden_cells_alone_is_none():
    table = a_table(antal={"visible_when": {"cell": "sort", "op": "is", "value": "kurs"}})
    evaluation = read(table, {"sort": "kurs", "antal": 3}, {"sort": "annat", "antal": 5}, {"antal": 7})

    assert evaluation.values["plan"].sums == {"antal": 3}
    assert [row["id"] for row in evaluation.answers["plan"]] == ["r1", "r2"]
    assert evaluate(a_definition(table), evaluation.answers) == evaluation


@pytest.mark.parametrize(
    ("row", "codes"),
    [({"antal": 11}, ["required"]), ({"antal": 10}, []), ({"vad": "x"}, []), ({"antal": 11, "fran": "2014-01-01"}, [])],
)
def test_a_cell_is_required_where_its_row_says_so(row, codes):
    assert [code for code, _ in told(read(a_table(fran=MANY), row))] == codes


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ({"fran": "2014-07-01", "till": "2014-06-30"}, True),
        ({"fran": "2014-07-01", "till": "2014-07-01"}, False),
        ({"fran": "2014-07-01"}, False),
        ({"fran": "2014-07-01", "till": "hösten"}, False),
    ],
)
def test_a_rule_compares_cells_of_a_row_and_is_undetermined_without_them(row, broken):
    evaluation = read(a_table(till={"validations": [ORDER]}), row)

    found = [problem for problem in evaluation.problems if problem.code == "editor_rule"]
    assert [(problem.path, problem.params["message"]) for problem in found] == (
        [(("plan", "r1", "till"), "Slutet är före början.")] if broken else []
    )


def test_rows_look_at_fields_of_the_form_wherever_they_stand():
    table = a_table(
        vad={"visible_when": {"field": "alla", "op": "is", "value": True}},
        antal={"validations": [{"holds": {"field": "summa", "op": "at_most", "value": "10"}, "message": "För många."}]},
    )
    total = a_calculation({"field": "plan"}, "summa")
    fields = (a_field("yes_no", "alla"), total)

    shown = read(table, {"vad": "a", "antal": 11}, fields=fields, alla=True)
    hidden = read(table, {"vad": "a", "antal": 10}, fields=fields)

    assert (shown.answers["plan"][0].get("vad"), told(shown)) == ("a", [("editor_rule", ("r1", "antal"))])
    assert (hidden.answers["plan"][0].get("vad"), told(hidden)) == (None, [])


def test_an_empty_row_asks_for_what_nothing_hides():
    evaluation = read(a_table(vad=OTHER, fran={"visible_when": {"cell": "antal", "op": "not_answered"}}))

    assert evaluation.unasked == {"plan": {"vad"}}


def test_a_row_has_a_chain_of_cells_in_any_order_of_columns():
    table = a_table(
        sort={"visible_when": {"cell": "vad", "op": "answered"}},
        vad={"visible_when": {"cell": "antal", "op": "at_least", "value": 1}},
    )

    evaluation = read(table, {"sort": "kurs", "vad": "x", "antal": 1}, {"sort": "kurs", "vad": "x", "antal": 0})

    assert evaluation.answers["plan"][1] == {"id": "r2", "antal": 0}
    assert evaluation.answers["plan"][0]["sort"] == "kurs"


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ({"visible_when": {"cell": "finns_inte", "op": "answered"}}, "no_such_column"),
        ({"visible_when": {"cell": "sort", "op": "is", "value": "finns_inte"}}, "value_does_not_fit"),
        ({"visible_when": {"cell": "sort", "op": "more_than", "value": "kurs"}}, "operator_does_not_fit"),
        ({"visible_when": {"cell": "vad", "op": "answered"}}, "cycle"),
        ({"visible_when": {"field": "finns_inte", "op": "answered"}}, "dangling_reference"),
        ({"required_when": {"cell": "fran", "op": "more_than", "other": "antal"}}, "cells_do_not_compare"),
        ({"required_when": {"cell": "fran", "op": "more_than", "other": "finns_inte"}}, "no_such_column"),
        ({"required_when": {"cell": "sort", "op": "is", "other": "sort"}}, "cells_do_not_compare"),
        ({"required_when": {"cell": "fran", "op": "answered", "other": "till"}}, "value_not_used"),
        ({"required_when": {"cell": "fran", "op": "is", "other": "till", "value": "2014-01-01"}}, "bad_condition"),
        ({"required_when": {"cell": "", "op": "answered"}}, "condition_without_cell"),
        ({"required_when": {"cell": "fran", "op": "liknar"}}, "unknown_operator"),
        (
            {"validations": [{"holds": {"cell": "fran", "op": "is", "value": "igår"}, "message": "x"}]},
            "value_does_not_fit",
        ),
        ({"validations": [{"holds": None, "message": "x"}]}, "bad_condition"),
        ({"visible_when": {"cell": "antal", "op": "answered"}, "spans": True}, "spans_and_hides"),
    ],
)
def test_what_does_not_fit_is_refused_beside_the_column(column, code):
    table = a_table(vad=column)
    found = check_definition(a_form(a_section("allt", table)))

    where = next(one["id"] for one in table["columns"] if one["key"] == "vad")
    assert [(problem.code, problem.where) for problem in found] == [(code, where)]


def test_a_table_that_its_own_column_waits_for_is_refused():
    table = a_table(vad={"visible_when": {"field": "plan", "op": "answered"}})
    found = check_definition(a_form(a_section("allt", table)))

    assert [(problem.code, problem.where) for problem in found] == [("cycle", table["id"])]


def test_two_columns_that_wait_for_each_other_are_refused():
    table = a_table(
        vad={"visible_when": {"cell": "antal", "op": "answered"}},
        antal={"visible_when": {"cell": "vad", "op": "answered"}},
    )

    assert [problem.code for problem in check_definition(a_form(a_section("allt", table)))] == ["cycle"]


@pytest.mark.parametrize("member", ["visible_when", "required_when"])
def test_a_field_has_no_row(member):
    field = a_field("text", **{member: {"cell": "antal", "op": "answered"}})

    assert [problem.code for problem in check_definition(a_form(a_section("allt", field)))] == ["cell_outside_a_row"]


def test_the_definition_comes_back_exactly():
    raw = canonical(
        to_json(parse_definition(a_form(a_section("allt", a_table(vad=OTHER, till={"validations": [ORDER]})))))
    )

    assert (
        canonical(
            to_json(parse_definition(a_form(a_section("allt", a_table(vad=OTHER, till={"validations": [ORDER]})))))
        )
        == raw
    )
    assert '{"cell":"till","op":"at_least","other":"fran"}' in raw


def test_the_schema_asks_for_no_cell_that_a_condition_decides():
    schema = answers_schema(a_definition(a_table(vad=OTHER, antal={"required": True})))

    assert schema["properties"]["plan"]["items"]["required"] == ["id", "antal"]
