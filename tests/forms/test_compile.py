"""A definition becomes blocks and the blocks become the same definition again."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis

from forms.comparing import read_value, write_value
from forms.compile import compile_form, compile_sections, decompile
from forms.domain.definition import check_definition, parse_definition, to_json
from forms.models import Form
from tests.builders.forms import a_column, a_field, a_form, a_section, forms

DEFINITIONS = sorted(Path(settings.BASE_DIR, "forms/gallery").glob("*.json"))


@pytest.fixture(params=DEFINITIONS, ids=lambda path: path.stem)
def definition(request):
    return json.loads(request.param.read_text())


def test_a_definition_comes_back_from_its_blocks_unchanged(definition):
    assert compile_sections(decompile(definition)) == definition["sections"]


def test_a_form_compiles_to_the_definition_it_was_made_from(definition):
    form = Form(
        key=definition["key"],
        title=definition["title"],
        introduction=definition.get("introduction", ""),
        sections=decompile(definition),
    )

    assert compile_form(form) == definition


@pytest.mark.django_db
def test_a_stored_form_compiles_to_the_definition_it_was_made_from(definition):
    form = Form.objects.create(
        key=definition["key"],
        title=definition["title"],
        introduction=definition.get("introduction", ""),
        sections=decompile(definition),
    )

    assert compile_form(Form.objects.get(pk=form.pk)) == definition


def test_what_passes_through_the_blocks_themselves_is_unchanged(definition):
    """The editor turns raw values into block values and back."""
    block = Form().sections.stream_block
    cleaned = block.clean(block.to_python(decompile(definition)))

    assert compile_sections(cleaned.get_prep_value()) == definition["sections"]


def test_the_blocks_give_what_an_export_gives(definition):
    exported = to_json(parse_definition(definition))

    assert compile_sections(decompile(exported)) == exported["sections"]


@settings_of_hypothesis(max_examples=100, deadline=None)
@given(forms())
def test_any_form_comes_back_from_its_blocks_as_it_is_exported(raw):
    exported = to_json(parse_definition(raw))

    assert compile_sections(decompile(exported)) == exported["sections"]


CALCULATION = {
    "round": [
        {
            "minus": [
                {"field": "budget", "year": 2014},
                {"sum": [{"field": "tabell", "column": "pris"}, {"number": "-12.5"}]},
            ]
        }
    ],
    "to": "thousands",
}


def test_calculations_and_rules_pass_through_the_blocks_unchanged():
    kept = {"field": "belopp", "op": "at_most", "value": "500000.50"}
    columns = [
        a_column("money", "pris"),
        a_column("calculated", "dubbelt", calculation={"plus": [{"cell": "pris"}] * 2}, sum=True),
    ]
    sections = [
        a_section(
            "allt",
            a_field("money", "belopp", validations=[{"holds": kept, "message": "Högst 500 000,50 kr."}]),
            a_field("row_table", "tabell", columns=columns),
            a_field("budget_table", "budget", years=[2014]),
            a_field("calculated", "svar", calculation=CALCULATION),
        )
    ]
    block = Form().sections.stream_block
    cleaned = block.clean(block.to_python(decompile(a_form(*sections))))

    assert check_definition(a_form(*sections)) == []
    assert compile_sections(cleaned.get_prep_value()) == sections


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("ja", "yes_no", True),
        ("Nej", "yes_no", False),
        ("12", "integer", 12),
        ("12", "text", "12"),
        ("1 500 000", "money", "1500000"),
        ("1 500 000,50", "budget_table", "1500000.50"),
        ("ny", "choice", "ny"),
        ("2014-07-01", "date", "2014-07-01"),
        ("tolv", "integer", "tolv"),
    ],
)
def test_a_value_to_compare_with_is_read_by_the_kind_of_its_field(typed, kind, value):
    assert read_value(typed, kind) == value


@pytest.mark.parametrize("kind", ["text", "integer", "money", "yes_no", "choice", ""])
@pytest.mark.parametrize("value", ["12", 12, "ja", True, False, "", None, "1 000", "=3", [1, "2"], 1.5, "1,5"])
def test_every_value_to_compare_with_survives_the_editor(value, kind):
    back = read_value(write_value(value, kind), kind)

    assert (type(back), back) == (type(value), value)
