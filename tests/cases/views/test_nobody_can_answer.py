"""A turn that nobody can answer says why: nobody has the role, or whoever has it is recused."""

import pytest

from cases.actions.recuse import recuse
from tests.builders import cases as build

pytestmark = pytest.mark.django_db
NOBODY, RECUSED = "Ingen har rollen ordförande i", "Alla med rollen ordförande i"


@pytest.fixture
def case(client):
    world = build.a_world()
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.officer)
    case.world = world
    return case


def said(client, case):
    page = client.get(case.get_absolute_url()).content.decode()
    return NOBODY in page, RECUSED in page


def test_a_role_that_somebody_holds_who_is_recused_is_not_said_to_be_empty(client, case):
    assert said(client, case) == (False, False)

    recuse(case, person=case.world.flen_chair, reason="Anhörig", by=case.world.officer)

    assert said(client, case) == (False, True)
