"""JSON from outside that is too much, ambiguous or of another time is refused at every door, and nothing is stored."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.models import Route, RouteVersion
from forms.models import Form, FormVersion, KeptReceipt, Submission, SubmissionEvent
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.people import person

pytestmark = pytest.mark.django_db
ROWS = b'{"id":"a"}'
FIELD = b'{"id":"f","key":"rubrik","kind":"%s","label":"Rubrik"}'


def a_form(members=b'"schema":1', kind=b"text", more=b""):
    field = FIELD % kind
    return (
        b"{" + members + b',"kind":"form","key":"ny","title":"Ny",'
        b'"sections":[{"id":"s","key":"om","title":"Om","fields":[' + field + more + b"]}]}"
    )


def nested(levels):
    return b"[" * levels + b"]" * levels


# What is sent, and a word of the message that says why it was not taken.
DEFINITIONS = {
    "oversized": (a_form() + b" " * 1024 * 1024, "för stor"),
    "a million rows": (a_form(more=b"," + b",".join([FIELD % b"text"] * 1_000_000)), "för stor"),
    "too many fields": (a_form(more=b"," + b",".join([b"{}"] * 2_001)), "högst"),
    "deeper than any parser goes": (nested(200_000), "nivåer"),
    "deeper than we go": (a_form(members=b'"schema":1,"introduction":' + nested(41)), "nivåer"),
    "a member twice": (a_form(members=b'"schema":1,"schema":1'), "två gånger"),
    "an unknown kind": (a_form(kind=b"hologram"), "hologram"),
    "an unknown member": (a_form(members=b'"schema":1,"colour":"red"'), "colour"),
    "of a newer schema": (a_form(members=b'"schema":99'), "99"),
    "not UTF-8": (a_form().replace(b"Rubrik", b"\xff"), "UTF-8"),
    "no JSON": (a_form()[:-1], "JSON"),
    "a number that is none": (a_form(members=b'"schema":1,"introduction":NaN'), "NaN"),
    "a number of thousands of figures": (a_form(members=b'"schema":1,"introduction":' + b"9" * 5_000), "JSON"),
    "a list": (b"[]", "objekt"),
    "nothing": (b"", "JSON"),
}


@pytest.mark.parametrize("fault", DEFINITIONS)
def test_a_faulty_form_is_refused_by_the_command_with_its_reason(fault, tmp_path):
    content, word = DEFINITIONS[fault]
    (tmp_path / "fel.json").write_bytes(content)
    with pytest.raises(CommandError, match=word):
        call_command("import_form", str(tmp_path / "fel.json"))
    assert (Form.objects.count(), FormVersion.objects.count()) == (0, 0)


@pytest.fixture
def administration(client):
    administrator = person("Administratör")
    administrator.is_superuser = administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("fault", DEFINITIONS)
def test_a_faulty_form_is_refused_in_the_administration_with_its_reason(fault, administration):
    content, word = DEFINITIONS[fault]
    posted = {"file": SimpleUploadedFile("fel.json", content), "becomes": "new"}
    page = administration.post(reverse(Form.snippet_viewset.get_url_name("import")), posted)
    assert page.status_code == 422
    # What is empty or too large is told of the file, before it is read.
    told = {"oversized": "större", "a million rows": "större", "nothing": "tom", "too many fields": "saknas"}.get(
        fault, word
    )
    assert told in page.content.decode()
    assert (Form.objects.count(), FormVersion.objects.count()) == (0, 0)


def a_route(**members):
    return json.dumps(build.route_json() | members).encode()


ROUTES = {
    "oversized": a_route() + b" " * 1024 * 1024,
    "a million stages": a_route(stages=[{}] * 1_000_000),
    "deeper than any parser goes": nested(200_000),
    "deeper than we go": a_route(introduction=json.loads(nested(41))),
    "a member twice": a_route().replace(b'"schema": 2', b'"schema": 2, "schema": 2', 1),
    "an unknown actor": a_route(stages=[build.route_json()["stages"][0] | {"actor": {"kind": "oracle"}}]),
    "an unknown member": a_route(colour="red"),
    "of a newer schema": a_route(schema=99),
    "not UTF-8": a_route(title="Ny").replace(b"Ny", b"\xff"),
    "no JSON": a_route()[:-1],
    "a list": b"[]",
}


@pytest.mark.parametrize("fault", ROUTES)
def test_a_faulty_route_is_refused_by_the_command_with_its_reason(fault, tmp_path):
    build.published_form()
    (tmp_path / "fel.json").write_bytes(ROUTES[fault])
    with pytest.raises(CommandError, match=r"was not imported:\n."):
        call_command("import_route", str(tmp_path / "fel.json"))
    assert (Route.objects.count(), RouteVersion.objects.count()) == (0, 0)


def answers(inner):
    return b'{"answers":{"atagande":' + inner + b"}}"


BODIES = {
    "oversized": (answers(b'"' + b"x" * 1024 * 1024 + b'"'), 413, "too_large"),
    "a million rows": (answers(b"[" + b",".join([ROWS] * 1_000_000) + b"]"), 413, "too_large"),
    "larger than Django reads": (b" " * (11 * 1024 * 1024), 413, "too_large"),
    "deeper than any parser goes": (answers(nested(200_000)), 400, "unreadable"),
    "deeper than we go": (answers(nested(41)), 400, "unreadable"),
    "a member twice": (b'{"answers":{},"answers":{"rubrik":"x"}}', 400, "unreadable"),
    "an answer twice": (b'{"answers":{"rubrik":"a","rubrik":"b"}}', 400, "unreadable"),
    "an unknown field": (b'{"answers":{"hologram":1}}', 422, "unknown_field"),
    "an unknown member": (b'{"answers":{},"colour":"red"}', 422, "not_valid"),
    "not UTF-8": (b'{"answers":{"rubrik":"\xff"}}', 400, "unreadable"),
    "no JSON": (b'{"answers":', 400, "unreadable"),
    "a number that is none": (answers(b"NaN"), 400, "unreadable"),
    "a number of thousands of figures": (answers(b"9" * 5_000), 400, "unreadable"),
    "a NUL": (b'{"answers":{"rubrik":"a\\u0000b"}}', 422, "not_valid"),
    "half a character": (b'{"answers":{"rubrik":"\\ud800"}}', 422, "not_valid"),
    "half a character, written out": (b'{"answers":{"rubrik":"\xed\xa0\x80"}}', 422, "not_valid"),
    "a list": (b"[]", 422, "not_valid"),
    "nothing": (b"", 422, "not_valid"),
}
DOORS = {
    "try": ("post", "/forms/ansokan/versions/1/evaluate"),
    "save some": ("patch", "/submissions/{}/answers"),
    "save a section": ("put", "/submissions/{}/sections/ataganden"),
    "start": ("post", "/submissions"),
}


@pytest.mark.parametrize("fault", BODIES)
@pytest.mark.parametrize("door", DOORS)
def test_a_faulty_body_is_refused_by_the_api_with_its_reason(fault, door):
    world = build.a_world()
    caller = Caller(world.writer)
    draft = caller.post("/submissions", {"form": "ansokan", "groups": ["lsg-flen"]}).json()["id"]
    before = stored()
    content, status, code = BODIES[fault]
    method, path = DOORS[door]
    response = caller.call(method, path.format(draft), content, if_match='"1"')
    if door == "start" and code == "unknown_field":
        status, code = 422, "not_valid"
    assert refused(response) == (status, code)
    assert response.json()["detail"]
    assert stored() == before


def stored():
    drafts = list(Submission.objects.order_by("pk").values("answers", "revision", "saved_at"))
    return drafts, SubmissionEvent.objects.count(), KeptReceipt.objects.count()
