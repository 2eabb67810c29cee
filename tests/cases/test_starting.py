"""Who may begin which form: groups apply, the office writes its own papers to the board."""

import pytest
from django.urls import reverse

from forms.permissions import startable_forms
from people.models import BodyKind, Role
from tests.builders.cases import a_world, field, form_json, section
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(db):
    """`ansokan` says which groups apply, `underlag` does not, `ensam` has no route."""
    from cases.models import Route
    from forms.actions.import_form import import_form

    a_world()
    paper = {**form_json("underlag"), "sections": [section("om", field("rubrik", "text", required=True))]}
    underlag = import_form(paper, by=None)
    applied = Route.objects.get()
    applied.versions.get()
    board = Route.objects.create(key="underlag", title="Underlag", form=underlag, live=True)
    version = applied.versions.get()
    version.pk, version.route, version._state.adding = None, board, True
    version.save()
    import_form(form_json("ensam"), by=None)


@pytest.mark.parametrize(
    ("kind", "role", "may_start"),
    [
        (BodyKind.LOCAL_GROUP, Role.PROCESS_LEADER, ["ansokan"]),
        (BodyKind.LOCAL_GROUP, Role.CHAIR, ["ansokan"]),
        (BodyKind.OFFICE, Role.DIRECTOR, ["ansokan", "underlag"]),
        (BodyKind.BOARD, Role.CHAIR, []),
    ],
)
def test_groups_start_applications_and_the_office_its_own_papers(forms, kind, role, may_start):
    who = seat(body("nagon", kind=kind, name="Någon"), role)

    assert sorted(form.key for form in startable_forms(who)) == may_start


@pytest.mark.parametrize(("key", "status"), [("ansokan", 403), ("underlag", 403), ("ensam", 403), ("finns_inte", 404)])
def test_who_sits_nowhere_starts_nothing(forms, client, key, status):
    client.force_login(person("Utan Uppdrag"), backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(reverse("forms:new", args=[key])).status_code == status
