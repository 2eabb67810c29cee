"""Each published version of a route has a page: what it was, what differs, how many cases run on it."""

import copy

import pytest
from bs4 import BeautifulSoup

from cases.admin.comparing import compared
from cases.admin.starting import route_url
from cases.compile import compile_route
from cases.domain.route import parse_route, to_json
from cases.models import Route
from people.models import User
from tests.builders.cases import World, a_world, an_application, published_route, route_json
from tests.builders.people import seat

pytestmark = pytest.mark.django_db
LARGE = {"field": "case.applied", "op": "more_than", "value": "100000"}


def second() -> dict:
    """The groups by majority, in working days, with a way for large sums; a supplement that goes back; no deferral."""
    changed = copy.deepcopy(route_json())
    groups, prep, board = changed["stages"]
    groups |= {
        "title": "Grupperna granskar",
        "answers": {"rule": "majority"},
        "deadline": {"days": 5, "unit": "working"},
    }
    groups["outcomes"][0]["to"] = [{"when": LARGE, "to": "beredning"}, {"to": "styrelsen"}]
    prep["role"] = "chair"
    prep["outcomes"][2] |= {"lapses": "stages", "lapses_stages": ["lsg"], "sections": ["budget"]}
    board["outcomes"] = [each for each in board["outcomes"] if each["kind"] != "defer"]
    changed["ends"][0]["kind"] = "closed"
    return changed


@pytest.fixture
def world() -> World:
    world = a_world()
    seat(world.preparatory_group)  # the second version asks its chair
    return world


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_superuser("rut@example.org", name="Rut Redaktör")
    client.force_login(user)
    return user


def test_what_changed_is_told_member_by_member_in_words(world):
    rows = [
        (row.what, row.name, row.inside, [(one.label, one.before, one.after) for one in row.members])
        for row in compared(to_json(parse_route(route_json())), second())
    ]

    assert rows == [
        ("Omdöpt", "Grupperna granskar", "", [("Namn", "Lsg", "Grupperna granskar")]),
        (
            "Ändrat",
            "Grupperna granskar",
            "",
            [
                ("Ska besvaras inom", "Ska svara inom 14 dagar.", "Ska svara inom 5 arbetsdagar."),
                ("Hur många måste svara ja", "alla", "en majoritet"),
            ],
        ),
        (
            "Ändrat",
            "Tillstyrker",
            "Grupperna granskar",
            [
                (
                    "Leder till",
                    "Beredning",
                    "om sökt belopp är mer än 100\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr: till Beredning, "
                    "annars till Styrelsen",
                )
            ],
        ),
        ("Ändrat", "Beredning", "", [("I vilken roll", "Ledamot", "Ordförande")]),
        (
            "Ändrat",
            "Komplettering",
            "Beredning",
            [
                (
                    "Vilka svar som faller",
                    "när den har kommit in svarar bara den som bad om den igen",
                    "när den har kommit in svarar ”Grupperna granskar” igen och sedan det här steget; "
                    "övriga svar står kvar",
                ),
                ("Avsnitt som får öppnas", "–", "Budget"),
            ],
        ),
        ("Ändrat", "Beviljad", "", [("Slags slut", "Beviljad", "Avslutad utan beslut om pengar")]),
        ("Borttaget", "Bordlaggning", "Styrelsen", []),
    ]


def test_a_version_has_a_page_with_its_cases_and_what_differs_from_any_other(client, world, editor):
    an_application(world)
    route = published_route(second()).route
    third = second() | {"introduction": "Nu med en inledning."}
    published_route(third)

    first, latest = (
        BeautifulSoup(client.get(route_url("version", route.pk, n)).content, "html.parser") for n in (1, 3)
    )
    with_first = BeautifulSoup(client.get(route_url("version", route.pk, 3) + "?mot=1").content, "html.parser")

    assert [fact.get_text(" ", strip=True) for fact in first.select(".samverka-facts dd")][1:3] == ["1", "1"]
    assert "Nu med en inledning." in latest.select_one("table").get_text()
    assert "Grupperna granskar" not in latest.select_one("table").get_text()
    assert "Grupperna granskar" in with_first.select_one("table").get_text()
    assert client.get(route_url("version", route.pk, 3) + "?mot=9").status_code == 404
    assert client.get(route_url("version", route.pk, 4)).status_code == 404


def test_an_old_version_is_seen_with_its_diagram_and_sentences(client, world, editor):
    route = published_route(second()).route

    page = client.get(route_url("version_look", route.pk, 1)).content.decode()

    assert "route-diagram" in page
    assert "Grupperna granskar" not in page


def test_a_draft_begun_from_an_old_version_is_as_it_was(client, world, editor):
    route = published_route(second()).route

    client.post(route_url("version_begin", route.pk, 1))

    drafted = compile_route(Route.objects.get(pk=route.pk).get_latest_revision_as_object())
    assert to_json(parse_route(drafted)) == to_json(parse_route(route_json()))
    assert [version.number for version in route.versions.order_by("number")] == [1, 2]


def test_the_list_of_versions_leads_to_each_page(client, world, editor):
    route = published_route(second()).route

    page = BeautifulSoup(client.get(route_url("edit", route.pk)).content, "html.parser")

    links = [link["href"] for link in page.select(".samverka-versions th a")]
    assert links == [route_url("version", route.pk, number) for number in (2, 1)]


@pytest.mark.parametrize("name", ["version", "version_look"])
def test_a_version_is_for_those_who_build_routes(client, world, name):
    client.force_login(world.writer)

    assert client.get(route_url(name, world.route.route_id, 1)).status_code == 302
