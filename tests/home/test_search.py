"""Search finds published pages by their words and says so when it finds none."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.builders.home import plan_page, project_page
from tests.builders.people import body

pytestmark = pytest.mark.django_db


def found(client, text: str) -> list[str]:
    call_command("update_index", verbosity=0)  # the worker does it on a running site
    response = client.get(reverse("home:search"), {"q": text})
    assert response.status_code == 200
    return [page.title for page in response.context["results"]]


@pytest.mark.parametrize("text", ["drivhuset", "DRIVHUSET", "driv", "återhämtning", "återhämtningens", "vardag"])
def test_a_project_is_found_by_its_title_and_its_text(client, text):
    project_page("Drivhuset", body("lsg-oxelosund", name="LSG Oxelösund"), introduction="Om återhämtning i vardagen.")
    assert found(client, text) == ["Drivhuset"]


def test_a_plan_is_found_by_its_group(client):
    plan_page("Aktivitetsplan", body("lsg-flen", name="LSG Flen"))
    assert found(client, "flen") == ["Aktivitetsplan"]


def test_a_draft_is_not_found(client):
    plan_page("Hemligheten", body("lsg-flen")).unpublish()
    assert found(client, "hemligheten") == []


@pytest.mark.parametrize("text", ["", "   ", "zzz", '"', "a AND OR (", "*", "x" * 5000, "nul\x00l", "%", "å*"])
def test_no_words_break_the_search(client, text):
    assert found(client, text) == []


def test_an_empty_answer_says_what_to_try(client):
    assert "”" in client.get(reverse("home:search"), {"q": "zzz"}).content.decode()


def test_many_hits_come_in_pages(client):
    group = body("lsg-flen")
    for number in range(23):
        plan_page(f"Handlingsplan {number}", group)
    found(client, "handlingsplan")
    first = client.get(reverse("home:search"), {"q": "handlingsplan"}).context["page"]
    assert (first.paginator.count, first.paginator.num_pages, len(first.object_list)) == (23, 2, 20)
    assert client.get(reverse("home:search"), {"q": "handlingsplan", "page": "tusen"}).status_code == 200
