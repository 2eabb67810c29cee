"""A broken definition is refused whole, with every problem beside its block."""

import json

import pytest

from forms.domain.definition import DefinitionError, check_definition, load_json, parse_definition, sha256, to_json
from tests.builders.forms import a_budget, a_column, a_field, a_form, a_section, identity

OPTIONS = [{"key": "ny", "label": "Ny"}]


def codes_of(*fields, **members):
    return [problem.code for problem in check_definition(a_form(a_section("allt", *fields), **members))]


def when(field, op="answered", **value):
    return {"visible_when": {"field": field, "op": op, **value}}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([a_field("text", requird=True)], "unknown_member"),
        ([a_field("text", minimum=3)], "unknown_member"),
        ([a_field("text", max_length="200")], "bad_value"),
        ([a_field("text", max_length=0)], "bad_value"),
        ([a_field("text", required=1)], "bad_value"),
        ([a_field("money", minimum=5)], "bad_value"),
        ([a_field("money", minimum="9", maximum="5")], "minimum_over_maximum"),
        ([a_field("integer", minimum=9, maximum=5)], "minimum_over_maximum"),
        ([a_field("decimal", minimum="0.6", maximum="0.5")], "minimum_over_maximum"),
        ([a_field("percent", maximum=100)], "bad_value"),
        ([a_field("row_table", columns=[a_column("consent", "a")])], "not_a_column_kind"),
        ([a_field("farg")], "unknown_kind"),
        ([{"id": "1", "key": "svar", "label": "Svar"}], "missing_member"),
        ([{"key": "svar", "label": "Svar", "kind": "text"}], "missing_member"),
        ([a_field("text", label=" ")], "bad_value"),
        ([a_field("text", "Svar")], "bad_key"),
        ([a_field("text", "1a")], "bad_key"),
        ([a_field("text", "å")], "bad_key"),
        ([a_field("text", "a" * 61)], "bad_key"),
        ([a_field("text", "shown")], "taken_key"),
        ([a_field("text", "a"), a_field("text", "a") | {"id": "2"}], "duplicate_key"),
        ([a_field("text", "a"), a_field("text", "b") | {"id": identity("a")}], "duplicate_id"),
        ([a_field("choice")], "no_options"),
        ([a_field("choice", options=OPTIONS * 2)], "duplicate_key"),
        ([a_field("choice", options=[{"key": "Ny", "label": "Ny"}])], "bad_key"),
        ([a_field("files", types=[])], "no_file_types"),
        ([a_field("files", types=["exe"])], "bad_value"),
        ([a_field("row_table")], "no_columns"),
        ([a_field("row_table", columns=[a_column("body", "a")])], "not_a_column_kind"),
        ([a_field("row_table", columns=[a_column("row_table", "a")])], "not_a_column_kind"),
        ([a_field("row_table", columns=[a_column("text", "a", sum=True)])], "sum_of_no_number"),
        ([a_field("row_table", columns=[a_column("text", "a", spann=True)])], "unknown_member"),
        ([a_field("row_table", columns=[a_column("text", "a"), a_column("text", "a")])], "duplicate_key"),
        ([a_field("row_table", columns=[a_column("text", "id")])], "bad_key"),
        ([a_field("row_table", columns=["a"])], "not_an_object"),
        ([a_field("budget_table")], "no_years"),
        ([a_field("budget_table", years=[2014], own_lines=False)], "no_lines"),
        ([a_field("budget_table", years=[2015, 2014])], "bad_value"),
        ([a_field("budget_table", years=[2014], lines=[{"key": "printed", "label": "P"}])], "bad_key"),
        ([a_budget()], "dangling_reference"),
        ([a_field("text", "period"), a_budget()], "not_a_period_field"),
        ([a_field("text", **when("borta"))], "dangling_reference"),
        ([a_field("text", **when("svar"))], "cycle"),
        ([a_field("text", "a", **when("b")), a_field("text", "b", **when("a"))], "cycle"),
        (
            [a_field("period", "period", **when("budget", "more_than", value="5")), a_budget()],
            "cycle",
        ),
        ([a_field("yes_no", "a"), a_field("text", "b", **when("a", "more_than", value=5))], "operator_does_not_fit"),
        ([a_field("information", "a"), a_field("text", "b", **when("a"))], "operator_does_not_fit"),
        ([a_field("integer", "a"), a_field("text", "b", **when("a", "is", value="x"))], "value_does_not_fit"),
        ([a_field("integer", "a"), a_field("text", "b", **when("a", "is"))], "value_does_not_fit"),
        (
            [a_field("choice", "a", options=OPTIONS), a_field("text", "b", **when("a", "is", value="x"))],
            "value_does_not_fit",
        ),
        ([a_field("text", **when("svar", "liknar"))], "unknown_operator"),
        ([a_field("text", **when("svar", "answered", value=1))], "value_not_used"),
        ([a_field("text", visible_when={"op": "answered"})], "condition_without_field"),
        ([a_field("text", visible_when=[])], "bad_condition"),
        ([a_field("text", visible_when={"all": []})], "bad_condition"),
        ([a_field("text", visible_when={"all": [None]})], "bad_condition"),
        ([a_field("text", visible_when={"field": "svar", "op": "answered", "vaule": 1})], "unknown_member"),
    ],
)
def test_a_field_is_refused(fields, code):
    assert codes_of(*fields) == [code]


