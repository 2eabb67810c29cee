"""What an editor meets before there are routes and forms, and after a new version is published."""

import copy

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from cases.admin.starting import route_url
from cases.admin.told import words_of
from cases.gallery import ready_route
from cases.models import Route
from cases.queries.stations import Stop
from forms.models import Form
from people.models import User
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("rut@example.org", name="Rut Redaktör")
    user.groups.add(Group.objects.get(name="Redaktörer"))
    client.force_login(user)
    return user


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("model", "said"), [(Route, "Det finns inga ärendevägar än."), (Form, "Det finns inga formulär än.")]
)
def test_an_empty_list_says_what_will_be_there_and_leads_to_the_gallery(client, editor, model, said):
    names = model.snippet_viewset
    page = parsed(client.get(reverse(names.get_url_name("list"))))

    assert said in page.get_text()
    assert page.select_one("a.button[href$='/borja/']")["href"] == reverse(names.get_url_name("start"))


def test_a_route_has_no_form_to_choose_before_one_is_begun(client, editor):
    chooser = Form.snippet_viewset.chooser_viewset

    page = parsed(client.get(reverse(chooser.get_url_name("choose_results"))))

    assert page.get_text(" ", strip=True) == "Det finns inget att välja än. Börja ett formulär"
    assert page.a["href"] == reverse(Form.snippet_viewset.get_url_name("start"))


def test_who_takes_a_ready_route_is_told_which_forms_came_along(client, editor):
    page = parsed(client.post(route_url("take", "ansokan"), follow=True))
    told = page.select_one(".messages").get_text(" ", strip=True)

    assert "följde med som utkast: ”Ansökan om medel”, ”Tjänsteskrivelse” och ”Yttrande över en ansökan”" in told
    again = parsed(client.post(route_url("take", "ansokan"), follow=True)).select_one(".messages").get_text()
    assert "följde med" not in again


def test_a_ready_route_names_the_forms_that_the_site_has_not_yet():
    assert words_of(ready_route("ansokan").definition).forms["yttrande"] == "Yttrande över en ansökan"


def test_only_the_office_is_led_to_moving_cases(client, editor):
    world = build.a_world()
    world.officer.is_superuser = True
    world.officer.save()
    leads = []
    for user in (editor, world.officer):
        client.force_login(user)
        leads.append("flytta-arenden" in client.get(route_url("edit", world.route.route_id)).content.decode())

    assert leads == [False, True]


def test_the_office_comes_from_one_case_to_all_that_can_be_moved(client, editor):
    world = build.a_world()
    world.officer.groups.add(Group.objects.get(name="Kansli"))
    case = build.an_application(world)
    newer = copy.deepcopy(build.route_json())
    newer["stages"][0]["deadline"] = {"days": 30}
    version = build.published_route(newer)
    client.force_login(world.officer)

    page = parsed(client.get(f"/arenden/{case.number}/mer/ny-vag/"))

    link = page.find("a", string="Se alla pågående ärenden på vägen som följer en äldre version")
    assert link["href"] == reverse("cases_move_cases", args=[version.route_id])


def test_a_supplement_stands_at_its_station_as_what_is_waited_for():
    stop = Stop("LSG Flen", waits=True, supplements=True)

    assert stop.words("LSG granskar") == "Komplettering från LSG Flen"
