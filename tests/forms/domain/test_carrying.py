"""Answers carried to another definition: each is either in its place or in the list of what was left."""

from itertools import count

from hypothesis import HealthCheck, given, settings

from forms.domain.carrying import Terms, carry, new_questions
from forms.domain.definition import parse_definition
from forms.domain.evaluate import evaluate
from tests.builders.forms import ANSWERS, a_budget, a_column, a_definition, a_field, a_form, a_section, forms, identity

OPTIONS = [{"key": "a", "label": "Alfa"}, {"key": "b", "label": "Beta"}]
LEFT = {"files": [{"id": "5611a63e-29b8-5f52-af40-e9c8e9179c6e", "name": "bilaga.pdf", "size": 3}]}


def left(carried):
    return [(entry.label, entry.text, entry.why) for entry in carried.left]


def test_an_answer_stays_under_its_question():
    form = a_definition(a_field("text", "rubrik"), a_field("period", "period"), a_field("money", "belopp"))
    answers = {"rubrik": "Stöd", "period": {"from": "2014-07-01", "to": "2016-06-30"}, "belopp": "1547.50"}

    carried = carry(form, answers, form)

    assert (carried.answers, carried.left) == (answers, [])


def test_a_question_is_known_by_its_id_whatever_it_is_called():
    before = a_definition(a_field("text", "rubrik"))
    after = a_definition(a_field("text", "namn") | {"id": identity("rubrik")})

    assert carry(before, {"rubrik": "Stöd"}, after).answers == {"namn": "Stöd"}


def test_a_question_that_is_gone_leaves_its_text():
    carried = carry(
        a_definition(a_field("text", "syfte"), a_field("text")), {"syfte": "Bra"}, a_definition(a_field("text"))
    )

    assert (carried.answers, left(carried)) == ({}, [("Syfte", "Bra", "no_question")])


def test_a_line_becomes_several_lines_and_an_amount_becomes_words():
    before = a_definition(a_field("text", "a"), a_field("money", "b"))
    after = a_definition(a_field("long_text", "a"), a_field("text", "b"))

    assert carry(before, {"a": "Ord", "b": "1000"}, after).answers == {"a": "Ord", "b": "1 000 kr"}


def test_words_that_are_no_number_are_left():
    carried = carry(a_definition(a_field("text", "a")), {"a": "tolv"}, a_definition(a_field("integer", "a")))

    assert (carried.answers, left(carried)) == ({}, [("A", "tolv", "other_kind")])


def test_an_option_that_is_gone_is_left_by_its_label_and_the_others_stay():
    before = a_definition(a_field("choice", "val", options=OPTIONS, multiple=True))
    after = a_definition(a_field("choice", "val", options=OPTIONS[:1], multiple=True))

    carried = carry(before, {"val": ["a", "b"]}, after)

    assert (carried.answers, left(carried)) == ({"val": ["a"]}, [("Val", "Beta", "not_an_option")])


def test_a_body_that_is_no_more_is_left_by_its_name():
    form = a_definition(a_field("body", "sokande", multiple=True))
    terms = Terms(bodies={"lsg-flen"}, names={"lsg-gnesta": "LSG Gnesta"})

    carried = carry(form, {"sokande": ["lsg-flen", "lsg-gnesta"]}, form, terms)

    assert (carried.answers, left(carried)) == ({"sokande": ["lsg-flen"]}, [("Sokande", "LSG Gnesta", "no_body")])


def test_rows_get_new_ids_and_a_column_that_is_gone_leaves_its_cells():
    before = a_definition(a_field("row_table", "plan", columns=[a_column("text", "mal"), a_column("text", "metod")]))
    after = a_definition(a_field("row_table", "plan", columns=[a_column("text", "mal")]))
    numbers = count(1)

    carried = carry(
        before,
        {"plan": [{"id": "x", "mal": "Ett", "metod": "Hur"}, {"id": "y", "mal": "Två"}]},
        after,
        Terms(new_id=lambda: f"ny{next(numbers)}"),
    )

    assert carried.answers == {"plan": [{"id": "ny1", "mal": "Ett"}, {"id": "ny2", "mal": "Två"}]}
    assert left(carried) == [("Plan, 1, Metod", "Hur", "no_column")]


