"""What was published in an older format is filled in, shown and compared as ever, and stays byte for byte."""

import pytest

from forms.actions.export_form import export_form
from forms.actions.import_form import import_form
from forms.actions.publish_form import publish_form
from forms.admin.changes import changes
from forms.compile import compile_form, decompile
from forms.domain.definition import DefinitionError, canonical, sha256
from forms.models import Form, FormVersion
from tests.builders.filling import a_draft
from tests.forms.domain.test_converters import TODAY, as_it_was_written_in_schema_0

pytestmark = pytest.mark.django_db


def published_in_schema_0() -> FormVersion:
    older = as_it_was_written_in_schema_0()
    form = Form.objects.create(key=older["key"], title=older["title"], sections=decompile(TODAY))
    return FormVersion.objects.create(form=form, number=1, schema=0, definition=older, sha256=sha256(older))


def test_it_is_filled_in(client):
    published_in_schema_0()
    draft = a_draft()
    client.force_login(draft.writer)

    client.post(draft.url("om"), draft.post("om", {"slag": "fort", "nummer": "RAR14-06"}))

    assert draft.now.answers == {"slag": "fort", "nummer": "RAR14-06"}
    assert "Vem som söker." in client.get(draft.url("om")).content.decode()


def test_it_stays_as_it_was_frozen():
    stored = published_in_schema_0()
    older = as_it_was_written_in_schema_0()

    read = FormVersion.objects.get(pk=stored.pk)

    assert (read.parsed.schema, read.schema) == (1, 0)
    # PostgreSQL keeps members in an order of its own; the canonical form is what is sealed.
    assert canonical(read.definition) == canonical(older)
    assert read.sha256 == sha256(older)


def test_publishing_the_same_form_again_is_no_new_version():
    stored = published_in_schema_0()

    assert publish_form(stored.form, by=None) == stored


def test_it_is_exported_in_the_format_of_today_and_differs_in_nothing():
    stored = published_in_schema_0()

    assert export_form(TODAY["key"]) == TODAY
    assert changes(stored.raised, TODAY).lines == []


def test_a_file_of_schema_0_is_imported():
    form = import_form(as_it_was_written_in_schema_0(), by=None)

    assert compile_form(form) == TODAY
    assert (form.current_version.schema, form.current_version.definition) == (1, TODAY)


def test_a_file_of_a_newer_schema_is_refused_and_stores_nothing():
    with pytest.raises(DefinitionError) as refused:
        import_form({**TODAY, "schema": 2}, by=None)

    assert [problem.code for problem in refused.value.problems] == ["newer_schema"]
    assert (Form.objects.count(), FormVersion.objects.count()) == (0, 0)
