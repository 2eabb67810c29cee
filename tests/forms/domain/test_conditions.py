"""True, false and undetermined; only true shows a field."""

import pytest

from forms.domain.conditions import build, holds
from forms.domain.definition import parse_definition
from forms.domain.evaluate import evaluate
from tests.builders.forms import a_budget, a_column, a_definition, a_field, a_form, a_section

OPTIONS = [{"key": "ny", "label": "Ny"}, {"key": "andring", "label": "Ändring"}]


@pytest.mark.parametrize(
    ("all_of", "any_of", "parts"),
    [
        (True, True, [True, True]),
        (False, True, [True, False]),
        (None, True, [True, None]),
        (False, None, [False, None]),
        (None, None, [None, None]),
        (False, False, [False, False]),
    ],
)
def test_what_is_undetermined_settles_nothing_that_the_rest_does_not(all_of, any_of, parts):
    comparisons = [{"field": str(index), "op": "answered"} for index in range(len(parts))]

    def compare(comparison):
        return parts[int(comparison.field)]

    assert holds(build({"all": comparisons}), compare) is all_of
    assert holds(build({"any": comparisons}), compare) is any_of


@pytest.mark.parametrize(
    ("asks", "answer", "op", "value", "shown"),
    [
        (a_field("choice", "fraga", options=OPTIONS), "ny", "is", "ny", True),
        (a_field("choice", "fraga", options=OPTIONS), "andring", "is", "ny", False),
        (a_field("choice", "fraga", options=OPTIONS), None, "is_not", "ny", False),
        (a_field("choice", "fraga", options=OPTIONS, multiple=True), ["andring", "ny"], "contains", "ny", True),
        (a_field("choice", "fraga", options=OPTIONS, multiple=True), ["andring", "ny"], "is", "ny", False),
        (a_field("yes_no", "fraga"), False, "is", False, True),
        (a_field("yes_no", "fraga"), False, "answered", None, True),
        (a_field("yes_no", "fraga"), None, "is", False, False),
        (a_field("integer", "fraga"), 0, "at_most", 0, True),
        (a_field("integer", "fraga"), 0, "answered", None, True),
        (a_field("integer", "fraga"), {"unparsed": "x"}, "less_than", 5, False),
        (a_field("money", "fraga"), "500000.01", "more_than", "500000", True),
        (a_field("money", "fraga"), "500000", "more_than", "500000", False),
        (a_field("date", "fraga"), "2014-07-01", "less_than", "2014-07-02", True),
        (a_field("text", "fraga"), "Flens kommun", "contains", "FLEN", True),
        (a_field("text", "fraga"), None, "not_answered", None, True),
        (a_field("body", "fraga", multiple=True), ["lsg-flen"], "contains", "lsg-flen", True),
        (
            a_field("row_table", "fraga", columns=[a_column("money", "belopp", sum=True)]),
            [{"id": "1", "belopp": "300"}, {"id": "2", "belopp": "201"}],
            "more_than",
            "500",
            True,
        ),
    ],
)
def test_a_field_is_shown_when_its_condition_is_true(asks, answer, op, value, shown):
    condition = {"field": "fraga", "op": op} | ({} if value is None else {"value": value})
    definition = a_definition(asks, a_field("text", "foljd", visible_when=condition))

    assert ("foljd" in evaluate(definition, {"fraga": answer}).visible) is shown


def test_a_hidden_field_is_left_out_of_the_answers_and_decides_nothing():
    definition = a_definition(
        a_field("yes_no", "forsta"),
        a_field("yes_no", "andra", visible_when={"field": "forsta", "op": "is", "value": True}),
        a_field("text", "tredje", visible_when={"field": "andra", "op": "not_answered"}, required=True),
    )

    evaluation = evaluate(definition, {"forsta": False, "andra": True, "tredje": "kvar"})

    assert evaluation.visible == {"section:allt", "forsta"}
    assert evaluation.answers == {"forsta": False}
    assert evaluation.problems == ()


def test_a_field_before_the_one_that_it_follows_is_shown_too():
    definition = a_definition(
        a_field("text", "foljd", visible_when={"field": "fraga", "op": "is", "value": True}), a_field("yes_no", "fraga")
    )

    assert "foljd" in evaluate(definition, {"fraga": True}).visible


def test_a_hidden_section_hides_its_fields():
    raw = a_form(
        a_section("forsta", a_field("yes_no", "fraga")),
        a_section("andra", a_field("text", "foljd", required=True), visible_when={"field": "fraga", "op": "answered"}),
    )

    evaluation = evaluate(parse_definition(raw), {})

    assert evaluation.visible == {"section:forsta", "fraga"}
    assert evaluation.required == frozenset()


def test_a_budget_is_compared_by_its_grand_total():
    definition = a_definition(
        a_field("period", "period"),
        a_budget(),
        a_field("text", "motivering", visible_when={"field": "budget", "op": "more_than", "value": "1000000"}),
    )

    def is_asked(amount):
        line = {"id": "lon", "key": "lon", "amounts": {"2014": amount, "2015": "1"}}
        answers = {"period": "140101-151231", "budget": {"lines": [line]}}
        return "motivering" in evaluate(definition, answers).visible

    assert is_asked("1000000")
    assert not is_asked("999999")


@pytest.mark.parametrize(("answer", "required"), [(True, True), (False, False), (None, False)])
def test_required_when_asks_only_when_it_is_true(answer, required):
    definition = a_definition(
        a_field("yes_no", "fraga"),
        a_field("text", "skal", required_when={"field": "fraga", "op": "is", "value": True}),
    )

    evaluation = evaluate(definition, {"fraga": answer})

    assert ("skal" in evaluation.required) is required
    assert [problem.code for problem in evaluation.problems] == (["required"] if required else [])
