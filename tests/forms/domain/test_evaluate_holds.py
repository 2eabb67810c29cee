"""What holds of every form and every answer, whatever they are."""

import json

from hypothesis import HealthCheck, given, settings

from forms.domain.budget import BudgetTotals
from forms.domain.definition import canonical, check_definition, load_json, parse_definition, to_json
from forms.domain.evaluate import evaluate
from forms.domain.kinds import kind_of
from tests.builders.forms import ANSWERS, ANY_JSON, a_form, a_section, forms

SLOWLY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOWLY
@given(raw=forms(), answers=ANSWERS)
def test_evaluation_never_raises_and_its_cleaned_answers_are_clean(raw, answers):
    definition = parse_definition(raw)

    once = evaluate(definition, answers)
    again = evaluate(definition, once.answers)

    assert again == once


@SLOWLY
@given(raw=forms(), answers=ANSWERS)
def test_the_order_of_keys_does_not_matter(raw, answers):
    definition = parse_definition(raw)

    assert evaluate(definition, dict(reversed(answers.items()))) == evaluate(definition, answers)


@SLOWLY
@given(raw=forms(), answers=ANSWERS)
def test_cleaned_answers_are_json_that_any_database_holds(raw, answers):
    cleaned = evaluate(parse_definition(raw), answers).answers

    text = json.dumps(cleaned, ensure_ascii=False, allow_nan=False)

    assert json.loads(text) == cleaned
    assert "\x00" not in text


@SLOWLY
@given(raw=forms(), answers=ANSWERS)
def test_every_value_can_be_shown_and_put_in_a_cell(raw, answers):
    definition = parse_definition(raw)
    evaluation = evaluate(definition, answers)

    for key, value in evaluation.values.items():
        field = definition.fields[key]
        assert isinstance(kind_of(field).format(value, field), str)
        assert not isinstance(kind_of(field).cell(value, field).value, float)


@SLOWLY
@given(raw=forms())
def test_a_definition_comes_back_exactly(raw):
    written = canonical(to_json(parse_definition(raw)))

    assert canonical(to_json(parse_definition(load_json(written)))) == written


@SLOWLY
@given(raw=forms(), answers=ANSWERS)
def test_every_sum_of_a_budget_is_made_of_its_amounts_exactly(raw, answers):
    evaluation = evaluate(parse_definition(raw), answers)

    for value in evaluation.values.values():
        if isinstance(value, BudgetTotals):
            lines = [amount for line in value.lines for amount in line.amounts.values()]
            assert value.grand_total == sum(lines) == sum(value.year_totals.values())
            paid = (
                [amount for row in value.financing.rows for amount in row.amounts.values()]
                if value.financing
                else lines
            )
            assert sum(paid) == (value.financing.total if value.financing else value.applied_total)
            assert value.applied_total == sum(value.applied_years.values())


@SLOWLY
@given(raw=ANY_JSON)
def test_checking_never_raises(raw):
    check_definition(raw)
    check_definition(a_form(a_section("allt", {"kind": "row_table", "columns": raw, "visible_when": raw})))
    check_definition({"schema": 1, "kind": "form", "sections": raw, "title": raw, "key": raw})
    check_definition(a_form(a_section("allt", {"kind": "budget_table", "lines": raw, "years": raw})))
    check_definition(a_form(a_section("allt", {"kind": "choice", "options": raw}, raw), raw))
