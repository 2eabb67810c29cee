"""Public pages show what editors wrote and what the registers know, and nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import AccessibilityPage, Association, BasePage, HomePage
from people.models import Role, Succession
from tests.builders.cases import a_world, an_application, granted_case
from tests.builders.home import covers, group_page, plan_page, project_page
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db

GOALS = [
    (
        "goal",
        {
            "goal": "Fler aktiviteter i samverkan",
            "indicator": "",
            "activities": [
                {
                    "activity": "Kartlägga behov",
                    "method": "Enkät",
                    "starts_on": date(2014, 4, 1),
                    "ends_on": date(2014, 6, 30),
                    "when": "",
                },
                {"activity": "Stödja LSG", "method": "", "starts_on": None, "ends_on": None, "when": "löpande"},
            ],
        },
    )
]


def text_of(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_site_has_a_start_page_and_an_accessibility_statement(client):
    assert "Samverka" in text_of(client, HomePage.objects.get())
    assert "2018:1937" in text_of(client, AccessibilityPage.objects.get())
    assert BasePage.find_problems() == ([], [], [], [], [])


def test_the_statement_tells_whom_to_write_to(client):
    Association.objects.update(email="info@example.org")
    assert "mailto:info@example.org" in text_of(client, AccessibilityPage.objects.get())


def test_a_group_shows_its_municipalities_plans_projects_and_kin(client):
    flen, both = body("lsg-flen", name="LSG Flen"), body("lsg-kfv", name="LSG KFV")
    covers(flen, "Flen", "0482")
    group_page(both)
    Succession.objects.create(predecessor=flen, successor=both, on=date(2015, 1, 1))
    plan_page("Aktivitetsplan 2014", flen, both)
    project_page("TUNA", flen)

    text = text_of(client, group_page(flen))

    assert all(name in text for name in ("Flen", "Aktivitetsplan 2014", "TUNA", "LSG KFV"))


def test_a_plan_of_several_groups_is_shown_from_each_and_names_all(client):
    flen, strangnas = body("lsg-flen", name="LSG Flen"), body("lsg-strangnas", name="LSG Strängnäs")
    first, second = group_page(flen), group_page(strangnas)
    plan = plan_page("Gemensam plan", flen, strangnas, goals=GOALS)

    assert "Gemensam plan" in text_of(client, first)
    assert "Gemensam plan" in text_of(client, second)
    text = text_of(client, plan)
    assert first.get_url() in text
    assert second.get_url() in text
    assert "Kartlägga behov" in text


def test_a_stranger_sees_names_of_members_only_where_the_editor_shows_them(client):
    flen = body("lsg-flen", name="LSG Flen")
    seat(flen, Role.CHAIR, name="Berit Berg", valid_from=date(2020, 1, 1))
    page = group_page(flen)

    assert "Berit Berg" not in text_of(client, page)
    page.show_people = True
    page.save_revision().publish()
    assert "Berit Berg" in text_of(client, page)


def test_granted_money_comes_from_decided_cases_only(client):
    world = a_world()
    decided = granted_case(world, "lsg-flen")
    running = an_application(world, "lsg-flen", rubrik="Ännu inte beslutad")

    text = text_of(client, group_page(world.flen))

    assert decided.number in text
    assert running.number not in text


def test_a_project_names_its_owners_and_financiers(client):
    flen = body("lsg-flen", name="LSG Flen")
    page = project_page("Drivhuset", flen, financiers=[("financier", "Europeiska socialfonden")])

    text = text_of(client, page)

    assert "LSG Flen" in text
    assert "Europeiska socialfonden" in text


def test_a_draft_is_not_shown(client):
    page = plan_page("Hemlig plan", body("lsg-flen"))
    page.unpublish()
    assert client.get(page.get_url()).status_code == 404


@pytest.mark.parametrize("make", [group_page, lambda group: plan_page("Plan", group), lambda g: project_page("P", g)])
def test_the_queries_of_a_page_do_not_grow_with_its_content(client, make):
    flen = body("lsg-flen", name="LSG Flen")
    page = make(flen)
    _around(flen, 1)
    few = _queries(client, page)
    _around(flen, 4)

    assert _queries(client, page) == few


def test_the_queries_of_the_start_page_do_not_grow(client):
    home = HomePage.objects.get()
    _grow(1)
    few = _queries(client, home)
    _grow(6)
    assert _queries(client, home) == few


def _around(group, number: int) -> None:
    for _ in range(number):
        count = BasePage.objects.count()
        other = body(f"lsg-{count}", name=f"LSG {count}")
        group_page(other)
        plan_page(f"Plan {count}", group, other, goals=GOALS * 3)
        project_page(f"Projekt {count}", group, other)
        seat(group, Role.MEMBER, name=f"Ledamot {count}")


def _grow(number: int) -> None:
    for _ in range(number):
        count = BasePage.objects.count()
        group = body(f"lsg-x{count}", name=f"LSG X{count}")
        covers(group, f"Kommun {count}", f"{count:04}")
        group_page(group)
        plan_page(f"Plan X{count}", group)
        project_page(f"Projekt X{count}", group)


def _queries(client, page) -> int:
    client.get(page.get_url())
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page.get_url()).status_code == 200
    return len(asked)


def test_the_content_api_gives_plans_with_their_groups(client):
    plan = plan_page("Plan", body("lsg-flen"), goals=GOALS)
    got = client.get(f"{reverse('wagtailapi:pages:listing')}{plan.pk}/").json()
    assert (got["group_keys"], got["kind"], got["goals"][0]["type"]) == (["lsg-flen"], "activity", "goal")


def test_the_content_api_gives_groups_and_projects(client):
    flen = body("lsg-flen", name="LSG Flen")
    group, project = group_page(flen), project_page("TUNA", flen)
    address = reverse("wagtailapi:pages:listing")
    assert client.get(f"{address}{group.pk}/").json()["body_key"] == "lsg-flen"
    assert client.get(f"{address}{project.pk}/").json()["owner_keys"] == ["lsg-flen"]


def test_the_sitemap_and_robots_name_the_public_pages(client):
    project_page("T", body("lsg-f"))
    assert "/projekt/t/" in client.get("/sitemap.xml").content.decode()
    assert "Sitemap:" in client.get("/robots.txt").content.decode()
