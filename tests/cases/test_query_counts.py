"""A page costs the same number of queries whether there are few cases or many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.post_message import post_message
from cases.models import Obligation
from cases.views.case import TAB_NAMES
from tests.builders import cases as build

pytestmark = pytest.mark.django_db
LIMITS = {"/att-gora/": 15, "/arenden/": 15, "/arenden/?q=flen&late=1&sort=-due": 15, "/ekonomi/": 15}


@pytest.fixture
def world():
    return build.a_world()


def queries(client, url, method="get", status=200, **posted):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = getattr(client, method)(url, posted)
    assert response.status_code == status
    return len(captured)


def some_of_each(world):
    """A case at each place, one late, one with a promise that is due."""
    groups = ("lsg-flen", "lsg-strangnas")
    build.an_application(world, *groups)
    build.an_application(world, *groups, at=timezone.now() - timedelta(days=60))
    build.case_at_board(world, *groups)
    done = build.granted_case(world, *groups)
    Obligation.objects.create(case=done, title="Lägesrapport", due_on=timezone.localdate())
    build.a_submission(world, *groups)


@pytest.mark.parametrize("url", LIMITS)
@pytest.mark.parametrize("who", ["writer", "flen_chair", "officer", "board_chair"])
def test_a_list_costs_the_same_with_few_cases_and_with_many(client, world, url, who):
    client.force_login(getattr(world, who))
    some_of_each(world)
    client.get(url)  # what the site keeps in its cache is read once
    few = queries(client, url)
    for _more in range(3):
        some_of_each(world)
    assert queries(client, url) == few <= LIMITS[url]


@pytest.mark.parametrize("tab", ["", *TAB_NAMES])
def test_a_case_costs_the_same_with_much_in_it(client, world, tab):
    client.force_login(world.officer)
    small = build.granted_case(world, "lsg-flen")
    large = build.granted_case(world, "lsg-flen", "lsg-strangnas")
    for case, messages in ((small, 1), (large, 8)):
        for number in range(messages):
            post_message(case, by=world.officer, text=f"Meddelande {number}")
            Obligation.objects.create(case=case, title=f"Rapport {number}", due_on=timezone.localdate())
    client.get("/arenden/")  # what the site keeps in its cache is read once
    counts = [queries(client, f"/arenden/{case.number}/{tab and tab + '/'}") for case in (small, large)]
    assert counts[0] == counts[1] <= 20


def test_an_answer_costs_no_more_than_forty(client, world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    client.force_login(world.flen_chair)
    turn = build.waiting(case, "lsg-flen").pk
    url = f"/arenden/{case.number}/svara/"
    assert queries(client, url, "post", 302, turn=turn, outcome="tillstyrker") <= 40
