"""What changed between two definitions is told block by block."""

from copy import deepcopy

from hypothesis import given, settings

from forms.admin.changes import changes
from forms.domain.changes import BlockChange, Sort, definition_changes
from tests.builders.forms import a_column, a_field, a_form, a_section, forms

A, B, C, D = (a_field("text", key) for key in "abcd")
CHOICE = a_field("choice", "val", options=[{"key": "a", "label": "Alfa"}, {"key": "b", "label": "Beta"}])


def told(old, new):
    return [(change.sort.value, change.name) for change in definition_changes(old, new)]


def form(*fields, **members):
    return a_form(a_section("ett", *fields), **members)


def test_the_same_definition_has_not_changed():
    assert told(form(A, B), deepcopy(form(A, B))) == []


def test_fields_are_added_removed_and_renamed_by_their_ids():
    renamed = A | {"label": "Nytt namn"}

    assert told(form(A, B), form(renamed, C)) == [("renamed", "Nytt namn"), ("added", "C"), ("removed", "B")]
    assert definition_changes(form(A), form(renamed))[0].was == "A"


def test_the_fewest_that_explain_a_new_order_have_moved():
    assert told(form(A, B, C, D), form(D, A, B, C)) == [("moved", "D")]
    assert told(form(A, B, C, D), form(A, C, D, B)) == [("moved", "B")]
    assert told(form(A, B), form(C, A, B)) == [("added", "C")]


def test_a_field_that_went_to_another_section_has_moved():
    old = a_form(a_section("ett", A, B), a_section("tva", C))
    new = a_form(a_section("ett", A), a_section("tva", C, B))

    assert told(old, new) == [("moved", "B")]


def test_a_change_names_its_members_and_the_options_that_came_and_went():
    other = CHOICE | {"required": True, "options": [CHOICE["options"][0], {"key": "g", "label": "Gamma"}]}

    assert definition_changes(form(CHOICE), form(other)) == (
        BlockChange(
            Sort.CHANGED,
            CHOICE["id"],
            "Val",
            members=("options", "required"),
            labels_added=("Gamma",),
            labels_removed=("Beta",),
        ),
    )


def test_a_column_changes_by_itself_and_the_form_too():
    old = form(a_field("row_table", "t", columns=[a_column("text", "x")]))
    new = form(a_field("row_table", "t", columns=[a_column("text", "x") | {"required": True}]), introduction="Hej")

    assert told(old, new) == [("changed", "Ansökan"), ("changed", "X")]


def test_the_list_of_versions_says_it_in_a_few_lines():
    fields = [a_field("text", f"f{number}") for number in range(7)]

    assert changes(form(A), form(A | {"label": "B"}, *fields)).lines == [
        "Tillagt: F0, F1, F2, F3, F4 och 2 till",
        "Omdöpt: B (hette A)",
    ]


@settings(max_examples=60, deadline=None)
@given(old=forms(), new=forms())
def test_what_is_added_one_way_is_removed_the_other(old, new):
    there = definition_changes(old, new)
    back = definition_changes(new, old)

    def ids(found, sort):
        return {change.id for change in found if change.sort == sort}

    assert ids(there, Sort.ADDED) == ids(back, Sort.REMOVED)
    assert ids(there, Sort.REMOVED) == ids(back, Sort.ADDED)
    assert ids(there, Sort.CHANGED) == ids(back, Sort.CHANGED)
