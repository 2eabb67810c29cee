"""An editor publishes a form: it is frozen when it is whole, and otherwise nothing is lost and nothing frozen."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from forms.compile import compile_form, decompile
from forms.models import Form
from people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_superuser("rut@example.org", name="Rut Redaktör")
    client.force_login(user)
    return user


def field(kind="text", block_id="f1", **value):
    shared = {
        "label": "Rubrik",
        "help": "",
        "key": "",
        "visible_when": streamfield([]),
        "required_when": streamfield([]),
        "validations": nested_list([]),
        "prefill": streamfield([]),
    }
    own = {"max_length": "200"} if kind == "text" else {}
    return (kind, {**shared, **own, **value}), block_id


def posted(*fields, title="Ansökan", action="action-publish", **more):
    """What the editor's page posts: one section with these fields."""
    inner = streamfield([block for block, _id in fields])
    for number, (_block, block_id) in enumerate(fields):
        inner[f"{number}"]["id"] = block_id
    section = {"title": "Om ansökan", "help": "", "key": "", "fields": inner, "visible_when": streamfield([])}
    sections = streamfield([("section", section)])
    sections["0"]["id"] = "s1"
    data = {"title": title, "introduction": "", "key": "", "sections": sections, **more}
    return {**nested_form_data(data), action: "1"}


def add(client, *fields, **more):
    return client.post(reverse(Form.snippet_viewset.get_url_name("add")), posted(*fields, **more))


def edit(client, form, *fields, **more):
    return client.post(reverse(Form.snippet_viewset.get_url_name("edit"), args=[form.pk]), posted(*fields, **more))


def test_publishing_freezes_a_version_and_says_its_number(client, editor):
    answer = client.post(
        reverse(Form.snippet_viewset.get_url_name("add")), posted(field(label="Vad gäller ansökan?")), follow=True
    )

    version = Form.objects.get().current_version
    assert (version.number, version.published_by) == (1, editor)
    assert "version 1" in answer.content.decode()


def test_a_key_left_empty_is_made_of_the_label_and_kept(client, editor):
    add(client, field(label="Övergripande mål"))

    form = Form.objects.get()
    assert compile_form(form)["sections"][0]["fields"][0]["key"] == "overgripande_mal"
    assert form.key == "ansokan"


def test_two_fields_with_one_label_get_two_keys(client, editor):
    add(client, field(label="Mål"), field(label="Mål", block_id="f2"))

    assert [each["key"] for each in compile_form(Form.objects.get())["sections"][0]["fields"]] == ["mal", "mal_2"]


def test_a_draft_is_saved_however_little_there_is(client, editor):
    add(client, field(label=""), action="action-draft")

    form = Form.objects.get()
    assert form.live is False
    assert form.versions.count() == 0


def test_publishing_is_refused_beside_the_field_and_nothing_typed_is_lost(client, editor):
    unfinished = field("choice", label="Gäller", options=nested_list([]), multiple="", style="radio")
    answer = add(client, unfinished)

    page = BeautifulSoup(answer.content, "html.parser")
    shown, errors = json.loads(page.select_one("#sections")["data-w-block-arguments-value"])
    assert list(errors["blockErrors"]["0"]["blockErrors"]["fields"]["blockErrors"]) == ["0"]
    assert shown[0]["value"]["fields"][0]["value"]["label"] == "Gäller"
    assert Form.objects.count() == 0


def nested_list(items):
    return {"count": str(len(items)), **dict(enumerate(items))}


def test_a_published_key_cannot_be_changed(client, editor):
    add(client, field(label="Rubrik", key="rubrik"))
    form = Form.objects.get()

    answer = edit(client, form, field(label="Rubrik", key="titel"), action="action-draft")

    assert "rubrik" in answer.content.decode()
    assert form.latest_revision == Form.objects.get().latest_revision
    assert form.versions.count() == 1


def test_a_published_field_that_loses_its_key_gets_the_same_one_back(client, editor):
    add(client, field(label="Rubrik", key="rubrik"))
    form = Form.objects.get()

    edit(client, form, field(label="Namn på insatsen", key=""))

    fields = form.current_version.definition["sections"][0]["fields"]
    assert [(each["key"], each["label"]) for each in fields] == [("rubrik", "Namn på insatsen")]


def test_publishing_what_has_not_changed_makes_no_new_version(client, editor):
    add(client, field())
    form = Form.objects.get()

    edit(client, form, field())

    assert form.versions.count() == 1


def test_the_real_application_form_opens_previews_and_lists_its_versions(client, editor):
    definition = json.loads(Path(settings.BASE_DIR, "forms/gallery/ansokan.json").read_text())
    form = Form.objects.create(key="ansokan", title=definition["title"], sections=decompile(definition))
    form.save_revision().publish()

    opened = client.get(reverse(Form.snippet_viewset.get_url_name("edit"), args=[form.pk]))
    preview = form.make_preview_request()

    assert (opened.status_code, preview.status_code) == (200, 200)
    assert "Lön" in preview.content.decode()


def test_somebody_who_applies_is_not_let_in_among_the_forms(client):
    client.force_login(User.objects.create_user("sokande@example.org", name="Sökande"))

    answer = client.get(reverse(Form.snippet_viewset.get_url_name("list")))

    assert answer.status_code == 302
    assert "/admin/login" in answer.url or answer.url == reverse("wagtailadmin_home")
