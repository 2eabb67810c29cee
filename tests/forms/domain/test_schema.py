"""The JSON Schema of the answers is valid and agrees with evaluation."""

import json
from pathlib import Path

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from forms.domain.definition import parse_definition
from forms.domain.evaluate import evaluate
from forms.domain.schema import answers_schema
from tests.builders.forms import ANSWERS, a_calculation, a_definition, a_field, a_form, a_section, forms

SLOWLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DEFINITIONS = sorted(Path(site.BASE_DIR, "forms/gallery").glob("*.json"))


@SLOWLY
@given(raw=forms(), answers=ANSWERS)
def test_answers_that_evaluation_keeps_without_problems_fit_the_schema(raw, answers):
    definition = parse_definition(raw)
    evaluation = evaluate(definition, answers)
    wrong = {problem.path[0] for problem in evaluation.blocking}
    schema = answers_schema(definition)
    Draft202012Validator.check_schema(schema)

    # Field by field, since few whole forms of random answers are right.
    whole = schema | {"required": [key for key in schema.get("required", []) if key not in wrong]}
    Draft202012Validator(whole).validate({key: kept for key, kept in evaluation.answers.items() if key not in wrong})


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_the_real_forms_have_a_valid_schema(path):
    definition = parse_definition(json.loads(path.read_text()))

    Draft202012Validator.check_schema(answers_schema(definition))


def test_only_what_every_submission_must_have_is_required():
    maybe = {"field": "visa", "op": "answered"}
    definition = parse_definition(
        a_form(
            a_section(
                "allt",
                a_field("text", "rubrik", required=True, help="Kort."),
                a_field("text", "visa"),
                a_field("text", "ibland", required=True, visible_when=maybe),
                a_calculation({"number": "1"}, "raknat"),
            ),
            a_section("mer", a_field("text", "annat", required=True), visible_when=maybe),
        )
    )
    schema = answers_schema(definition)

    assert schema["required"] == ["rubrik"]
    assert list(schema["properties"]) == ["rubrik", "visa", "ibland", "annat"]
    assert schema["properties"]["rubrik"] == {
        "title": "Rubrik",
        "description": "Kort.",
        "type": "string",
        "maxLength": 200,
    }


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        (a_field("money"), "1 547 000"),
        (a_field("money"), {"unparsed": "12 abc"}),
        (a_field("integer"), "3"),
        (a_field("text", max_length=3), "fyra"),
        (a_field("year"), 1066),
        (a_field("consent"), False),
        (a_field("municipality"), ["Flen"]),
        (a_field("calculated", calculation={"number": "1"}, shows="number"), "1"),
    ],
)
def test_answers_that_are_not_in_their_stored_form_do_not_fit(field, answer):
    validator = Draft202012Validator(answers_schema(a_definition(field)))

    assert not validator.is_valid({"svar": answer})
