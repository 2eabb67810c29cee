"""An old version is looked at, compared field by field, and begun from again; nobody's answers are touched."""

import copy

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from forms.actions.draft_form import draft_from_version
from forms.actions.import_form import import_form
from forms.actions.publish_form import publish_form
from forms.admin.comparing import compared
from forms.admin.frame import form_url
from forms.compile import compile_form
from forms.models import Form
from people.models import User
from tests.builders.filling import a_draft
from tests.builders.forms import a_column, a_field, a_form, a_section

pytestmark = pytest.mark.django_db
WHEN = {"field": "slag", "op": "is", "value": "fort"}
OPTIONS = [{"key": "ny", "label": "Ny"}, {"key": "fort", "label": "Fortsättning"}]
FIRST = a_form(
    a_section(
        "om",
        a_field("text", "rubrik"),
        a_field("choice", "slag", options=OPTIONS),
        a_field("text", "nummer", "Tidigare nummer"),
        a_field("row_table", "plan", columns=[a_column("text", "mal"), a_column("date", "dag")]),
    ),
    a_section("slut", a_field("yes_no", "klart")),
)


def second():
    """A field renamed and required, one away, one new, a condition, an option, a column."""
    changed = copy.deepcopy(FIRST)
    fields = changed["sections"][0]["fields"]
    fields[0] |= {"label": "Insatsens namn", "required": True}
    fields[1]["options"] = [*OPTIONS, {"key": "andring", "label": "Ändring"}]
    fields[2]["visible_when"] = WHEN
    fields[3]["columns"][1]["required"] = True
    changed["sections"][1]["fields"] = [a_field("date", "dag", "Dag")]
    return changed


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_user("rut@example.org", name="Rut Redaktör")
    user.groups.add(Group.objects.get(name="Redaktörer"))
    client.force_login(user)
    return user


def test_what_changed_is_told_member_by_member_in_words():
    told = [
        (row.what, row.name, row.inside, [(member.label, member.before, member.after) for member in row.members])
        for row in compared(FIRST, second())
    ]

    assert told == [
        ("Omdöpt", "Insatsens namn", "Om", [("Namn", "Rubrik", "Insatsens namn")]),
        ("Ändrat", "Insatsens namn", "Om", [("Måste besvaras", "nej", "ja")]),
        ("Ändrat", "Slag", "Om", [("Alternativ", "Ny, Fortsättning", "Ny, Fortsättning, Ändring")]),
        ("Ändrat", "Tidigare nummer", "Om", [("Visas bara när", "–", "”Slag” är ”Fortsättning”")]),
        ("Ändrat", "Dag", "Om › Plan", [("Måste besvaras", "nej", "ja")]),
        ("Tillagt", "Dag", "Slut", []),
        ("Borttaget", "Klart", "Slut", []),
    ]


def test_each_version_has_a_page_with_what_changed_and_who_stands_on_it(client, editor):
    form = import_form(FIRST, by=editor)
    a_draft(rubrik="En ansökan")
    import_form(second(), by=editor)

    first = BeautifulSoup(client.get(form_url("version", form.pk, 1)).content, "html.parser")
    latest = BeautifulSoup(client.get(form_url("version", form.pk, 2)).content, "html.parser")

    assert "Den första versionen" in first.get_text()
    assert [fact.get_text(" ", strip=True) for fact in first.select(".samverka-facts dd")][1] == "1"
    assert "Insatsens namn" in latest.select_one("table").get_text()
    assert client.get(form_url("version", form.pk, 3)).status_code == 404


def test_an_old_version_is_seen_as_its_applicants_saw_it(client, editor):
    form = import_form(FIRST, by=editor)
    import_form(second(), by=editor)

    page = client.get(form_url("version_look", form.pk, 1)).content.decode()

    assert "Klart" in page
    assert "Insatsens namn" not in page


def test_a_draft_begun_from_an_old_version_is_as_it_was_and_loses_nothing(client, editor):
    form = import_form(FIRST, by=editor)
    draft = a_draft(rubrik="Begonnen i den första", klart=True)
    import_form(second(), by=editor)
    drafted = form.get_latest_revision()

    client.post(form_url("version_begin", form.pk, 1))

    form = Form.objects.get(pk=form.pk)
    begun = form.get_latest_revision_as_object()
    assert compile_form(begun) == FIRST
    # What was published and what was drafted are where they were.
    assert [version.definition for version in form.versions.order_by("number")] == [FIRST, second()]
    assert drafted in form.revisions.all()
    assert compile_form(form) == second()
    assert draft.now.answers | {"sokande": None} == {
        "rubrik": "Begonnen i den första",
        "klart": True,
        "sokande": None,
    }

    begun.save_revision().publish()
    third = publish_form(Form.objects.get(pk=form.pk), by=editor)
    assert (third.number, third.definition) == (3, FIRST)


def test_the_history_says_which_version_was_begun_from(client, editor):
    form = import_form(FIRST, by=editor)

    draft_from_version(form.current_version, by=editor)

    history = client.get(form_url("history", form.pk)).content.decode()
    assert "Började ett utkast från version 1" in history


def test_the_versions_panel_says_what_the_draft_would_change(client, editor):
    form = import_form(FIRST, by=editor)
    import_form(second(), by=editor)
    draft_from_version(form.versions.get(number=1), by=editor)

    panel = BeautifulSoup(client.get(form_url("edit", form.pk)).content, "html.parser").select_one(
        ".samverka-unpublished"
    )

    assert "Borttaget: Dag" in panel.get_text(" ", strip=True)
    assert "Tillagt: Klart" in panel.get_text(" ", strip=True)
