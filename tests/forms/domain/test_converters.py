"""A definition of an older format is read as what it says in the format of today; a newer one is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.domain.converters import FORMS
from forms.domain.converters.chain import Chain, renamed, with_each
from forms.domain.definition import SCHEMA, check_definition, parse_definition, to_json
from tests.builders.forms import ANY_JSON, a_column, a_field, a_form, a_section

OPTIONS = [{"key": "ny", "label": "Ny insats"}, {"key": "fort", "label": "Fortsättning"}]
WHEN = {"field": "slag", "op": "is", "value": "fort"}

TODAY = a_form(
    a_section(
        "om",
        a_field("choice", "slag", help="Välj ett.", required=True, options=OPTIONS),
        a_field("text", "nummer", visible_when=WHEN),
        help="Vem som söker.",
    ),
    a_section(
        "plan",
        a_field("row_table", "plan", columns=[a_column("text", "mal", help="Vad?", required=True)]),
        visible_when=WHEN,
    ),
)


def as_it_was_written_in_schema_0():
    """The same form, member by member as schema 0 had it."""

    def older(part, names):
        return {names.get(name, name): value for name, value in part.items()}

    def field(part):
        part = older(part, {"label": "question", "help": "hint", "required": "mandatory", "visible_when": "shown_if"})
        if "options" in part:
            part["options"] = {option["key"]: option["label"] for option in part["options"]}
        if "columns" in part:
            names = {"label": "heading", "help": "hint", "required": "mandatory"}
            part["columns"] = [older(column, names) for column in part["columns"]]
        return part

    pages = [
        older(section, {"help": "hint", "visible_when": "shown_if"})
        | {"fields": [field(part) for part in section["fields"]]}
        for section in TODAY["sections"]
    ]
    return {name: value for name, value in TODAY.items() if name != "sections"} | {"schema": 0, "pages": pages}


def test_a_form_of_schema_0_says_the_same_in_the_format_of_today():
    older = as_it_was_written_in_schema_0()

    assert check_definition(older) == []
    assert to_json(parse_definition(older)) == TODAY


def test_raising_changes_nothing_of_what_was_given():
    older = as_it_was_written_in_schema_0()
    before = json.dumps(older)

    FORMS.raised(older)

    assert json.dumps(older) == before


def test_steps_are_walked_in_order_from_the_number_that_the_definition_has():
    chain = Chain(
        (
            lambda raw: {**raw, "walked": [*raw.get("walked", []), 0]},
            lambda raw: {**raw, "walked": [*raw.get("walked", []), 1]},
        )
    )

    assert chain.raised({"schema": 0}) == {"schema": 2, "walked": [0, 1]}
    assert chain.raised({"schema": 1}) == {"schema": 2, "walked": [1]}
    assert chain.raised({"schema": 2}) == {"schema": 2}


@pytest.mark.parametrize("schema", [SCHEMA + 1, 99])
def test_a_later_format_is_refused_with_its_number(schema):
    problems = check_definition({**TODAY, "schema": schema})

    assert [(problem.code, problem.params["schema"]) for problem in problems] == [("newer_schema", schema)]


@pytest.mark.parametrize("schema", [-1, True, "0", None, 0.0])
def test_what_is_no_schema_number_is_not_taken_for_an_older_one(schema):
    problems = check_definition({**as_it_was_written_in_schema_0(), "schema": schema})

    assert ("bad_value", "schema") in {(problem.code, problem.params.get("member")) for problem in problems}


def test_a_member_under_both_names_is_refused_rather_than_lost():
    older = as_it_was_written_in_schema_0()
    older["pages"][0]["fields"][1] |= {"label": "En", "question": "En annan"}

    problems = check_definition(older)

    assert [(problem.code, problem.params["member"]) for problem in problems] == [("unknown_member", "question")]


def test_what_todays_format_calls_something_else_is_refused_there_under_its_old_name():
    problems = check_definition({**TODAY, "sections": [{**TODAY["sections"][0], "hint": "Vem?"}]})

    assert [(problem.code, problem.params["member"]) for problem in problems] == [("unknown_member", "hint")]


def test_renaming_keeps_the_order_of_members():
    assert list(renamed({"a": 1, "b": 2, "c": 3}, {"b": "x"})) == ["a", "x", "c"]
    assert with_each({"rader": "inga"}, "rader", dict) == {"rader": "inga"}


@settings(max_examples=150, deadline=None)
@given(pages=ANY_JSON, fields=ANY_JSON, options=ANY_JSON, more=st.dictionaries(st.text(max_size=6), ANY_JSON))
def test_anything_that_says_schema_0_is_checked_without_raising(pages, fields, options, more):
    broken = {"fields": [{"options": options, "columns": fields}, fields]}
    for listed in (pages, [broken], [pages]):
        assert check_definition({**more, "schema": 0, "kind": "form", "pages": listed}) != []
