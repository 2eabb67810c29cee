"""Two who act in a case at the same moment: one act, and one clear answer to the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from cases.models import Assignment, Case, CaseEvent, Decision, Message, OutgoingEmail
from cases.queries.trail import check_trail
from people.models import Role
from tests.builders import cases as build
from tests.builders.api import Caller
from tests.builders.people import seat

pytestmark = pytest.mark.django_db(transaction=True)


def at_once[Answer](acts: list[Callable[[], Answer]]) -> list[Answer]:
    """What each got, all begun at the same moment on connections of their own."""
    ready = Barrier(len(acts), timeout=30)

    def do(act: Callable[[], Answer]) -> Answer:
        try:
            ready.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_two_who_decide_at_once_give_one_decision_and_one_clear_message():
    world = build.a_world()
    deputy = seat(world.board, Role.CHAIR, deputy=True, name="Ersättare styrelsen")
    case = build.case_at_board(world, "lsg-flen")
    url, turn = f"/arenden/{case.number}/svara/", build.waiting(case).pk
    decision = {"turn": turn, "decided_on": "2014-06-12", "text": "Styrelsen beslutar.", "amount_2014": "610 000"}
    chair, other = logged_in(world.board_chair), logged_in(deputy)
    answers = at_once(
        [
            lambda: chair.post(url, decision | {"outcome": "bifall"}),
            lambda: other.post(url, decision | {"outcome": "avslag", "text": "Styrelsen avslår."}),
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    (refused,) = [answer.content.decode() for answer in answers if answer.status_code == 409]
    assert (
        "Ditt svar registrerades inte" in refused or "Ärendet är avslutat" in refused or "har redan svarat" in refused
    )
    case.refresh_from_db()
    assert Decision.objects.count() == 1
    assert case.status == Case.Status.ENDED
    assert CaseEvent.objects.filter(case=case, kind="answered").count() == 3
    assert list(check_trail(case)) == []
    decided = OutgoingEmail.objects.filter(key__startswith=f"decided:{case.pk}:")
    assert decided.count() == decided.values("to").distinct().count() > 0


def test_two_groups_that_answer_at_once_are_both_heard_and_the_case_goes_on_once():
    world = build.a_world()
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    people = {"lsg-flen": world.flen_chair, "lsg-strangnas": world.strangnas_chair}
    turns = {key: build.waiting(case, key).pk for key in people}
    url = f"/arenden/{case.number}/svara/"
    clients = {key: logged_in(user) for key, user in people.items()}
    answers = at_once(
        [lambda key=key: clients[key].post(url, {"turn": turns[key], "outcome": "tillstyrker"}) for key in people]
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    case.refresh_from_db()
    assert case.stage == "beredning"
    assert Assignment.objects.filter(case=case, stage="beredning").count() == 1
    assert list(check_trail(case)) == []


def test_a_request_that_is_repeated_at_once_is_answered_the_same_and_done_once():
    world = build.a_world()
    case = build.an_application(world, "lsg-flen")
    answer = f"/cases/{case.number}/turns/{build.waiting(case).pk}/answer"
    chair, writer = Caller(world.flen_chair), Caller(world.writer)
    told = at_once([lambda: chair.post(answer, {"outcome": "tillstyrker"}, idempotency_key="a")] * 3)
    assert [each.status_code for each in told] == [200, 200, 200]
    assert len({each.content for each in told}) == 1
    path = f"/cases/{case.number}/messages"
    told = at_once([lambda: writer.post(path, {"text": "Hej"}, idempotency_key="a")] * 3)
    assert [each.status_code for each in told] == [201, 201, 201]
    assert Message.objects.count() == 1