def test_conditions_stand_at_most_five_deep():
    condition = {"field": "a", "op": "answered"}
    for _ in range(5):
        condition = {"all": [condition]}

    assert codes_of(a_field("text", "a"), a_field("text", "b", visible_when=condition)) == []
    assert codes_of(a_field("text", "a"), a_field("text", "b", visible_when={"any": [condition]})) == [
        "condition_too_deep"
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ([], "not_an_object"),
        (None, "not_an_object"),
        (a_form(a_section("a"), schema=2), "newer_schema"),
        (a_form(a_section("a")) | {"kind": "route"}, "not_a_form"),
        (a_form(), "no_sections"),
        (a_form("a"), "not_an_object"),
        (a_form(a_section("a"), key="Ansökan"), "bad_key"),
        (a_form(a_section("A")), "bad_key"),
        (a_form(a_section("a"), tittle="x"), "unknown_member"),
        (a_form(a_section("a"), schema=True), "bad_value"),
        (a_form(a_section("a") | {"fields": "x"}), "bad_value"),
    ],
)
def test_a_form_is_refused(raw, code):
    assert [problem.code for problem in check_definition(raw)] == [code]


def test_problems_stand_beside_their_block():
    field = a_field("text", "b", **when("borta"))

    (problem,) = check_definition(a_form(a_section("allt", field)))

    assert (problem.where, problem.params["at"]) == (field["id"], "sections[0].fields[0].visible_when")


def test_all_problems_are_told_at_once():
    with pytest.raises(DefinitionError) as error:
        parse_definition(a_form(a_section("Allt", a_field("farg")), extra=1))

    assert [problem.code for problem in error.value.problems] == ["unknown_member", "bad_key", "unknown_kind"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"{", "not_json"),
        (b"\xff", "not_utf8"),
        (b'{"a": 1, "a": 2}', "member_twice"),
        (b'{"a": NaN}', "not_json_number"),
        (b"[" * 100_000, "too_deep"),
        (b'"' + b"x" * 1024 * 1024 + b'"', "too_big"),
        (b"1" * 5000, "not_json"),
    ],
)
def test_text_that_is_no_sound_json_is_refused(text, code):
    with pytest.raises(DefinitionError) as error:
        load_json(text)

    assert [problem.code for problem in error.value.problems] == [code]


def test_json_that_is_too_deep_or_too_big_is_refused_however_it_comes():
    deep = a_field("text")
    for _ in range(60):
        deep = {"all": [deep]}

    assert codes_of(a_field("text", visible_when=deep)) == ["too_deep"]
    assert codes_of(a_field("information", text="x" * 1024 * 1024)) == ["too_big"]


def test_defaults_are_left_out_and_the_checksum_does_not_mind_them():
    lean = a_form(a_section("allt", a_field("text")))
    wordy = a_form(a_section("allt", a_field("text", max_length=200, help="", visible_when=None), help=""))

    assert to_json(parse_definition(wordy)) == lean
    assert sha256(to_json(parse_definition(wordy))) == sha256(lean)


def test_a_definition_of_two_thousand_fields_is_read():
    fields = [a_field("text", f"falt_{number}") for number in range(2001)]

    assert codes_of(*fields[:2000]) == []
    assert codes_of(*fields) == ["too_many_fields"]
    assert len(json.dumps(a_form(a_section("a", *fields)))) < 1024 * 1024


@pytest.mark.parametrize("key", ["granska", "skicka", "inskickad", "utskrift"])
def test_a_section_cannot_take_the_address_of_another_page(key):
    assert [problem.code for problem in check_definition(a_form(a_section(key, a_field("text", "svar"))))] == [
        "taken_key"
    ]
