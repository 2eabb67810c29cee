"""Editors change and preview every kind of page; a preview shows what is not saved yet."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from people.models import User
from tests.builders.home import group_page, plan_page, project_page
from tests.builders.people import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_superuser("redaktor@example.org", "ett långt lösenord", name="Redaktör")
    client.force_login(user)
    return user


@pytest.mark.parametrize("make", [group_page, lambda group: plan_page("Plan", group), lambda g: project_page("P", g)])
def test_each_kind_of_page_opens_for_editing(client, editor, make):
    page = make(body("lsg-flen", name="LSG Flen"))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_preview_shows_groups_that_are_not_saved_yet(client, editor):
    flen, trosa = body("lsg-flen", name="LSG Flen"), body("lsg-trosa", name="LSG Trosa")
    page = plan_page("Plan", flen)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    typed = nested_form_data(
        {
            "title": "Plan för två",
            "slug": page.slug,
            "introduction": "",
            "content": streamfield([]),
            "kind": "activity",
            "goals": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    typed["groups"] = [flen.pk, trosa.pk]

    assert client.post(address, typed).json() == {"is_valid": True, "is_available": True}
    shown = client.get(address)

    assert "Plan för två" in shown.content.decode()
    assert "LSG Trosa" in shown.content.decode()
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]


def test_a_plan_cannot_end_before_it_starts(client, editor):
    page = plan_page("Plan", body("lsg-flen"))
    page.period_from, page.period_to = page.period_to, page.period_from
    with pytest.raises(Exception, match=r"first|första"):
        page.full_clean()
