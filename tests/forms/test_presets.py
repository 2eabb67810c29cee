"""A table begun from a preset has its columns, is sound, and is the editor's to change."""

import pytest

from forms.compile import compile_sections, decompile
from forms.domain.definition import check_definition, parse_definition
from forms.domain.evaluate import evaluate
from forms.models import Form
from forms.presets import PRESETS, fill_in_columns
from tests.builders.forms import a_column, a_field, a_form, a_section

SORTED = a_field(
    "row_table",
    "plan",
    columns=[
        a_column("integer", "antal", visible_when={"cell": "kostnad", "op": "more_than", "value": "1000"}),
        a_column(
            "money",
            "kostnad",
            required_when={"any": [{"cell": "antal", "op": "answered"}, {"field": "stort", "op": "is", "value": True}]},
            validations=[{"holds": {"cell": "kostnad", "op": "at_most", "other": "tak"}, "message": "Över taket."}],
        ),
        a_column("money", "tak"),
    ],
)


def stream_of(*fields):
    return Form._meta.get_field("sections").to_python(decompile(a_form(a_section("allt", *fields))))


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_a_preset_fills_in_columns_that_can_be_published(preset):
    stream = stream_of(a_field("row_table", "plan", columns=[], preset=preset))

    fill_in_columns(stream[0].value["fields"][0].value)

    sections = compile_sections(stream.get_prep_value())
    assert check_definition(a_form(*sections)) == []
    assert len(sections[0]["fields"][0]["columns"]) > 3


def test_columns_that_are_there_are_left_alone():
    stream = stream_of(SORTED | {"preset": "goals"})

    fill_in_columns(stream[0].value["fields"][0].value)

    assert [column["key"] for column in compile_sections(stream.get_prep_value())[0]["fields"][0]["columns"]] == [
        "antal",
        "kostnad",
        "tak",
    ]


def test_a_schedule_says_when_it_ends_before_it_starts():
    stream = stream_of(a_field("row_table", "plan", columns=[], preset="schedule"))
    fill_in_columns(stream[0].value["fields"][0].value)
    definition = parse_definition(a_form(*compile_sections(stream.get_prep_value())))

    row = {"id": "a", "vad": "Start", "fran": "2014-07-01", "till": "2014-06-30"}
    found = evaluate(definition, {"plan": [row]}).problems

    assert [(problem.code, problem.path) for problem in found] == [("editor_rule", ("plan", "a", "till"))]


def test_conditions_of_columns_go_through_the_editors_blocks_without_loss():
    form = a_form(a_section("allt", a_field("yes_no", "stort"), SORTED))

    stream = Form._meta.get_field("sections").to_python(decompile(form))

    assert compile_sections(stream.get_prep_value()) == form["sections"]
