"""The texts of agreements in the administration: checked, tried on a real case, versioned and taken back."""

import pytest
from django.urls import reverse

from cases.actions.ship_agreements import ship_agreements
from cases.domain.agreeing import Insets, drawn_up
from cases.domain.shipped_agreements import SHIPPED_AGREEMENTS
from cases.models import AgreementTemplate
from tests.builders import agreements as build
from tests.builders import cases
from tests.builders.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = person("Redaktör")
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user)
    return client


def edit(template):
    return reverse(AgreementTemplate.snippet_viewset.get_url_name("edit"), args=[template.pk])


def typed(template, **more):
    return {
        "name": template.name,
        "title": template.title,
        "body": template.body,
        "notice_months": 3,
        "is_offered": "on",
    } | more


def test_a_text_that_names_what_nobody_knows_is_refused_and_kept(editor):
    template = AgreementTemplate.objects.get(key="avtal")
    body = template.body.replace("{special_terms}", "{sarskilda_villkor}")
    shown = editor.post(edit(template), typed(template, body=body)).content.decode()
    assert "Det finns inget {sarskilda_villkor} här" in shown
    assert "{sarskilda_villkor}" in shown
    template.refresh_from_db()
    assert (template.version, template.is_changed) == (1, False)


def test_a_new_text_is_a_new_version_and_can_be_taken_back(editor):
    template = AgreementTemplate.objects.get(key="avtal")
    body = template.body.replace("# Tvist", "# Tvister")
    assert editor.post(edit(template), typed(template, body=body)).status_code == 302
    template.refresh_from_db()
    assert (template.version, template.is_changed) == (2, True)
    ship_agreements()  # a new edition of the system leaves it as it is
    template.refresh_from_db()
    assert "# Tvister" in template.body

    reset = reverse("cases_reset_agreement", args=[template.pk])
    assert "# Tvist" in editor.get(reset).content.decode()
    assert editor.post(reset).status_code == 302
    template.refresh_from_db()
    assert (template.body, template.version) == (SHIPPED_AGREEMENTS["avtal"].body, 3)


def test_the_preview_shows_a_real_case_where_there_is_one(editor):
    template = AgreementTemplate.objects.get(key="avtal")
    world = build.a_world()
    case = cases.granted_case(world, "lsg-flen")
    assert [mode for mode, _name in template.preview_modes] == ["", case.number]
    for mode, words in (("", "Katrineholms kommun"), (case.number, "LSG Flen")):
        response = template.make_preview_request(preview_mode=mode)
        assert response.status_code == 200
        response.render()
        assert words in response.content.decode()


@pytest.mark.parametrize("key", SHIPPED_AGREEMENTS)
def test_a_shipped_text_is_whole_even_where_nothing_is_known(key):
    """Nobody reads half a sentence because a value is missing: conditions and special terms may be none."""
    parts = drawn_up(SHIPPED_AGREEMENTS[key].body, {}, Insets())
    headings = [part.text for part in parts if part.kind == "heading"]
    assert "Villkor för beslutet" not in headings
    assert "Särskilda villkor" not in headings
    assert all("{" not in part.text for part in parts)
