"""An editor publishes a route: what is wrong stands beside its stage or outcome, and nothing is frozen meanwhile."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from cases.compile import compile_route
from cases.models import Route
from people.models import User
from tests.builders.cases import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def route(client):
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut Redaktör"))
    a_world()
    return Route.objects.get()


def posted(route, stages, action="action-publish"):
    """What the route's page posts, with these raw stages."""
    data = {
        "title": route.title,
        "introduction": "",
        "form": str(route.form_id),
        "key": route.key,
        **{
            f"{name}_field": getattr(route, f"{name}_field")
            for name in ("title", "groups", "period", "budget", "obligations")
        },
        "stages": _stream(stages),
    }
    return {**nested_form_data(data), action: "1"}


def _stream(blocks):
    listed = {
        str(number): {
            "deleted": "",
            "order": str(number),
            "type": block["type"],
            "id": block["id"],
            "value": {
                name: _stream(value) if isinstance(value, list) else "on" if value is True else value
                for name, value in block["value"].items()
                if value is not None and value is not False
            },
        }
        for number, block in enumerate(blocks)
    }
    return {"count": str(len(blocks)), **listed}


def edit(client, route, stages, **more):
    address = reverse(Route.snippet_viewset.get_url_name("edit"), args=[route.pk])
    return client.post(address, posted(route, stages, **more))


def test_what_the_page_posts_is_the_route_that_was_opened(client, route):
    before = compile_route(route)

    edit(client, route, route.stages.get_prep_value())

    assert compile_route(Route.objects.get()) == before
    assert route.versions.count() == 1


def test_an_outcome_that_leads_nowhere_is_refused_beside_itself(client, route):
    stages = json.loads(json.dumps(list(route.stages.get_prep_value())))
    stages[0]["value"]["outcomes"][0]["value"]["to"] = "ingenstans"

    answer = edit(client, route, stages)

    shown, errors = json.loads(
        BeautifulSoup(answer.content, "html.parser").select_one("#stages")["data-w-block-arguments-value"]
    )
    assert list(errors["blockErrors"]["0"]["blockErrors"]["outcomes"]["blockErrors"]) == ["0"]
    assert shown[0]["value"]["outcomes"][0]["value"]["to"] == "ingenstans"
    assert route.versions.count() == 1


def test_an_outcome_without_a_place_to_lead_to_says_what_to_choose(client, route):
    stages = json.loads(json.dumps(list(route.stages.get_prep_value())))
    stages[0]["value"]["outcomes"][0]["value"]["to"] = ""

    answer = edit(client, route, stages)

    _shown, errors = json.loads(
        BeautifulSoup(answer.content, "html.parser").select_one("#stages")["data-w-block-arguments-value"]
    )
    outcome = errors["blockErrors"]["0"]["blockErrors"]["outcomes"]["blockErrors"]["0"]
    assert outcome["blockErrors"]["to"]["messages"] == ["Det här leder ingenstans. Välj ett steg eller ett slut."]
    assert route.versions.count() == 1


def test_what_an_outcome_leads_to_may_be_written_as_a_title(client, route):
    """A stage that is new has no key before its draft is saved."""
    stages = json.loads(json.dumps(list(route.stages.get_prep_value())))
    before = compile_route(route)
    titles = {stage["value"]["key"]: stage["value"]["title"] for stage in stages}
    written = 0
    for stage in stages:
        for outcome in stage["value"].get("outcomes", []):
            for place in (outcome["value"], *(way["value"] for way in outcome["value"].get("ways", []))):
                if place.get("to"):
                    place["to"] = titles[place["to"]].upper()
                    written += 1

    edit(client, route, stages, action="action-draft")

    assert written > 3
    assert compile_route(Route.objects.get().get_latest_revision_as_object()) == before


def test_a_draft_that_leads_nowhere_is_kept(client, route):
    stages = json.loads(json.dumps(list(route.stages.get_prep_value())))
    stages[0]["value"]["outcomes"][0]["value"]["to"] = "ingenstans"

    edit(client, route, stages, action="action-draft")

    draft = Route.objects.get().get_latest_revision_as_object()
    assert compile_route(draft)["stages"][0]["outcomes"][0]["to"] == "ingenstans"
    assert route.versions.count() == 1


def test_a_changed_route_becomes_its_next_version(client, route):
    stages = json.loads(json.dumps(list(route.stages.get_prep_value())))
    stages[0]["value"]["title"] = "Grupperna granskar"

    edit(client, route, stages)

    assert route.current_version.number == 2


def test_somebody_who_applies_is_not_let_in_among_the_routes(client, route):
    client.force_login(User.objects.create_user("sokande@example.org", name="Sökande"))

    assert client.get(reverse(Route.snippet_viewset.get_url_name("list"))).status_code == 302


def test_the_diagram_has_a_box_for_each_stage_and_end(client, route):
    page = BeautifulSoup(route.make_preview_request().content, "html.parser")
    definition = compile_route(route)

    assert len(page.select("svg rect")) == len(definition["stages"]) + len(definition["ends"])
