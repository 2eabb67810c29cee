"""Meetings: agenda, §, decisions that move their cases, locks, follow-up."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.answer_assignment import answer_assignment
from cases.actions.arrange_agenda import add_point, add_waiting_cases, arrange, move_point, remove_point, word_point
from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.hold_meeting import Present, hold_meeting, note_attendance
from cases.actions.plan_meeting import Planned, change_meeting, plan_meeting
from cases.actions.recuse_at_point import recuse_at_point
from cases.actions.settle_point import CaseAnswer, settle_point
from cases.domain import meetings as rules
from cases.models import Case, Meeting, OutgoingEmail
from cases.queries.trail import check_trail
from people.models import Role
from tests.builders.cases import World, a_world, an_application, case_at_board, waiting
from tests.builders.meetings import a_held_meeting, a_meeting, board_point, the_point
from tests.builders.people import seat
from tests.builders.refusing import refused

pytestmark = pytest.mark.django_db
GRANT = CaseAnswer("bifall", {2014: Decimal(610_000)})


@pytest.fixture
def world() -> World:
    return a_world()


# The rules


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_a_point_keeps_every_point_once(order, data):
    one, step = data.draw(st.sampled_from(order)), data.draw(st.integers(-9, 9))
    moved = rules.moved(order, one, step)
    assert sorted(moved) == sorted(order)
    assert moved.index(one) == max(0, min(len(order) - 1, order.index(one) + step))


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 12)))
def test_an_order_that_was_asked_for_loses_no_point_and_adds_none(order, asked):
    assert sorted(rules.rearranged(order, asked)) == sorted(order)


def test_a_meeting_goes_one_way():
    ways = {(status, move): rules.after(status, move) for status in Meeting.Status.values for move in ("hold", "call")}
    assert {key for key, value in ways.items() if value is None} == {
        ("held", "hold"),
        ("held", "call"),
        ("adjusted", "hold"),
        ("adjusted", "call"),
        ("cancelled", "hold"),
        ("cancelled", "call"),
    }


# The agenda


def test_the_agenda_takes_the_cases_that_wait_for_the_body_once(world):
    case = case_at_board(world)
    an_application(world, "lsg-strangnas")
    meeting = a_meeting(world.board, world.board_chair)

    assert [item.case for item in add_waiting_cases(meeting, by=world.board_chair)] == [case]
    assert add_waiting_cases(meeting, by=world.board_chair) == []
    another = a_meeting(world.board, world.board_chair)
    assert add_waiting_cases(another, by=world.board_chair) == []


def test_points_move_up_and_down_and_into_any_order(world):
    meeting = a_meeting(world.flen, world.flen_chair, "A", "B", "C")
    move_point(the_point(meeting, "C"), -1, by=world.flen_chair)
    assert titles(meeting) == ["A", "C", "B"]
    move_point(the_point(meeting, "A"), -1, by=world.flen_chair)
    assert titles(meeting) == ["A", "C", "B"]
    arrange(meeting, [the_point(meeting, "B").pk], by=world.flen_chair)
    assert titles(meeting) == ["B", "A", "C"]


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("title", flat=True))


def test_what_is_dealt_with_keeps_its_place_and_stays(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A", "B", "C")
    settle_point(the_point(meeting, "B"), by=world.flen_chair, notes="Ja.")
    arrange(meeting, [the_point(meeting, "C").pk], by=world.flen_chair)
    assert titles(meeting) == ["C", "B", "A"]
    assert refused(lambda: remove_point(the_point(meeting, "B"), by=world.flen_chair)) == ("point_settled", 409)
    assert refused(lambda: move_point(the_point(meeting, "B"), 1, by=world.flen_chair)) == ("point_settled", 409)


def test_only_those_who_keep_the_meetings_of_the_body_plan_them(world):
    planned = Planned(timezone.now())
    for who in (world.stranger, world.strangnas_chair, world.preparer):
        assert refused(lambda who=who: plan_meeting(world.flen, planned, by=who)) == ("not_the_keeper", 403)
    member = seat(world.flen, Role.MEMBER, name="Ledamot Flen")
    meeting = a_meeting(world.flen, world.flen_chair, "A")
    assert refused(lambda: add_point(meeting, "B", by=member)) == ("not_the_keeper", 403)


def test_a_heading_saved_from_an_older_page_is_refused(world):
    meeting = a_meeting(world.flen, world.flen_chair, "A")
    item = the_point(meeting)
    word_point(item, by=world.flen_chair, title="B", proposal="", version=0)
    again = lambda: word_point(item, by=world.flen_chair, title="C", proposal="", version=0)  # noqa: E731
    assert refused(again) == ("meeting_changed", 409)


# The notice


def test_a_notice_goes_to_every_seat_once_with_an_invitation(world):
    meeting = call_meeting(a_meeting(world.flen, world.flen_chair, "A"), by=world.flen_chair)
    letters = OutgoingEmail.objects.filter(key__startswith=f"meeting:{meeting.pk}:")
    assert {letter.to for letter in letters} == {world.flen_chair, world.writer}
    calendar = parsed(letters.first())
    assert (calendar["METHOD"], event(calendar)["SEQUENCE"], event(calendar)["STATUS"]) == ("REQUEST", 0, "CONFIRMED")


def test_a_change_updates_the_invitation_and_cancelling_takes_it_back(world):
    meeting = call_meeting(a_meeting(world.flen, world.flen_chair, "A"), by=world.flen_chair)
    later = meeting.starts_at + timedelta(days=1)
    change_meeting(meeting, Planned(later, None, "Stadshuset"), by=world.flen_chair)
    cancel_meeting(meeting, by=world.flen_chair)
    sent = [
        parsed(OutgoingEmail.objects.get(to=world.writer, key__contains=f":{kind}:"))
        for kind in ("meeting_called", "meeting_changed", "meeting_cancelled")
    ]
    assert [one["METHOD"] for one in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event(one)["SEQUENCE"] for one in sent] == [0, 1, 2]
    assert len({str(event(one)["UID"]) for one in sent}) == 1
    assert event(sent[1])["DTSTART"].dt == later.replace(microsecond=0)
    assert event(sent[2])["STATUS"] == "CANCELLED"


def test_a_meeting_that_is_called_keeps_a_place_or_a_link(world):
    meeting = call_meeting(a_meeting(world.flen, world.flen_chair, "A"), by=world.flen_chair)
    nowhere = lambda: change_meeting(meeting, Planned(meeting.starts_at), by=world.flen_chair)  # noqa: E731
    assert refused(nowhere) == ("no_place", 422)
    moved = change_meeting(meeting, Planned(meeting.starts_at, link="https://mote.example/1"), by=world.flen_chair)
    assert moved.sequence == 1


def test_the_letter_carries_the_invitation_as_calendars_take_it(world, mailoutbox):
    from cases.actions.send_email import send_email

    meeting = call_meeting(a_meeting(world.flen, world.flen_chair, "A"), by=world.flen_chair)
    letter = OutgoingEmail.objects.get(to=world.writer, key__startswith=f"meeting:{meeting.pk}:")
    mailoutbox.clear()
    OutgoingEmail.objects.filter(pk=letter.pk).update(sent_at=None, handed_over_at=None, attempts=0)
    assert send_email(letter.pk) == "sent"
    parts = [part for part in mailoutbox[0].message().walk() if part.get_content_type() == "text/calendar"]
    assert [(part.get_param("method"), part.get_filename()) for part in parts] == [("REQUEST", "mote.ics")]


def parsed(letter: OutgoingEmail) -> Any:
    from icalendar import Calendar

    return Calendar.from_ical(letter.calendar)


def event(calendar: Any) -> Any:
    return calendar.walk("VEVENT")[0]


def test_a_notice_needs_a_place_and_points(world):
    bare = a_meeting(world.flen, world.flen_chair, place="")
    assert refused(lambda: call_meeting(bare, by=world.flen_chair)) == ("no_place", 422)
    empty = a_meeting(world.flen, world.flen_chair)
    assert refused(lambda: call_meeting(empty, by=world.flen_chair)) == ("empty_agenda", 422)


def test_a_meeting_is_not_held_before_its_day_nor_twice(world):
    meeting = a_meeting(world.flen, world.flen_chair)
    assert refused(lambda: hold_meeting(meeting, by=world.flen_chair)) == ("not_yet", 409)
    held = a_held_meeting(world.flen, world.flen_chair)
    assert refused(lambda: hold_meeting(held, by=world.flen_chair)) == ("meeting_gone_on", 409)
    assert refused(lambda: cancel_meeting(held, by=world.flen_chair)) == ("meeting_gone_on", 409)


# Who was there


def test_a_deputy_takes_the_place_of_one_who_is_absent(world):
    deputy = seat(world.flen, Role.CHAIR, name="Ersättare Flen", deputy=True)
    meeting = a_held_meeting(world.flen, world.flen_chair)
    there = [Present(deputy.pk, world.flen_chair.pk), Present(world.writer.pk)]
    note_attendance(meeting, there, by=world.flen_chair, others="Konsult")
    rows = {row.person: (row.is_present, row.stands_for) for row in meeting.attendance.all()}
    assert rows[deputy] == (True, world.flen_chair)
    assert rows[world.flen_chair] == (False, None)


def test_who_writes_is_chosen_among_those_with_a_seat_and_the_office(world):
    meeting = a_held_meeting(world.flen, world.flen_chair)
    there = [Present(world.flen_chair.pk)]
    for person in (world.writer, world.officer):
        note_attendance(meeting, there, by=world.flen_chair, secretary=person.pk)
        meeting.refresh_from_db()
        assert meeting.secretary == person
    stranger = lambda: note_attendance(meeting, there, by=world.flen_chair, secretary=world.stranger.pk)  # noqa: E731
    assert refused(stranger) == ("secretary_from_elsewhere", 422)
    note_attendance(meeting, there, by=world.flen_chair)
    meeting.refresh_from_db()
    assert meeting.secretary == world.officer


def test_nobody_takes_the_place_of_one_who_is_there(world):
    deputy = seat(world.flen, Role.CHAIR, name="Ersättare Flen", deputy=True)
    meeting = a_held_meeting(world.flen, world.flen_chair)
    there = [Present(deputy.pk, world.flen_chair.pk), Present(world.flen_chair.pk)]
    assert refused(lambda: note_attendance(meeting, there, by=world.flen_chair)) == ("stands_for_present", 422)


# Decisions


def test_a_decision_in_the_meeting_moves_its_case_in_the_same_transaction(world):
    case, item = board_point(world)
    item = settle_point(item, by=world.officer, decision="Styrelsen beslutar att bifalla.", answer=GRANT)
    case.refresh_from_db()
    decision = case.decisions.get()
    assert (case.status, case.end, case.granted_total) == (Case.Status.ENDED, "beviljad", Decimal(610_000))
    # A meeting that began before midnight decides on the day that it began.
    on = timezone.localdate(item.meeting.starts_at)
    assert (decision.paragraph, decision.decided_on) == (str(item.paragraph), on)
    assert (item.paragraph, item.outcome) == (1, "Bifall")
    assert check_trail(case) == []


def test_what_the_case_refuses_leaves_the_point_as_it_was_and_takes_no_paragraph(world):
    case, item = board_point(world)
    nothing = CaseAnswer("bifall")
    assert refused(lambda: settle_point(item, by=world.officer, decision="Ja.", answer=nothing))[0] == "granted_missing"
    item.refresh_from_db()
    assert (item.is_settled, item.paragraph, case.decisions.count()) == (False, None, 0)
    assert settle_point(item, by=world.officer, decision="Ja.", answer=GRANT).paragraph == 1


def test_what_fails_after_the_case_moved_undoes_the_case_too(world, monkeypatch):
    case, item = board_point(world)

    def fails(*_args: Any, **_more: Any) -> None:
        raise DatabaseError("full")

    monkeypatch.setattr("cases.actions.settle_point.keep_event", fails)
    with pytest.raises(DatabaseError):
        settle_point(item, by=world.officer, decision="Ja.", answer=GRANT)
    case.refresh_from_db()
    assert (case.status, case.decisions.count()) == (Case.Status.WAITING, 0)


def test_a_point_is_dealt_with_once(world):
    _case, item = board_point(world)
    settle_point(item, by=world.officer, decision="Ja.", answer=GRANT)
    assert refused(lambda: settle_point(item, by=world.officer)) == ("point_settled", 409)


def test_a_case_that_has_been_answered_elsewhere_is_not_answered_again(world):
    case, item = board_point(world)
    answer_assignment(waiting(case), "avslag", by=world.board_chair, text="Nej.", decided_on=timezone.localdate())
    assert refused(lambda: settle_point(item, by=world.officer, decision="Ja.", answer=GRANT)) == ("case_closed", 409)


def test_only_the_meeting_lets_its_keeper_answer_for_the_body(world):
    case = an_application(world)
    assert refused(lambda: answer_assignment(waiting(case), "tillstyrker", by=world.officer)) == ("no_mandate", 403)
    turn = waiting(case)
    by_another = lambda: answer_assignment(turn, "tillstyrker", by=world.strangnas_chair, minuted=True)  # noqa: E731
    assert refused(by_another) == ("not_the_keeper", 403)


def test_a_group_answers_in_its_meeting_and_has_notes_without_paragraphs(world):
    case = an_application(world)
    meeting = a_held_meeting(world.flen, world.flen_chair)
    add_waiting_cases(meeting, by=world.flen_chair)
    item = settle_point(
        the_point(meeting), by=world.flen_chair, decision="Gruppen tillstyrker.", answer=CaseAnswer("tillstyrker")
    )
    case.refresh_from_db()
    assert (item.paragraph, case.stage) == (None, "beredning")


def test_who_is_recused_at_a_point_is_out_of_its_decision(world):
    case, item = board_point(world)
    recuse_at_point(item, world.board_chair, by=world.officer, reason="Bror till sökanden.")
    turn = waiting(case)
    by_chair = lambda: answer_assignment(turn, "avslag", by=world.board_chair, text="Nej.")  # noqa: E731
    assert refused(by_chair) == ("you_are_recused", 403)
    settle_point(item, by=world.officer, decision="Ja.", answer=GRANT)
    answered = case.events.get(kind="answered", data__stage="styrelsen")
    assert answered.data["decision"]["recused"] == [world.board_chair.pk]


def test_a_recusal_needs_a_reason_and_somebody_present(world):
    _case, item = board_point(world)
    assert refused(lambda: recuse_at_point(item, world.board_chair, by=world.officer, reason=" "))[1] == 422
    assert refused(lambda: recuse_at_point(item, world.preparer, by=world.officer, reason="x"))[0] == "not_present"
    recuse_at_point(item, world.board_chair, by=world.officer, reason="x")
    again = lambda: recuse_at_point(item, world.board_chair, by=world.officer, reason="x")  # noqa: E731
    assert refused(again) == ("already_recused_here", 409)


# Seminars


def test_a_seminar_is_for_every_group_whoever_calls_it(world):
    seminar = a_held_meeting(world.board, world.officer, kind=Meeting.Kind.SEMINAR)
    assert {world.flen_chair.pk, world.strangnas_chair.pk, world.board_chair.pk} <= set(
        seminar.attendance.values_list("person", flat=True)
    )
    assert Meeting.objects.visible_to(world.flen_chair).filter(pk=seminar.pk).exists()


def test_a_meeting_of_another_body_is_not(world):
    meeting = a_held_meeting(world.board, world.officer)
    assert not meeting.attendance.filter(person=world.flen_chair).exists()
    assert not Meeting.objects.visible_to(world.flen_chair).filter(pk=meeting.pk).exists()
