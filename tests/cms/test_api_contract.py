"""The API is called with what nobody thought of, and each answer is held to the OpenAPI document."""

from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.call_off import call_off
from cases.actions.hand_out import start_handout
from cases.api.ways import WAYS
from tests.builders import cases as build
from tests.builders.api import Caller
from tests.builders.meetings import a_held_meeting, a_meeting
from tests.builders.money import a_fund

from .calling import described, send

pytestmark = pytest.mark.django_db
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=24,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# The moves of a case are one view with many names: what breaks one breaks them all.
BRIEF = settings(BOUNDED, max_examples=8)
OPERATIONS = {one.ok().label: one.ok() for one in described().get_all_operations()}
MOVES = {way.move.key for way in WAYS}
ROLES = ("writer", "flen_chair", "officer")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.sampled_from(["rubrik", "sokande", "period", "budget", "atagande", "bilagor"])


def bounds(label: str) -> settings:
    return BRIEF if OPERATIONS[label].definition.raw["operationId"] in MOVES else BOUNDED


@contextmanager
def undone():
    """Each call meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


MONEY = ("/payments", "/call-offs", "/outcomes", "/grants", "/money")


@pytest.fixture
def there(request):
    """The keys of callers by role, and the names of things that are there."""
    form = build.form_json()
    form["sections"][0]["fields"].append(build.field("bilagor", "files"))
    world = build.a_world(form=form)
    writer = Caller(world.writer)
    case = build.an_application(world, "lsg-flen")
    draft = writer.post("/submissions", {"form": "ansokan", "groups": ["lsg-flen"]}).json()["id"]
    file = writer.upload(f"/submissions/{draft}/files", "bilagor", SimpleUploadedFile("a.png", build.PNG)).json()["id"]
    ready = build.a_submission(world, "lsg-flen")
    numbers, about = [case.number], {}
    given = {"documents": [case.documents.first()], "asked_on": timezone.localdate()}
    handout = start_handout(case, by=world.officer, **given)
    held = a_held_meeting(world.flen, world.flen_chair, "Ekonomi")
    coming = a_meeting(world.flen, world.flen_chair, "Budget")
    fund = a_fund(2014, 2015, key="aktivitetspeng")
    if any(part in request.node.callspec.params["label"] for part in MONEY):
        granted = build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015))
        payment = ask_for_payment(granted, year=2014, lines=[("Lön", Decimal(1_000))], by=world.writer)
        called = call_off(granted, year=2014, quantity=Decimal(20), unit="hours", by=world.writer)
        numbers, about = [granted.number], {"payment": [payment.number], "call_off": [called.pk], "year": [2014]}
    return {
        "keys": {role: Caller(getattr(world, role)).key for role in ROLES},
        "places": {
            "/forms/{key}": {"key": ["ansokan"], "number": [1]},
            "/submissions/{id}": {"id": [draft, str(ready.uuid), str(case.submission.uuid)], "key": ["om", "budget"]},
            "/files/{id}": {"id": [file]},
            "/cases/{number}": {
                "number": numbers,
                **about,
                "turn": [build.waiting(case).pk],
                "obligation": [case.obligations.get().pk],
                "document": [1],
                "move": ["write", "recuse", "register_document"],
                "handout": [handout.pk],
                "item": [handout.items.get().pk],
            },
            "/meetings/{id}": {"id": [held.pk, coming.pk], "point": [held.items.get().pk, coming.items.get().pk]},
            "/years/{year}": {
                "year": [timezone.localdate().year],
                "group": ["lsg-flen"],
                "happening": ["planeringsdag", "lagesrapport"],
                "starts": [f"{timezone.localdate().year}-01-01"],
            },
            "/funds/{fund}": {"fund": [fund.key]},
        },
    }


def aimed(case: Any, places: dict[str, dict[str, list[Any]]], draw: Any) -> Any:
    """The same call at something that is there, with answers to its questions."""
    for start, values in places.items():
        if case.path.startswith(f"/api/v1{start}"):
            for name in sorted(case.path_parameters.keys() & values.keys()):
                case.path_parameters[name] = draw(st.sampled_from(values[name]))
    if "If-Match" in case.headers:
        case.headers["If-Match"] = '"1"'
    if isinstance(case.body, dict) and "answers" in case.body:
        case.body = {"answers": draw(st.dictionaries(FIELDS, JSON, max_size=3))}
    if isinstance(case.body, dict) and "form" in case.body:
        case.body = {"form": "ansokan", "groups": draw(st.none() | st.lists(st.just("lsg-flen"), max_size=2))}
    if isinstance(case.body, dict) and "outcome" in case.body:
        case.body["outcome"] = draw(st.sampled_from(["tillstyrker", "avstyrker", "komplettering"]))
    if isinstance(case.body, dict) and "sections" in case.body:
        case.body["sections"] = draw(st.lists(st.sampled_from(["om", "budget", "hittepå"]), max_size=3))
    if isinstance(case.body, dict) and "year" in case.body:
        case.body["year"] = 2014
    if isinstance(case.body, dict) and "field" in case.body:
        case.body["field"] = "bilagor"
    return case


@pytest.mark.parametrize("label", OPERATIONS)
def test_any_call_is_answered_as_the_document_says(there, label):
    @bounds(label)
    @given(data=st.data(), mode=st.sampled_from(list(GenerationMode)), role=st.sampled_from(ROLES))
    def call(data, mode, role):
        case = data.draw(OPERATIONS[label].as_strategy(generation_mode=mode))
        is_aimed = mode == GenerationMode.POSITIVE and data.draw(st.sampled_from([True, True, False]))
        if is_aimed:
            case = aimed(case, there["places"], data.draw)
        with undone():
            response = send(case, there["keys"][role])
        # What was aimed is no longer what schemathesis meant to be wrong.
        case.validate_response(response, checks=CHECKS if is_aimed else [*CHECKS, negative_data_rejection])

    call()


@pytest.mark.parametrize("label", OPERATIONS)
def test_whoever_has_no_key_that_holds_is_told_so_whatever_they_send(there, label):
    @bounds(label)
    @given(data=st.data(), key=st.sampled_from(["", "samverka_hittepå"]))
    def call(data, key):
        case = data.draw(OPERATIONS[label].as_strategy())
        response = send(aimed(case, there["places"], data.draw), key)
        case.validate_response(response, checks=CHECKS)
        assert response.status_code == 401

    call()
