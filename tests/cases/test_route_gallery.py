"""Ready routes: each is sound, reaches every one of its ends, and becomes a draft that can be published."""

import json
from collections import deque
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.actions.draft_route import draft_new_route
from cases.actions.publish_route import publish_route
from cases.domain.check import check_route
from cases.domain.route import parse_route, sha256, to_json
from cases.domain.walking import next_codes, walk
from cases.gallery import READY
from cases.models import AmountLimit, Route
from cases.queries.route_fit import route_problems
from forms.actions.import_form import import_form
from forms.domain.definition import parse_definition
from forms.gallery import ready_form
from people.models import BodyKind, Role, User
from tests.builders.people import body, seat

NAMES = [ready.name for ready in READY]
BY_NAME = {ready.name: ready for ready in READY}


@pytest.mark.parametrize("name", NAMES)
def test_a_ready_route_is_sound_with_its_form_and_round_trips(name):
    source = BY_NAME[name].definition
    form = parse_definition(ready_form(source["opens_with"]).definition)

    assert check_route(source, form) == []
    assert to_json(parse_route(to_json(parse_route(source)))) == to_json(parse_route(source))


@pytest.mark.parametrize("name", NAMES)
def test_a_ready_route_is_walked_from_its_start_to_every_end(name):
    route = parse_route(BY_NAME[name].definition)
    groups = ("lsg-a", "lsg-b")
    bodies = {
        stage.key: groups if stage.actor.kind == "applicants" else (stage.actor.body or "kansliet",)
        for stage in route.stages
    }
    choosing = [(stage.key, outcome.key) for stage in route.stages for outcome in stage.outcomes if outcome.ways]
    ends = set()
    for chosen in product([True, False], repeat=len(choosing)):
        truths = {place: (truth, True) for place, truth in zip(choosing, chosen, strict=True)}
        seen = set()
        waiting = deque([()])
        while waiting:
            codes = waiting.popleft()
            here = walk(route, groups, bodies, codes, truths)
            assert here.refused is None
            ends.add(here.state.end)
            place = (here.state.stage, tuple(here.state.turns.items()), here.state.status, here.state.end)
            standing = (place[0], tuple((key, turn.outcome) for key, turn in here.state.turns.items()), *place[2:])
            if standing not in seen and len(codes) < 14:
                seen.add(standing)
                waiting.extend((*codes, code) for code in next_codes(route, here.state))

    assert ends - {""} == {end.key for end in route.ends}


@pytest.fixture
def editor() -> User:
    for key, kind, roles in (
        ("lsg-flen", BodyKind.LOCAL_GROUP, [Role.CHAIR]),
        ("beredningsgruppen", BodyKind.PREPARATORY_GROUP, [Role.MEMBER]),
        ("styrelsen", BodyKind.BOARD, [Role.CHAIR]),
        ("kansliet", BodyKind.OFFICE, [Role.CASE_OFFICER, Role.DIRECTOR, Role.REGISTRAR]),
    ):
        place = body(key, kind)
        for role in roles:
            seat(place, role)
    return User.objects.create_superuser("rut@example.org", name="Rut Redaktör")


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_ready_route_becomes_a_draft_and_is_published_once_its_forms_are(name, editor):
    source = BY_NAME[name].definition
    route = draft_new_route(source, by=editor)
    assert not route.live
    assert {problem.code for problem in route_problems(to_json(parse_route(source)))} >= {"form_not_published"}

    for key in {source["opens_with"], *(stage["form"] for stage in source["stages"] if "form" in stage)}:
        import_form(ready_form(key).definition, by=editor)
    version = publish_route(Route.objects.get(pk=route.pk), by=editor)

    mine = {stage["id"] for stage in version.definition["stages"]}
    assert mine.isdisjoint(stage["id"] for stage in source["stages"])
    assert [stage["key"] for stage in version.definition["stages"]] == [stage["key"] for stage in source["stages"]]


@pytest.mark.django_db
def test_an_editor_begins_from_the_gallery(client, editor):
    client.force_login(editor)
    named = Route.snippet_viewset.get_url_name

    gallery = client.get(reverse(named("start"))).content.decode()
    assert all(str(ready.title) in gallery for ready in READY)
    assert client.get(reverse(named("look"), args=["mindre-ansokan"])).status_code == 200
    taken = client.post(reverse(named("take"), args=["mindre-ansokan"]))

    route = Route.objects.get()
    assert taken["Location"] == reverse(named("edit"), args=[route.pk])
    page = client.get(taken["Location"])
    assert page.status_code == 200
    assert AmountLimit.objects.get().key == "delegation"
    assert client.get(reverse(named("look"), args=["saknas"])).status_code == 404


@pytest.mark.django_db
def test_a_route_goes_out_as_a_file_and_comes_in_again_as_it_was(client, editor):
    client.force_login(editor)
    named = Route.snippet_viewset.get_url_name
    route = draft_new_route(BY_NAME["mindre-ansokan"].definition, by=editor, keep_ids=True)
    exported = client.get(reverse(named("export"), args=[route.pk])).content

    assert sha256(json.loads(exported)) == sha256(to_json(parse_route(BY_NAME["mindre-ansokan"].definition)))
    file = SimpleUploadedFile("vag.json", exported)
    client.post(reverse(named("import")), {"file": file, "becomes": "new"})

    assert sorted(Route.objects.values_list("key", flat=True)) == ["mindre-ansokan", "mindre-ansokan-2"]


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"{", b"[]", b'{"schema": 99, "kind": "route"}'])
def test_a_file_with_faults_is_refused_and_nothing_is_stored(client, editor, content):
    client.force_login(editor)

    answer = client.post(
        reverse(Route.snippet_viewset.get_url_name("import")),
        {"file": SimpleUploadedFile("vag.json", content), "becomes": "new"},
    )

    assert answer.status_code == 422
    assert not Route.objects.exists()


@pytest.mark.django_db
def test_a_faulty_route_in_a_file_is_refused_with_its_fault(client, editor):
    client.force_login(editor)
    source = json.loads(json.dumps(BY_NAME["aktivitetsplan"].definition))
    source["stages"][0]["outcomes"][0]["to"] = "ingenstans"

    answer = client.post(
        reverse(Route.snippet_viewset.get_url_name("import")),
        {"file": SimpleUploadedFile("vag.json", json.dumps(source).encode()), "becomes": "new"},
    )

    assert answer.status_code == 422
    assert "ingenstans" in answer.content.decode()


@pytest.mark.django_db
def test_the_gallery_is_for_those_who_build_routes(client):
    client.force_login(User.objects.create_user("sokande@example.org", name="Sökande"))
    named = Route.snippet_viewset.get_url_name

    assert client.get(reverse(named("start"))).status_code == 302
    assert client.post(reverse(named("take"), args=["ansokan"])).status_code == 302
    assert not Route.objects.exists()
