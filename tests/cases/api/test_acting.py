"""What one does in a case by program: the same rights and refusals as on its page, and nothing twice."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from cases.actions.act_once import forget_replies
from cases.models import Assignment, Case, CaseEvent, Decision, KeptReply, Message, Supplement
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db
DECIDED = {
    "outcome": "bifall",
    "text": "Styrelsen beviljar ansökan.",
    "decided_on": "2014-06-12",
    "paragraph": "§ 34",
    "granted": {"2014": "610000", "2015": "700000.50"},
}


@pytest.fixture
def world():
    return build.a_world()


def turn_path(case, body_key=""):
    return f"/cases/{case.number}/turns/{build.waiting(case, body_key).pk}"


def test_a_group_answers_and_the_case_goes_on(world):
    case = build.an_application(world, "lsg-flen")
    chair = Caller(world.flen_chair)
    (mine,) = chair.get(f"/cases/{case.number}/moves").json()["answers"]
    assert [each["key"] for each in mine["outcomes"]] == ["tillstyrker", "avstyrker", "komplettering"]
    path = f"/cases/{case.number}/turns/{mine['turn']}/answer"
    done = chair.post(path, {"outcome": "tillstyrker", "text": "Bra\x01 plan"}, idempotency_key="a")
    assert done.status_code == 200, done.content
    event = CaseEvent.objects.filter(case=case).last()
    assert done.json() == {
        "number": case.number,
        "status": "waiting",
        "stage": "beredning",
        "event": event.seq,
        "at": done.json()["at"],
        "sha256": event.sha256,
        "made": None,
    }
    assert Assignment.objects.get(pk=mine["turn"]).text == "Bra plan"


def test_the_board_decides_with_what_was_applied_for_before_it(world):
    fund = a_fund(2014, 2015)
    case = build.case_at_board(world, "lsg-flen")
    chair = Caller(world.board_chair)
    (mine,) = chair.get(f"/cases/{case.number}/moves").json()["answers"]
    assert mine["decides"] is True
    assert mine["applied"] == [{"year": 2014, "amount": "610000.00"}, {"year": 2015, "amount": "722000.00"}]
    done = chair.post(f"{turn_path(case)}/answer", DECIDED | {"fund": "processtod"}, idempotency_key="a")
    assert (done.status_code, done.json()["status"]) == (200, "ended")
    (decided,) = chair.get(f"/cases/{case.number}").json()["decisions"]
    assert (decided["paragraph"], decided["granted"]) == (
        "34",
        [
            {"year": 2014, "amount": "610000.00", "holds": "610000.00"},
            {"year": 2015, "amount": "700000.50", "holds": "700000.50"},
        ],
    )
    assert Decision.objects.get().fund == fund


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("member", ["decided_on", "until"])
def test_a_day_at_the_ends_of_time_is_refused(world, member, day):
    case = build.case_at_board(world, "lsg-flen")
    refusal = Caller(world.board_chair).post(f"{turn_path(case)}/answer", DECIDED | {member: day}, idempotency_key="a")
    assert refused(refusal) == (422, "not_valid")
    assert [each["path"] for each in refusal.json()["problems"]] == [["body", member]]


def test_a_decision_is_taken_once_however_often_it_is_asked_for(world):
    case = build.case_at_board(world, "lsg-flen")
    chair, path = Caller(world.board_chair), f"{turn_path(case)}/answer"
    first = chair.post(path, DECIDED, idempotency_key="samma")
    again = chair.post(path, DECIDED, idempotency_key="samma")
    assert (again.status_code, again.json()) == (200, first.json())
    assert refused(chair.post(path, DECIDED | {"paragraph": "35"}, idempotency_key="samma")) == (422, "key_reused")
    late = chair.post(path, DECIDED, idempotency_key="en annan"[:2])
    assert refused(late) == (409, "too_late")
    assert late.json()["detail"]
    assert (Decision.objects.count(), Case.objects.get().granted_total) == (1, 1_310_000.50)


def test_a_refusal_is_not_kept_so_that_the_same_key_may_be_tried_again(world):
    case = build.case_at_board(world, "lsg-flen")
    chair, path = Caller(world.board_chair), f"{turn_path(case)}/answer"
    wrong = chair.post(path, DECIDED | {"text": ""}, idempotency_key="a")
    assert refused(wrong) == (422, "not_valid")
    assert wrong.json()["problems"][0] | {"message": ""} == {
        "code": "decision_text_missing",
        "path": ["body", "text"],
        "message": "",
        "blocks": True,
    }
    assert not KeptReply.objects.exists()
    assert chair.post(path, DECIDED, idempotency_key="a").status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome": "hittepå"}, "outcome"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": "2999-01-01"}, "decided_on"),
        ({"granted": {}}, "granted"),
        ({"granted": {"2014": "0"}}, "granted"),
        ({"fund": "finns-inte"}, "fund"),
        ({"granted": {"2014": "-1"}}, "granted"),
        ({"granted": {"1914": "1"}}, "granted"),
        ({"granted": {"2014": 610000.5}}, "granted"),
        ({"hittepå": 1}, "hittepå"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands_and_decides_nothing(world, changed, field):
    case = build.case_at_board(world, "lsg-flen")
    response = Caller(world.board_chair).post(f"{turn_path(case)}/answer", DECIDED | changed, idempotency_key="a")
    assert refused(response) == (422, "not_valid")
    assert response.json()["problems"][0]["path"][:2] == ["body", field]
    assert not Decision.objects.exists()


def test_nothing_is_done_without_a_key_of_ones_own(world):
    case = build.an_application(world, "lsg-flen")
    chair = Caller(world.flen_chair)
    for path, sent in (
        (f"{turn_path(case)}/answer", {"outcome": "tillstyrker"}),
        (f"{turn_path(case)}/supplement", {"sections": ["om"], "question": "Vad?"}),
        (f"/cases/{case.number}/messages", {"text": "Hej"}),
        (f"/cases/{case.number}/withdraw", {}),
    ):
        assert refused(chair.post(path, sent)) == (400, "key_missing")
    assert Case.objects.get().event_count == 1


def test_a_stage_that_was_settled_and_a_turn_that_lapsed_are_too_late(world):
    case = build.an_application(world, "lsg-flen", "lsg-strangnas")
    paths = {key: f"{turn_path(case, key)}/answer" for key in ("lsg-flen", "lsg-strangnas")}
    refusing = {"outcome": "avstyrker", "text": "Nej."}
    assert Caller(world.flen_chair).post(paths["lsg-flen"], refusing, idempotency_key="a").status_code == 200
    other = Caller(world.strangnas_chair)
    response = other.post(paths["lsg-strangnas"], {"outcome": "tillstyrker"}, idempotency_key="a")
    assert refused(response) == (409, "too_late")


def test_a_supplement_is_asked_for_and_answered_by_program(world):
    case = build.an_application(world, "lsg-flen")
    chair, writer = Caller(world.flen_chair), Caller(world.writer)
    (mine,) = chair.get(f"/cases/{case.number}/moves").json()["answers"]
    assert {"key": "budget", "title": "Budget"} in mine["may_open"]
    asked = {"sections": ["budget"], "question": "Vad gäller för 2015?", "due_on": "2099-01-01"}
    done = chair.post(f"{turn_path(case)}/supplement", asked, idempotency_key="a")
    assert (done.status_code, done.json()["status"]) == (200, "supplement")
    assert "answer_supplement" in writer.get(f"/cases/{case.number}/moves").json()["moves"]

    path = f"/submissions/{case.submission.uuid}"
    saved = writer.patch(f"{path}/answers", {"answers": {"budget": None}}, if_match=writer.get(path)["ETag"])
    assert writer.post(f"{path}/submit", if_match=saved["ETag"], idempotency_key="b").json()["sending"] == 2
    assert Supplement.objects.get().answered_by == world.writer
    assert writer.get(f"/cases/{case.number}").json()["status"] == "waiting"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sections": []}, "sections"),
        ({"sections": ["hittepå"]}, "sections"),
        ({"question": " "}, "question"),
        ({"due_on": "2001-01-01"}, "due_on"),
    ],
)
def test_a_supplement_that_asks_for_nothing_is_refused(world, changed, field):
    case = build.an_application(world, "lsg-flen")
    asked = {"sections": ["budget"], "question": "Vad?", "due_on": None} | changed
    response = Caller(world.flen_chair).post(f"{turn_path(case)}/supplement", asked, idempotency_key="a")
    assert refused(response) == (422, "not_valid")
    assert response.json()["problems"][0]["path"] == ["body", field]


def test_messages_are_written_once_and_read_by_those_they_are_for(world):
    case = build.an_application(world, "lsg-flen")
    officer, writer = Caller(world.officer), Caller(world.writer)
    path = f"/cases/{case.number}/messages"
    for _ in range(2):
        assert writer.post(path, {"text": "Hej"}, idempotency_key="a").status_code == 201
    assert officer.post(path, {"text": "Obs", "audience": "internal"}, idempotency_key="a").status_code == 201
    assert refused(writer.post(path, {"text": "Obs", "audience": "internal"}, idempotency_key="b")) == (
        403,
        "not_allowed",
    )
    assert [each["text"] for each in officer.get(path).json()["results"]] == ["Obs", "Hej"]
    assert [each["text"] for each in writer.get(f"{path}?limit=1").json()["results"]] == ["Hej"]
    assert Message.objects.count() == 2


def test_who_applies_withdraws_and_then_nothing_more_can_be_done(world):
    case = build.an_application(world, "lsg-flen")
    path = f"/cases/{case.number}/withdraw"
    assert refused(Caller(world.officer).post(path, {}, idempotency_key="a")) == (403, "not_allowed")
    answer = f"{turn_path(case)}/answer"
    writer = Caller(world.writer)
    assert writer.post(path, {"reason": "Vi väntar."}, idempotency_key="a").json()["status"] == "ended"
    assert refused(writer.post(path, {}, idempotency_key="b")) == (409, "too_late")
    late = Caller(world.flen_chair).post(answer, {"outcome": "tillstyrker"}, idempotency_key="a")
    assert refused(late) == (409, "too_late")


def test_a_turn_of_another_case_is_not_reached_through_ones_own(world):
    mine, other = build.an_application(world, "lsg-flen"), build.an_application(world, "lsg-strangnas")
    path = f"/cases/{mine.number}/turns/{build.waiting(other).pk}/answer"
    assert refused(Caller(world.flen_chair).post(path, {"outcome": "tillstyrker"}, idempotency_key="a")) == (
        404,
        "not_found",
    )


def test_a_long_timeline_comes_in_pieces(world):
    case = build.granted_case(world, "lsg-flen")
    caller = Caller(world.officer)
    whole = caller.get(f"/cases/{case.number}/timeline").json()
    piece = caller.get(f"/cases/{case.number}/timeline?limit=1&offset=1").json()
    assert (piece["count"], piece["events"]) == (len(whole["events"]), whole["events"][1:2])


def test_what_a_repeated_request_is_answered_is_kept_for_a_month(world):
    case = build.an_application(world, "lsg-flen")
    Caller(world.writer).post(f"/cases/{case.number}/messages", {"text": "Hej"}, idempotency_key="a")
    assert forget_replies(timezone.now() + timedelta(days=29)) == 0
    assert forget_replies(timezone.now() + timedelta(days=31)) == 1
    assert Schedule.objects.get(func="cases.tasks.forget_daily").schedule_type == Schedule.DAILY
