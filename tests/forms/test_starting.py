"""An editor starts from a ready form or a file, and gives a form out as one; nothing half is ever stored."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from forms.actions.import_form import import_form
from forms.actions.share_draft import MOST_OPEN, share_draft
from forms.admin.frame import form_url
from forms.compile import compile_form
from forms.domain.definition import canonical
from forms.gallery import READY, ready_form
from forms.models import DraftLink, Form
from people.models import User
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import person
from tests.forms.domain.test_converters import as_it_was_written_in_schema_0

pytestmark = pytest.mark.django_db
LITTLE = a_form(a_section("om", a_field("text", "rubrik")), key="liten")


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_user("rut@example.org", name="Rut Redaktör")
    user.groups.add(Group.objects.get(name="Redaktörer"))
    client.force_login(user)
    return user


def upload(client, raw, becomes="draft", name="formular.json"):
    content = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return client.post(form_url("import"), {"file": SimpleUploadedFile(name, content), "becomes": becomes})


def draft_of(form):
    return compile_form(Form.objects.get(pk=form.pk).get_latest_revision_as_object())


def test_a_new_form_begins_in_the_gallery_where_every_ready_form_is_told(client, editor):
    listed = client.get(form_url("list"))
    page = BeautifulSoup(client.get(form_url("start")).content, "html.parser")

    assert form_url("start") in listed.content.decode()
    titles = [heading.get_text() for heading in page.select(".samverka-ready h2")]
    assert titles == [*(str(ready.title) for ready in READY), "Tomt formulär", "Från en fil"]


@pytest.mark.parametrize("name", [ready.name for ready in READY])
def test_a_ready_form_is_looked_at_before_it_is_taken(client, editor, name):
    page = client.get(form_url("look", name))

    assert page.status_code == 200
    for section in ready_form(name).definition["sections"]:
        assert section["title"] in BeautifulSoup(page.content, "html.parser").get_text()
    assert Form.objects.count() == 0


def test_taking_one_opens_a_draft_of_ones_own(client, editor):
    answer = client.post(form_url("take", "yttrande"))

    form = Form.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, form_url("edit", form.pk))
    assert (form.key, form.live, form.versions.count()) == ("yttrande", False, 0)
    assert client.get(form_url("edit", form.pk)).status_code == 200
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(form)] == ["wagtail.create"]


def test_there_is_no_ready_form_of_another_name(client, editor):
    assert client.get(form_url("look", "finns-inte")).status_code == 404
    assert client.post(form_url("take", "finns-inte")).status_code == 404
    assert client.get(form_url("take", "yttrande")).status_code == 405


def test_a_file_becomes_a_new_form_as_it_was_written(client, editor):
    upload(client, LITTLE)

    form = Form.objects.get()
    assert (draft_of(form), form.live, form.versions.count()) == (LITTLE, False, 0)


def test_a_file_of_an_older_format_becomes_a_draft_in_todays(client, editor):
    upload(client, as_it_was_written_in_schema_0())

    assert draft_of(Form.objects.get())["schema"] == 1


def test_a_file_becomes_a_new_draft_of_the_form_with_its_key_and_nothing_published_changes(client, editor):
    form = import_form(LITTLE, by=None)

    upload(client, LITTLE | {"title": "Liten ansökan"})

    form.refresh_from_db()
    assert (form.title, form.versions.count(), form.has_unpublished_changes) == ("Ansökan", 1, True)
    assert draft_of(form)["title"] == "Liten ansökan"


def test_a_file_becomes_a_form_of_its_own_where_that_is_asked_for(client, editor):
    form = import_form(LITTLE, by=None)

    upload(client, LITTLE, becomes="new")

    other = Form.objects.exclude(pk=form.pk).get()
    assert other.key == "liten-2"
    assert draft_of(other)["sections"][0]["id"] != LITTLE["sections"][0]["id"]


def test_every_problem_of_a_file_is_told_on_a_line_and_nothing_is_stored(client, editor):
    broken = a_form(a_section("Om", a_field("farg"), a_field("choice", "val")))

    answer = upload(client, broken)

    lines = [line.get_text() for line in BeautifulSoup(answer.content, "html.parser").select(".samverka-lines li")]
    assert (answer.status_code, Form.objects.count()) == (422, 0)
    assert [line.partition(":")[0] for line in lines] == [
        "sections[0].key",
        "sections[0].fields[0]",
        "sections[0].fields[1].options",
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "JSON"),
        (b"\xff", "UTF-8"),
        (b"[" * 100_000, ""),
        (LITTLE | {"schema": 99}, "99"),
        (b'"' + b"x" * 1_100_000 + b'"', "1 MB"),
        (b"", ""),
    ],
)
def test_what_is_no_form_is_refused_with_a_word_of_why(client, editor, raw, said):
    answer = upload(client, raw)

    assert (answer.status_code, Form.objects.count()) == (422, 0)
    assert said in answer.content.decode()


def test_a_file_that_changes_a_published_key_is_refused(client, editor):
    import_form(LITTLE, by=None)
    renamed = json.loads(json.dumps(LITTLE))
    renamed["sections"][0]["fields"][0]["key"] = "titel"

    answer = upload(client, renamed)

    assert answer.status_code == 422
    assert "rubrik" in answer.content.decode()
    assert draft_of(Form.objects.get()) == LITTLE


def test_the_draft_and_each_version_are_exported_and_come_back_the_same(client, editor):
    form = import_form(LITTLE, by=None)
    upload(client, LITTLE | {"title": "Utkastet"})

    draft = client.get(form_url("export", form.pk))
    published = client.get(form_url("export", form.pk) + "?version=1")

    assert draft["Content-Disposition"] == 'attachment; filename="liten-utkast.json"'
    assert json.loads(draft.content)["title"] == "Utkastet"
    assert canonical(json.loads(published.content)) == canonical(LITTLE)
    assert client.get(form_url("export", form.pk) + "?version=9").status_code == 404
    assert client.get(form_url("export", form.pk) + "?version=x").status_code == 404


def test_links_are_listed_with_who_made_them_and_revoked_with_a_trace(client, editor):
    form = import_form(LITTLE, by=None)

    client.post(form_url("links", form.pk), {"purpose": "Beredningsgruppen"})
    link = DraftLink.objects.get()
    listed = client.get(form_url("links", form.pk)).content.decode()
    client.post(form_url("revoke", form.pk, link.pk))
    client.post(form_url("revoke", form.pk, link.pk))

    link.refresh_from_db()
    assert reverse("forms:trial", args=[link.token]) in listed
    assert "Rut Redaktör" in listed
    assert (link.created_by, link.revoked_by, link.is_open) == (editor, editor, False)
    log = ModelLogEntry.objects.for_instance(form).filter(action__startswith="forms.").order_by("pk")
    assert [(entry.action, entry.user, entry.message) for entry in log] == [
        ("forms.share_draft", editor, "Skapade en länk till utkastet: Beredningsgruppen"),
        ("forms.revoke_link", editor, "Återkallade en länk till utkastet: Beredningsgruppen"),
    ]
    assert reverse("forms:trial", args=[link.token]) not in client.get(form_url("links", form.pk)).content.decode()


def test_no_more_links_are_made_than_anybody_can_keep_in_mind(client, editor):
    form = import_form(LITTLE, by=None)
    for _number in range(MOST_OPEN):
        share_draft(form, by=editor)

    answer = client.post(form_url("links", form.pk), {"purpose": "En till"})

    assert (answer.status_code, form.links.count()) == (409, MOST_OPEN)
    assert "En till" in answer.content.decode()


def test_a_link_of_another_form_is_not_revoked_from_here(client, editor):
    one, other = import_form(LITTLE, by=None), import_form(LITTLE | {"key": "annan"}, by=None)
    link = share_draft(one, by=editor)

    assert client.post(form_url("revoke", other.pk, link.pk)).status_code == 404
    link.refresh_from_db()
    assert link.is_open


def test_whoever_may_not_build_forms_comes_nowhere_near(client):
    form = import_form(LITTLE, by=None)
    link = share_draft(form, by=person("Rut Redaktör"))
    addresses = [
        form_url("start"),
        form_url("look", "yttrande"),
        form_url("import"),
        form_url("export", form.pk),
        form_url("links", form.pk),
        form_url("problems", form.pk),
        form_url("version", form.pk, 1),
        form_url("version_look", form.pk, 1),
    ]
    posts = [
        form_url("take", "yttrande"),
        form_url("revoke", form.pk, link.pk),
        form_url("version_begin", form.pk, 1),
        form_url("import"),
        form_url("links", form.pk),
    ]
    officer = User.objects.create_user("kansli@example.org", name="Kansli")
    officer.groups.add(Group.objects.get(name="Kansli"))
    for user in (User.objects.create_user("sokande@example.org", name="Sökande"), officer):
        client.force_login(user)
        answers = [client.get(address) for address in addresses] + [client.post(address) for address in posts]
        # Wagtail sends whoever lacks a right to its own first page, or to the login.
        assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert (Form.objects.count(), DraftLink.objects.open().count(), form.revisions.count()) == (1, 1, 1)