def test_a_budget_keeps_its_years_and_a_preset_line_that_is_gone_becomes_a_line_of_ones_own():
    before = a_definition(a_field("period", "period"), a_budget())
    after = a_definition(a_field("period", "period"), a_budget() | {"lines": [{"key": "lon", "label": "Lön"}]})
    line = {"id": "r", "key": "resor", "label": "Resor", "measure": "", "amounts": {"2014": "10000"}}

    carried = carry(before, {"budget": {"unit": "kr", "lines": [line]}}, after)

    assert carried.answers["budget"]["lines"] == [line | {"key": ""}]
    assert carried.left == []


def test_a_line_that_cannot_be_ones_own_is_left_with_its_amounts():
    before = a_definition(a_budget(years=[2014]) | {"period_field": ""})
    after = a_definition(
        a_budget(years=[2014], own_lines=False) | {"period_field": "", "lines": [{"key": "lon", "label": "Lön"}]}
    )
    line = {"id": "r", "key": "resor", "label": "Resor", "measure": "", "amounts": {"2014": "10000"}}

    carried = carry(before, {"budget": {"unit": "kr", "lines": [line]}}, after)

    assert left(carried) == [("Budget", "Resor: 2014: 10000", "other_kind")]


def test_amounts_of_years_that_the_budget_lacks_are_left():
    before = a_definition(a_budget(years=[2014, 2015]) | {"period_field": ""})
    after = a_definition(a_budget(years=[2015]) | {"period_field": ""})
    line = {"id": "r", "key": "resor", "label": "Resor", "measure": "", "amounts": {"2014": "10000", "2015": "1"}}

    carried = carry(before, {"budget": {"unit": "kr", "lines": [line]}}, after)

    assert left(carried) == [("Budget", "Resor: 2014: 10000", "no_year")]


def test_files_come_along_to_a_new_version_and_not_to_a_copy():
    form = a_definition(a_field("files"))
    answer = {"svar": LEFT["files"]}

    assert carry(form, answer, form).answers == answer
    copied = carry(form, answer, form, Terms(with_files=False))
    assert (copied.answers, left(copied)) == ({}, [("Svar", "bilaga.pdf", "files")])


def test_only_questions_that_are_new_and_would_be_asked_are_new():
    before = a_definition(a_field("yes_no", "esf"))
    hidden = {"visible_when": {"field": "esf", "op": "is", "value": True}}
    after = a_definition(a_field("yes_no", "esf"), a_field("text", "ny"), a_field("text", "projekt", **hidden))

    assert [one.key for one in new_questions(before, after, {"esf": False})] == ["ny"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(forms(), ANSWERS)
def test_carrying_never_fails_and_loses_no_answer(before, answers):
    """Whatever was stored in the one form is stored in the other or left as text."""
    source = parse_definition(before)
    target = a_definition(*(a_field("long_text", f"falt_{letter}") for letter in "abcdef"))
    stored = dict(evaluate(source, answers).answers)

    carried = carry(source, stored, target)

    kept = {key for key in stored if key in carried.answers}
    told = {source.fields[key].label for key in stored if key not in kept}
    assert told == {entry.label for entry in carried.left}
    assert not evaluate(target, carried.answers).blocking


def test_carrying_to_the_same_form_changes_nothing():
    form = parse_definition(a_form(a_section("om", a_field("period", "period"), a_budget())))
    answers = {"period": {"from": "2014-07-01", "to": "2016-06-30"}, "budget": {"unit": "tkr", "lines": []}}

    assert carry(form, answers, form).answers == answers
