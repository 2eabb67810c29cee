"""A changed amount limit reaches the routes that choose by it as new versions; running cases keep theirs."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cases.actions.set_limit import set_limit
from cases.models import AmountLimit, Route
from people.models import User
from tests.builders.cases import a_world, an_application, support

from .test_ways import LIMITS, budget, choosing_route

pytestmark = pytest.mark.django_db


@pytest.fixture
def limit() -> AmountLimit:
    return AmountLimit.objects.create(key="delegation", name=LIMITS[0]["name"], amount=Decimal(100_000))


def test_new_cases_follow_the_new_amount_and_running_ones_the_old(limit):
    world = a_world(choosing_route())
    before = an_application(world, budget=budget(40_000))

    changed = set_limit(limit, Decimal(150_000), by=None)
    after = an_application(world, budget=budget(40_000))
    for case in (before, after):
        support(case, "lsg-flen", by=world.flen_chair)

    assert [route.key for route in changed] == ["ansokan"]
    assert [case.stage for case in (before, after)] == ["beredning", "styrelsen"]
    assert Route.objects.get().current_version.number == 2


def test_the_same_amount_publishes_nothing(limit):
    a_world(choosing_route())

    assert set_limit(limit, Decimal(100_000), by=None) == []
    assert Route.objects.get().current_version.number == 1


def test_a_route_that_does_not_name_it_is_left_alone(limit):
    a_world()

    assert set_limit(limit, Decimal(150_000), by=None) == []


def test_the_office_changes_it_in_the_administration_and_is_told(limit, client):
    a_world(choosing_route())
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut"))

    answer = client.post(
        reverse(AmountLimit.snippet_viewset.get_url_name("edit"), args=[limit.pk]),
        {"name": limit.name, "amount": "150000", "note": "", "key": limit.key},
        follow=True,
    )

    assert "Publicerade på nytt" in answer.content.decode()
    assert Route.objects.get().current_version.definition["limits"][0]["amount"] == "150000"
