"""Publishing freezes; importing and exporting lose nothing."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings

from forms.actions.export_form import export_form
from forms.actions.import_form import import_form
from forms.actions.publish_form import publish_form
from forms.compile import compile_form, decompile
from forms.domain.definition import DefinitionError, canonical, parse_definition, to_json
from forms.errors import KeyChanged, NotPublished
from forms.models import Form, FormVersion
from tests.builders.forms import a_column, a_field, a_form, a_section, forms
from tests.builders.people import person

FORM = a_form(
    a_section(
        "om",
        a_field("text", "rubrik", required=True),
        a_field("row_table", "plan", columns=[a_column("text", "mal")]),
    ),
    key="liten",
    introduction="Läs först.",
)


@pytest.mark.django_db
def test_what_was_imported_is_exported_exactly():
    form = import_form(FORM, by=None)

    assert export_form("liten") == FORM
    assert compile_form(Form.objects.get(pk=form.pk)) == FORM


@pytest.mark.django_db
def test_importing_the_same_again_changes_nothing():
    first = import_form(FORM, by=None)
    again = import_form(json.loads(json.dumps(FORM)), by=None)

    assert (again.pk, again.versions.count(), again.revisions.count()) == (first.pk, 1, 1)


@pytest.mark.django_db
def test_a_changed_definition_becomes_the_next_version_and_the_old_one_stands():
    editor = person("Redaktör")
    form = import_form(FORM, by=None)
    changed = FORM | {"title": "Ansökan om mer"}

    import_form(changed, by=editor)

    assert [(version.number, version.definition["title"]) for version in form.versions.order_by("number")] == [
        (1, "Ansökan"),
        (2, "Ansökan om mer"),
    ]
    assert form.current_version.published_by == editor
    assert Form.objects.get(pk=form.pk).get_latest_revision_as_object().title == "Ansökan om mer"


@pytest.mark.django_db
def test_an_earlier_definition_published_again_is_a_new_version():
    form = import_form(FORM, by=None)
    import_form(FORM | {"title": "B"}, by=None)
    import_form(FORM, by=None)

    assert form.current_version.number == 3


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["section", "field", "column"])
def test_what_was_published_keeps_its_key(path):
    import_form(FORM, by=None)
    renamed = copy.deepcopy(FORM)
    section = renamed["sections"][0]
    part = {"section": section, "field": section["fields"][0], "column": section["fields"][1]["columns"][0]}[path]
    part["key"] = "annan"

    with pytest.raises(KeyChanged) as refused:
        import_form(renamed, by=None)

    assert [(problem.code, problem.where) for problem in refused.value.problems] == [("key_changed", part["id"])]
    assert (FormVersion.objects.count(), export_form("liten")) == (1, FORM)


@pytest.mark.django_db
def test_a_key_stays_frozen_while_its_field_is_away():
    import_form(FORM, by=None)
    without, back = copy.deepcopy(FORM), copy.deepcopy(FORM)
    without["sections"][0]["fields"].pop(0)
    back["sections"][0]["fields"][0]["key"] = "annan"
    import_form(without, by=None)

    with pytest.raises(KeyChanged):
        import_form(back, by=None)


@pytest.mark.django_db
def test_a_broken_definition_stores_nothing():
    with pytest.raises(DefinitionError):
        import_form(a_form(a_section("om", a_field("farg"))), by=None)

    assert Form.objects.count() == 0


@pytest.mark.django_db
def test_a_broken_draft_is_not_published():
    form = Form.objects.create(key="tom", title="Tom")

    with pytest.raises(DefinitionError) as refused:
        publish_form(form, by=None)

    assert [problem.code for problem in refused.value.problems] == ["no_sections"]
    with pytest.raises(NotPublished):
        export_form("tom")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=forms())
def test_any_definition_survives_the_editors_blocks(raw):
    definition = to_json(parse_definition(raw))
    form = Form(key=raw["key"], title=raw["title"], sections=decompile(definition))

    assert canonical(compile_form(form)) == canonical(definition)
