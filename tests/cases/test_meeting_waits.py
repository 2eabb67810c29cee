"""What meetings have left for somebody stands in their inbox, and adjusters are asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.adjust_meeting import adjust_meeting, ask_for_adjustment
from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.plan_meeting import Planned, change_meeting
from cases.actions.settle_point import settle_point
from cases.models import Meeting, OutgoingEmail
from cases.queries.inbox import View, inbox
from people.models import Mandate, Role, User
from tests.builders.cases import World, a_world
from tests.builders.meetings import a_held_meeting, a_meeting, adjusted_by, the_point
from tests.builders.people import seat
from tests.builders.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def left(user: User, view: View = View.ALL) -> list[tuple[str, str, bool]]:
    return [(row.what, row.body, row.late) for row in inbox(user, view=view).meetings]


def test_minutes_wait_for_their_adjusters_from_the_last_point_until_they_have_adjusted(world):
    member = seat(world.board, Role.MEMBER, name="Ledamot styrelsen")
    meeting = a_held_meeting(world.board, world.officer, "A", "B")
    adjusted_by(meeting, member, world.board_chair, by=world.officer)
    settle_point(the_point(meeting, "A"), by=world.officer, notes="Ja.")
    assert left(member) == []
    settle_point(the_point(meeting, "B"), by=world.officer, notes="Ja.")
    assert left(member) == left(world.board_chair) == [("", world.board.name, False)]
    adjust_meeting(meeting, by=member)
    assert (left(member), left(world.officer)) == ([], [])


def test_what_somebody_is_to_do_waits_for_them_until_it_is_done(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    yesterday = timezone.localdate() - timedelta(days=1)
    later = add_action_item(the_point(meeting), "Boka lokal", world.writer, by=world.flen_chair)
    late = add_action_item(the_point(meeting), "Ring", world.writer, by=world.flen_chair, due_on=yesterday)
    assert left(world.writer) == [("Ring", world.flen.name, True), ("Boka lokal", world.flen.name, False)]
    assert left(world.writer, View.LATE) == [("Ring", world.flen.name, True)]
    for view in View:
        found = inbox(world.writer, view=view)
        assert (found.mine_count.number, found.late_count.number) == (2 + found.year.waiting, 1 + found.year.late)
    assert left(world.flen_chair) == []
    for task in (late, later):
        complete_action_item(task, by=world.writer)
    assert left(world.writer) == []


def test_adjusters_are_asked_once_a_day_and_only_those_who_are_left(world):
    member = seat(world.board, Role.MEMBER, name="Ledamot styrelsen")
    meeting = a_held_meeting(world.board, world.officer, "A")
    assert refused(lambda: ask_for_adjustment(meeting, by=world.officer)) == ("points_left", 409)
    settle_point(the_point(meeting), by=world.officer, notes="Ja.")
    assert refused(lambda: ask_for_adjustment(meeting, by=world.officer)) == ("adjusters_missing", 422)
    adjusted_by(meeting, member, world.board_chair, by=world.officer)
    adjust_meeting(meeting, by=world.board_chair)
    assert refused(lambda: ask_for_adjustment(meeting, by=member)) == ("not_the_keeper", 403)
    assert [ask_for_adjustment(meeting, by=world.officer) for _time in range(2)] == [1, 0]
    letter = OutgoingEmail.objects.get(key__startswith="adjust:")
    assert (letter.to, meeting.get_absolute_url() in letter.text) == (member, True)


def test_whoever_has_no_seat_on_the_new_day_has_the_meeting_taken_from_their_calendar_once(world):
    leaving = seat(world.flen, Role.MEMBER, name="Ledamot Flen")
    meeting = call_meeting(a_meeting(world.flen, world.flen_chair, "A"), by=world.flen_chair)
    Mandate.objects.filter(user=leaving).update(valid_to=meeting.on)
    for days in (1, 2):
        later = Planned(meeting.starts_at + timedelta(days=days), place="Rådhuset")
        change_meeting(meeting, later, by=world.flen_chair)
    cancel_meeting(meeting, by=world.flen_chair)
    assert methods(meeting, leaving) == ["REQUEST", "CANCEL"]
    assert methods(meeting, world.writer) == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]


def methods(meeting: Meeting, user: User) -> list[str]:
    """What each letter asked the calendar for, the oldest first; an event that is taken back says that it is."""
    letters = OutgoingEmail.objects.filter(key__startswith=f"meeting:{meeting.pk}:", to=user).order_by("pk")
    found = [(letter.calendar.partition("METHOD:")[2].split()[0], letter.calendar) for letter in letters]
    assert all(("STATUS:CANCELLED" in calendar) == (method == "CANCEL") for method, calendar in found)
    return [method for method, _calendar in found]
