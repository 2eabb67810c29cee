"""The API's own page shows the whole OpenAPI document, and every refusal leads to a page that explains it."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.html import escape
from ninja import Schema

from cms.api import api
from cms.api_docs import worded
from forms.api.problems import TYPES
from tests.house.tree import APPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    response = client.get("/api/v1/docs")
    assert response.status_code == 200
    return response.content.decode()


def test_every_operation_and_every_shape_is_shown(page):
    schema = api.get_openapi_schema()
    operations = [one for methods in schema["paths"].values() for one in methods.values()]
    named = [one["operationId"] for one in operations] + [f"shape-{name}" for name in schema["components"]["schemas"]]
    assert [name for name in named if f'id="{name}"' not in page] == []
    assert [one["summary"] for one in operations if escape(one["summary"]) not in page] == []


def test_no_two_shapes_have_the_same_name():
    """The document keeps one of each name, and would describe the other's calls by it."""
    of_name = defaultdict(set)
    for shape in _shapes(Schema):
        of_name[shape.__name__].add(shape.__module__)
    assert of_name["DoneIn"] == {"cases.api.ways"}
    assert {name: modules for name, modules in of_name.items() if len(modules) > 1} == {}


def _shapes(of: type[Schema]) -> Iterator[type[Schema]]:
    for shape in of.__subclasses__():
        if shape.__module__.split(".")[0] in APPS:
            yield shape
        yield from _shapes(shape)


def test_every_link_on_the_page_has_its_place_there(page):
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    assert sorted(wanted - set(re.findall(r'id="([^"]+)"', page)) - {"innehall", "main"}) == []


def test_every_operation_says_what_it_may_refuse():
    schema = api.get_openapi_schema()
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            statuses = set(map(int, operation["responses"]))
            assert {401, 403, 422} <= statuses, (method, address)
            assert (404 in statuses) or "{" not in address, (method, address)


@pytest.mark.parametrize("code", TYPES)
def test_every_problem_leads_to_a_page_about_it_in_either_language(client, code):
    for language in ("sv", "en"):
        response = client.get(f"/api/v1/problems/{code}", headers={"accept-language": language})
        assert response.status_code == 200
        assert response["Content-Language"] == language
        assert code in response.content.decode()


def test_a_problem_that_does_not_exist_is_not_found(client):
    assert client.get("/api/v1/problems/finns-inte").status_code == 404


def test_what_a_program_sends_astray_is_nowhere_and_not_forbidden():
    answer = Client(enforce_csrf_checks=True).post(
        "/api/v1/cases/RAR26-01/hittepa", {}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_is_code_in_a_description_is_shown_as_code_and_nothing_of_it_is_markup():
    assert worded("Of `/a`, <b>") == "Of <code>/a</code>, &lt;b&gt;"
