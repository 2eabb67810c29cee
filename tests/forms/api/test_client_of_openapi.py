"""A program that has read nothing but the OpenAPI document fills in and sends in the funding application."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cases.actions.import_route import import_route
from forms.actions.import_form import import_form
from forms.gallery import ready_form
from people.models import BodyKind, Role
from tests.builders.api import Caller
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[3] / "cms" / "demo" / "definitions"
CANDIDATES = ("1000", "Text", "2026", "text", "12.5", "2026-01")


class Program:
    """Finds every address, method and header in the document, and holds each answer to its schema."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.document = caller.get("/openapi.json").json()
        self.operations = {
            operation["operationId"]: (method, address, operation)
            for address, methods in self.document["paths"].items()
            for method, operation in methods.items()
        }

    def do(self, name: str, body: Any = None, headers: dict[str, str] | None = None, **path: Any) -> Any:
        method, address, operation = self.operations[name]
        headers = headers or {}
        required = [each for each in operation["parameters"] if each["required"]]
        assert {each["name"] for each in required} <= {*path, *headers}, name
        query = [each["name"] for each in operation["parameters"] if each["in"] == "query" and each["name"] in path]
        address = address.format(**path) + ("?" + "&".join(f"{each}={path[each]}" for each in query) if query else "")
        sent = {header.replace("-", "_"): value for header, value in headers.items()}
        response = self.caller.call(method, address.removeprefix("/api/v1"), body, **sent)
        described = operation["responses"][str(response.status_code)]
        schema = described["content"]["application/json"]["schema"] | {"components": self.document["components"]}
        Draft202012Validator(schema).validate(response.json())
        for header in described.get("headers", {}):
            assert header in response
        return response


def filled(schema: dict[str, Any]) -> Any:
    """Something that the schema allows: every member, one entry in each list."""
    if "enum" in schema:
        return schema["enum"][-1]
    if schema["type"] == "object":
        years = dict.fromkeys(["2026"], next(iter(schema.get("patternProperties", {}).values()), None))
        names = schema.get("properties", {}) | {year: one for year, one in years.items() if one}
        return {name: filled(one) for name, one in names.items()}
    if schema["type"] == "array":
        return [filled(schema["items"])]
    if schema["type"] == "string":
        if schema.get("format") == "date":
            return "2026-01-01"
        return next(text for text in CANDIDATES if re.search(schema.get("pattern", ""), text))
    return {"integer": 1, "number": 1, "boolean": True}[schema["type"]]


@pytest.fixture
def writer():
    seat(body("styrelsen", BodyKind.BOARD), Role.CHAIR)
    seat(body("beredningsgruppen", BodyKind.PREPARATORY_GROUP), Role.MEMBER)
    office = body("kansliet", BodyKind.OFFICE)
    for role in (Role.DIRECTOR, Role.CASE_OFFICER):
        seat(office, role)
    flen = body("lsg-flen")
    seat(flen, Role.CHAIR)
    writer = seat(flen, Role.PROCESS_LEADER)
    import_form(ready_form("ansokan").definition, None)
    import_route(json.loads((DEMO / "route-ansokan.json").read_text()), by=None)
    return writer


def test_a_program_that_knows_only_the_document_sends_in_the_funding_application(writer):
    program = Program(Caller(writer))
    (form,) = program.do("list_forms").json()["results"]
    version = {"key": form["key"], "number": form["version"]}
    schema = program.do("get_schema", **version).json()
    definition = program.do("get_version", **version).json()["definition"]
    kinds = {field["key"]: field["kind"] for section in definition["sections"] for field in section["fields"]}
    (group,) = program.do("list_bodies", kind="local_group").json()["results"]
    answers = {
        key: [group["key"]] if kinds[key] == "body" else filled(one)
        for key, one in schema["properties"].items()
        if kinds[key] != "files"
    }
    Draft202012Validator(schema).validate(answers)
    tried = program.do("evaluate_answers", {"answers": answers}, **version).json()
    assert (tried["complete"], tried["problems"]) == (True, [])

    started = program.do("create_submission", {"form": form["key"]})
    which = {"id": started.json()["id"]}
    saved = program.do("patch_answers", {"answers": answers}, {"If-Match": started["ETag"]}, **which)
    assert saved.json()["evaluation"]["complete"] is True
    headers = {"If-Match": saved["ETag"], "Idempotency-Key": "en-enda-gang"}
    receipt = program.do("submit", None, headers, **which).json()

    case = program.do("get_case", number=receipt["reference"]).json()
    assert case["groups"] == [{"key": "lsg-flen", "name": "lsg-flen"}]
    assert case["applied"] == "1000.00"
    assert program.do("get_timeline", number=case["number"]).json()["events"]
    assert "withdraw" in program.do("get_moves", number=case["number"]).json()["moves"]
