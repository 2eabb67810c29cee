"""What is done at a meeting by program: points, tasks, recusals; by who keeps its meetings, and nothing twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.mark_secret import mark_secret
from cases.models import ActionItem
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.meetings import a_held_meeting, board_point, the_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def meeting(world):
    return a_held_meeting(world.flen, world.flen_chair, "Ekonomi")


def test_a_point_is_added_once_by_who_keeps_the_meetings_of_the_body(world, meeting):
    chair, path = Caller(world.flen_chair), f"/meetings/{meeting.pk}/points"
    done = chair.post(path, {"title": "Nästa möte"}, idempotency_key="a")
    assert done.status_code == 200, done.content
    assert chair.post(path, {"title": "Nästa möte"}, idempotency_key="a").json() == done.json()
    agenda = chair.get(f"/meetings/{meeting.pk}").json()["agenda"]
    assert [(each["id"] in done.json()["made"], each["title"]) for each in agenda] == [
        (False, "Ekonomi"),
        (True, "Nästa möte"),
    ]
    assert refused(chair.post(path, {"title": " "}, idempotency_key="b")) == (422, "not_valid")
    assert refused(chair.post(path, {"title": "Utan nyckel"})) == (400, "key_missing")
    other = Caller(world.strangnas_chair)
    assert refused(other.post(path, {"title": "Nej"}, idempotency_key="a")) == (404, "not_found")


def test_a_task_is_agreed_on_and_done(world, meeting):
    chair, point = Caller(world.flen_chair), the_point(meeting)
    path = f"/meetings/{meeting.pk}/points/{point.pk}/tasks"
    sent = {
        "what": "Boka lokal",
        "who": world.flen_chair.pk,
        "due_on": (timezone.localdate() + timedelta(days=9)).isoformat(),
    }
    assert refused(chair.post(path, sent | {"who": world.stranger.pk}, idempotency_key="a")) == (422, "not_valid")
    agreed = chair.post(path, sent, idempotency_key="a")
    assert agreed.status_code == 200, agreed.content
    made = agreed.json()["made"]
    assert made == [ActionItem.objects.get().pk]
    done = f"/tasks/{made[0]}/done"
    assert refused(Caller(world.strangnas_chair).post(done, idempotency_key="a")) == (404, "not_found")
    assert chair.post(done, idempotency_key="b").status_code == 200
    assert refused(chair.post(done, idempotency_key="c")) == (409, "too_late")
    assert [each["what"] for each in chair.get("/tasks?done=true").json()["results"]] == ["Boka lokal"]


def test_somebody_present_is_recused_at_a_point_and_nobody_twice(world, meeting):
    chair, point = Caller(world.flen_chair), the_point(meeting)
    path = f"/meetings/{meeting.pk}/points/{point.pk}/recusals"
    sent = {"person": world.flen_chair.pk, "reason": "Släkt."}
    assert chair.post(path, sent, idempotency_key="a").status_code == 200
    assert chair.get(f"/meetings/{meeting.pk}").json()["agenda"][0]["recused"] == [world.flen_chair.name]
    assert refused(chair.post(path, sent, idempotency_key="b"))[0] in (409, 422)
    away = {"person": world.strangnas_chair.pk, "reason": "Släkt."}
    assert refused(chair.post(path, away, idempotency_key="c")) == (422, "not_valid")


def test_nothing_is_done_by_program_at_a_point_about_a_secret_case(world):
    case, item = board_point(world)
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    path = f"/meetings/{item.meeting_id}/points/{item.pk}"
    officer = Caller(world.officer)
    for act, sent in (("tasks", {"what": "Ring", "who": world.officer.pk}), ("recusals", {"person": 1, "reason": "x"})):
        assert refused(officer.post(f"{path}/{act}", sent, idempotency_key=act)) == (404, "not_found")
