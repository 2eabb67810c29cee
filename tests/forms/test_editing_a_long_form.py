"""The editor of a form asks the database as much for a hundred fields as for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms.actions.draft_form import draft_new_form
from forms.admin.frame import form_url
from people.models import User
from tests.bench.editor import a_long_form

pytestmark = pytest.mark.django_db


def test_opening_the_editor_costs_the_same_with_ten_fields_and_with_a_hundred(client):
    editor = User.objects.create_superuser("rut@example.org", name="Rut Redaktör")
    client.force_login(editor)
    counts = []
    for size in (10, 10, 100):  # what the site keeps in its cache is read once
        form = draft_new_form(a_long_form(size), by=editor)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(form_url("edit", form.pk)).status_code == 200
        counts.append(len(captured))
    assert counts[1] == counts[2]
