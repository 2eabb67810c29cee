"""What one may do: one list, that the pages show, the API tells, and both carry out."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from cases.moves.offered import MOVES
from tests.builders import cases as build
from tests.builders.api import Caller, refused

from .offering import STAGES, on_pages

pytestmark = pytest.mark.django_db
# Their operations take parts of a form.
WITH_FILES = ("register_document", "add_receipts", "sign_agreement", "terminate_agreement")
ROLES = ("writer", "flen_chair", "strangnas_chair", "preparer", "officer", "board_chair")


def told(caller: Caller, case: Any) -> Any:
    response = caller.get(f"/cases/{case.number}/moves")
    return response.json() if response.status_code == 200 else {"offers": [], "moves": [], "answers": []}


@pytest.mark.parametrize("stage", STAGES)
def test_the_api_offers_to_everybody_what_their_pages_offer(stage):
    world, case = STAGES[stage]()
    for role in ROLES:
        user = getattr(world, role)
        offers = told(Caller(user), case)["offers"]
        assert {(each["move"], each["id"]) for each in offers} == on_pages(user, case), role


def test_every_move_is_offered_to_somebody_at_some_stage():
    seen = set()
    for made in STAGES.values():
        with transaction.atomic():
            world, case = made()
            for role in ROLES:
                seen |= set(told(Caller(getattr(world, role)), case)["moves"])
            transaction.set_rollback(True)
    # A secret case is told to no program: its mark is lifted by the address alone.
    assert sorted({move.key for move in MOVES} - seen) == ["lift_secrecy"]


def some(schema: dict[str, Any]) -> dict[str, Any]:
    """A body of the right shape that says nothing in particular."""
    return {name: _value(schema["properties"][name]) for name in schema.get("required", ())}


def _value(member: dict[str, Any]) -> Any:
    if member.get("format") == "date":
        return date(2999, 1, 1).isoformat()
    if "enum" in member:
        return member["enum"][0]
    return {"array": ["x"], "integer": 1, "boolean": False}.get(member.get("type", ""), "x")


@pytest.mark.parametrize(
    "stage", ["fresh", "deferred", "behind", "granted", "asked_for_money", "agreement_sent", "notice_given", "archived"]
)
@pytest.mark.parametrize("role", ["writer", "flen_chair", "officer"])
def test_what_is_offered_can_be_done_and_nothing_else_can(stage, role):
    world, case = STAGES[stage]()
    caller = Caller(getattr(world, role))
    offered = {(each["move"], each["id"]) for each in told(caller, case)["offers"]}
    everything = {
        "turn": [turn.pk for turn in case.assignments.all()],
        "obligation": [each.pk for each in case.obligations.all()],
        "document": [each.number for each in case.documents.all()][:2],
        "payment": [each.number for each in case.payments.all()],
        "call_off": [each.pk for each in case.call_offs.all()],
        "year": [2014, 2015] if case.granted_total else [],
        "agreement": [each.number for each in case.agreements.all()],
        "party": [party.pk for each in case.agreements.all() for party in each.parties.all()],
        "recusal": [],
        "": [None],
    }
    wrong = []
    for move in MOVES:
        for number in everything[move.about]:
            asked = f"?id={number}" if number else ""
            answer = caller.get(f"/cases/{case.number}/moves/{move.key}{asked}")
            if (answer.status_code == 200) != ((move.key, number) in offered):
                wrong.append((move.key, number, answer.status_code))
            if answer.status_code == 200:
                shown = answer.json()
                if shown["method"] == "POST" and move.do is not None and move.key not in WITH_FILES:
                    wrong += tried(caller, shown)
    assert wrong == []


def tried(caller: Caller, shown: dict[str, Any]) -> list[Any]:
    """Make the move, whatever comes of it; what is offered is never forbidden, and never there no more."""
    path = shown["href"].removeprefix("/api/v1")
    body = some(shown["input"]) if shown["input"] else None
    with transaction.atomic():
        response = caller.post(path, body, idempotency_key="en")
        transaction.set_rollback(True)
    said = response.json()
    is_open = response.status_code in (200, 422) or said.get("reason") not in ("not_for_you", "gone_on")
    return [] if is_open and response.status_code in (200, 409, 422) else [(shown["move"], said)]


def test_a_move_is_described_with_what_may_be_chosen_here():
    world, case = STAGES["fresh"]()
    officer = Caller(world.officer)
    turn = build.waiting(case, "lsg-flen")
    shown = officer.get(f"/cases/{case.number}/moves/reassign?id={turn.pk}").json()
    assert shown["href"] == f"/api/v1/cases/{case.number}/turns/{turn.pk}/reassign"
    assert sorted(shown["input"]["required"]) == ["reason", "who"]
    chosen = shown["choices"]["who"][0]
    assert "Ersättare" in chosen["label"] or "Ordförande" in chosen["label"]
    assert sorted(shown["facts"]) == ["Svarar i dag: Ordförande LSG Flen och Ersättare LSG Flen."]
    path = shown["href"].removeprefix("/api/v1")
    done = officer.post(path, {"who": chosen["value"], "reason": "Semester."}, idempotency_key="a")
    assert (done.status_code, done.json()["made"]) == (200, {"kind": "turn", "id": str(turn.pk)})


def test_why_a_move_is_refused_has_the_words_of_its_page():
    world, case = STAGES["fresh"]()
    writer = Caller(world.writer)
    response = writer.post(f"/cases/{case.number}/reopen", {"stage": "lsg", "reason": "Fel."}, idempotency_key="a")
    assert refused(response) == (403, "not_allowed")
    assert (response.json()["reason"], response.json()["detail"]) == ("not_for_you", "Bara kansliet kan göra det här.")
    officer = Caller(world.officer)
    late = officer.post(f"/cases/{case.number}/reopen", {"stage": "lsg", "reason": "Fel."}, idempotency_key="a")
    assert (refused(late), late.json()["reason"]) == ((409, "too_late"), "gone_on")
