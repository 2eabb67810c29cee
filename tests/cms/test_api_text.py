"""Text that neither a database nor a file can hold is refused by every operation, and named where it stands."""

import re

import pytest

from cms.api import api
from cms.api_docs import operations
from tests.builders.api import Caller, refused
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db
PLACES = {"uuid": "3d634903-818b-40cb-9b53-740ac0736988", "date": "2014-01-01"}
JSON, PARTS = "application/json", "multipart/form-data"
# A member of no name that is known, so that nothing but the character is what is wrong with it.
UNKEPT = ('{"a": {"b": [1, "\\u0000"]}}', '{"a": {"b": [1, "x\\ud800"]}}', b'{"a": {"b": [1, "\xed\xb0\x80"]}}')


def everything():
    """(method, address with something in its places, media types of its body)."""
    for address, method, operation in operations(api.get_openapi_schema()):
        shapes = {each["name"]: each["schema"] for each in operation["parameters"] if each["in"] == "path"}
        place = {name: PLACES.get(shape.get("format", ""), "1") for name, shape in shapes.items()}
        yield method, re.sub(r"{(\w+)}", lambda found: place[found[1]], address), operation  # noqa: B023


OPERATIONS = list(everything())


@pytest.fixture
def caller():
    return Caller(seat(body("lsg-flen"), name="Anna"))


def ways(response):
    assert refused(response) == (422, "not_valid")
    return [each["path"] for each in response.json()["problems"]]


def taking(media):
    return [
        (method, path) for method, path, each in OPERATIONS if media in each.get("requestBody", {}).get("content", {})
    ]


@pytest.mark.parametrize("sent", UNKEPT)
def test_every_operation_refuses_json_with_it(caller, sent):
    assert len(taking(JSON)) > 50
    for method, path in taking(JSON):
        response = caller.call(method, path.removeprefix("/api/v1"), sent)
        assert (method, path, ways(response)) == (method, path, [["body", "a", "b", "1"]])


def test_every_operation_refuses_parts_with_it(caller):
    sent = [ways(caller.send_form(path.removeprefix("/api/v1"), {"a": "x\x00"})) for _method, path in taking(PARTS)]
    # Those that take nothing but files read no text.
    with_text = [each for each in sent if each[0][0] != "file"]
    assert len(with_text) > 5
    assert with_text == [[["form", "a"]]] * len(with_text)


def test_every_operation_refuses_a_question_with_it(caller):
    asking = [path for method, path, each in OPERATIONS if {"query"} & {one["in"] for one in each["parameters"]}]
    assert len(asking) > 10
    for path in asking:
        assert (path, ways(caller.get(f"{path.removeprefix('/api/v1')}?a=x%00"))) == (path, [["query", "a"]])


def test_a_member_whose_name_has_it_is_told_without_it(caller):
    assert ways(caller.post("/submissions", '{"a\\u0000": "\\ud800", "b": "x"}')) == [["body", "a\ufffd"]] * 2


def test_no_more_than_twenty_are_told(caller):
    assert len(ways(caller.post("/submissions", '{"a": [' + ",".join(['"\\ud800"'] * 50) + "]}"))) == 20


def test_nothing_is_at_an_address_with_it(caller):
    assert refused(caller.get("/cases/a%00b")) == (404, "not_found")
