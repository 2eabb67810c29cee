"""The editor's overview: the panel stands over the blocks, and has the words that conditions are said in."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from cases.models import Route
from forms.compile import decompile
from forms.models import Form
from people.models import User
from tests.builders.forms import a_column, a_field, a_form, a_section, identity

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("rut@example.org", name="Rut Redaktör")
    user.groups.add(Group.objects.get(name="Redaktörer"))
    client.force_login(user)
    return user


@pytest.mark.parametrize(("model", "streams"), [(Form, ("sections", "fields")), (Route, ("stages", "outcomes"))])
def test_the_overview_names_the_streams_that_it_lists(client, editor, model, streams):
    page = BeautifulSoup(client.get(reverse(model.snippet_viewset.get_url_name("add"))).content, "html.parser")

    overview = page.select_one("[data-outline]")

    assert (overview["data-outline"], overview["data-inner"]) == streams
    assert overview["aria-label"] == "Översikt"


def test_conditions_are_said_in_swedish_while_they_are_written(client, editor):
    page = BeautifulSoup(client.get(reverse(Form.snippet_viewset.get_url_name("add"))).content, "html.parser")

    words = json.loads(page.find(id="samverka-words").string)

    assert words["said"]["more_than"] == "”{field}” är mer än {value}"
    assert words["frames"]["visible_when"] == "Visas när {condition}."


def test_a_draft_that_is_saved_can_be_tried_and_shared_and_a_new_one_not_yet(client, editor):
    form = Form.objects.create(key="ansokan", title="Ansökan")
    edit = client.get(reverse(Form.snippet_viewset.get_url_name("edit"), args=[form.pk]))
    add = client.get(reverse(Form.snippet_viewset.get_url_name("add")))

    links = reverse(Form.snippet_viewset.get_url_name("links"), args=[form.pk])
    shared = BeautifulSoup(edit.content, "html.parser").select(f'a[href="{links}"]')
    tried = BeautifulSoup(edit.content, "html.parser").select_one('a[href^="/utkast/"]')["href"]

    assert len(shared) == 1
    assert client.get(tried).status_code == 200
    assert "/utkast/" not in add.content.decode()


def test_what_is_wrong_with_the_saved_draft_is_told_by_block(client, editor):
    table = a_field("row_table", "plan", columns=[a_column("calculated", "dubbelt", shows="number")])
    draft = a_form(a_section("om", a_field("text", "rubrik"), a_field("choice", "val"), table))
    form = Form.objects.create(key="ansokan", title="Ansökan", sections=decompile(draft))
    form.save_revision()
    page = BeautifulSoup(
        client.get(reverse(Form.snippet_viewset.get_url_name("edit"), args=[form.pk])).content, "html.parser"
    )

    told = client.get(page.select_one("[data-outline]")["data-problems"]).json()["problems"]

    assert set(told) == {identity("val"), identity("plan")}
    assert told[identity("val")] == ["Lägg till minst ett alternativ."]
