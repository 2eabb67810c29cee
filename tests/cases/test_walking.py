"""A draft route is walked through as everyone in it; no case is made, and the walk is the page's own."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from cases.admin.walking import sealed
from cases.domain.route import parse_route
from cases.domain.walking import next_codes, walk
from cases.models import Case, CaseEvent
from people.models import User
from tests.builders.cases import a_world, route_json

GROUPS = ("lsg-ett", "lsg-tva")


def bodies(route):
    return {stage.key: GROUPS if stage.actor.kind == "applicants" else ("en",) for stage in route.stages}


def test_every_step_that_is_offered_can_be_taken():
    route = parse_route(route_json())
    waiting = [()]
    for _depth in range(3):
        onward = []
        for codes in waiting:
            here = walk(route, GROUPS, bodies(route), codes)
            assert here.refused is None, codes
            onward += [(*codes, code) for code in next_codes(route, here.state)]
        waiting = onward
    assert waiting != []


def test_a_step_that_is_not_offered_is_refused_and_the_walk_stays():
    route = parse_route(route_json())

    here = walk(route, GROUPS, bodies(route), [("answer", "nobody", "tillstyrker")])
    strange = walk(route, GROUPS, bodies(route), [("fly",)])

    assert (here.refused.code, here.taken) == ("not_asked", ())
    assert (strange.refused.code, strange.taken) == ("not_now", ())


def test_an_ended_walk_offers_nothing():
    route = parse_route(route_json())

    here = walk(route, GROUPS, bodies(route), [("withdraw",)])

    assert route.end(here.state.end).kind == "withdrawn"
    assert list(next_codes(route, here.state)) == []


@pytest.fixture
def editor(client):
    user = User.objects.create_user("rut@example.org", name="Rut Redaktör")
    user.groups.add(Group.objects.get(name="Redaktörer"))
    client.force_login(user)
    return user


def post(client, **data):
    return client.post(reverse("cases_walk_route"), data)


def page_of(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.django_db
def test_an_editor_walks_from_the_first_stage_to_an_end_and_back(client, editor):
    a_world()
    begun = post(client, walk=sealed(route_json()), groups="2")
    steps = [json.loads(button["value"]) for button in page_of(begun).select("button[name=step]")]
    withdrawing = next(step for step in steps if step == ["withdraw"])

    seal = page_of(begun).select_one("input[name=walk]")["value"]
    ended = post(client, walk=seal, step=json.dumps(withdrawing))
    seal = page_of(ended).select_one("input[name=walk]")["value"]
    back = post(client, walk=seal, back="1")

    assert begun.status_code == ended.status_code == back.status_code == 200
    assert "Ärendet är avslutat" in ended.content.decode()
    assert [json.loads(button["value"]) for button in page_of(back).select("button[name=step]")] == steps
    assert (Case.objects.count(), CaseEvent.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("seal", ["", "made up", "e30:1:2"])
def test_a_walk_that_was_not_begun_here_is_refused(client, editor, seal):
    assert post(client, walk=seal).status_code == 400


@pytest.mark.django_db
def test_the_office_does_not_walk_routes(client):
    user = User.objects.create_user("hanna@example.org", name="Hanna")
    user.groups.add(Group.objects.get(name="Kansli"))
    client.force_login(user)

    # The administration sends whoever may not do a thing back to its first page.
    assert post(client, walk=sealed(route_json()))["Location"] == reverse("wagtailadmin_home")
    client.logout()
    assert "/login/" in post(client, walk=sealed(route_json()))["Location"]


@pytest.mark.django_db
def test_nonsense_for_a_step_changes_nothing(client, editor):
    a_world()
    answer = post(client, walk=sealed(route_json()), step="{nonsense")

    assert answer.status_code == 200
    assert "Hittills" not in answer.content.decode()
