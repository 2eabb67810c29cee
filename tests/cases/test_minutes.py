"""What is written at meetings: §, locks, corrections, and what is followed up."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.actions.adjust_meeting import adjust_meeting, correct_meeting
from cases.actions.arrange_agenda import remove_point
from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.recuse_at_point import recuse_at_point
from cases.actions.send_reminders import send_reminders
from cases.actions.settle_point import CaseAnswer, reword_point, settle_point
from cases.models import AgendaItem, OutgoingEmail
from cases.queries.meetings import decisions_about, open_tasks
from cases.queries.publishing import to_publish
from people.models import BodyKind, Role, Succession
from people.queries.mandates import standing
from tests.builders.cases import World, a_world
from tests.builders.meetings import a_held_meeting, adjusted_by, board_point, the_point
from tests.builders.people import body, seat
from tests.builders.refusing import refused

pytestmark = pytest.mark.django_db
GRANT = CaseAnswer("bifall", {2014: Decimal(610_000)})


@pytest.fixture
def world() -> World:
    return a_world()


# §


def test_paragraphs_run_through_the_year_and_begin_again_in_the_next(world):
    last_year = timezone.now().replace(year=timezone.localdate().year - 1, month=5, day=4)
    numbers = []
    for at, points in ((last_year, 2), (None, 2), (None, 1)):
        meeting = a_held_meeting(world.board, world.officer, *[f"P{n}" for n in range(points)], at=at)
        for item in meeting.items.all():
            numbers.append(settle_point(item, by=world.officer, notes="Ja.").paragraph)
    assert numbers == [1, 2, 1, 2, 3]


def test_paragraphs_have_no_gap_whatever_is_undone(world):
    """Some points are undone halfway: their § is the next one's."""
    meeting = a_held_meeting(world.board, world.officer, *[f"P{n}" for n in range(12)])
    undone = {1, 4, 5, 9}
    for place, item in enumerate(meeting.items.all()):
        try:
            with transaction.atomic():
                settle_point(item, by=world.officer, notes="Ja.")
                if place in undone:
                    raise RuntimeError
        except RuntimeError:
            continue
    taken = [item.paragraph for item in meeting.items.all() if item.paragraph]
    assert taken == list(range(1, 12 - len(undone) + 1))


def test_the_database_refuses_the_same_paragraph_twice(world):
    meeting = a_held_meeting(world.board, world.officer, "A", "B")
    first = settle_point(the_point(meeting, "A"), by=world.officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        meeting.items.filter(title="B").update(series=first.series, paragraph=first.paragraph)


# Adjusting


def test_adjusted_notes_are_locked_by_the_database_and_corrected_beside(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    settle_point(the_point(meeting), by=world.flen_chair, notes="Ja.")
    adjust_meeting(meeting, by=world.flen_chair)
    for statement in (
        "UPDATE cases_meeting SET place = 'x'",
        "DELETE FROM cases_meeting",
        "UPDATE cases_agendaitem SET notes = 'x'",
        "DELETE FROM cases_agendaitem",
        "UPDATE cases_attendance SET is_present = NOT is_present",
        "DELETE FROM cases_attendance",
    ):
        with pytest.raises(DatabaseError, match="adjusted"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="adjusted"), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, position=9, title="B")
    assert correct_meeting(meeting, "Punkt 1: mötet ajournerades.", by=world.flen_chair).pk
    assert refused(lambda: correct_meeting(meeting, " ", by=world.flen_chair)) == ("correction_missing", 422)


def test_minutes_are_locked_when_every_adjuster_has_said_yes(world):
    member = seat(world.board, Role.MEMBER, name="Ledamot styrelsen")
    meeting = a_held_meeting(world.board, world.officer, "A")
    assert refused(lambda: adjust_meeting(meeting, by=world.officer)) == ("points_left", 409)
    settle_point(the_point(meeting), by=world.officer, notes="Ja.")
    assert refused(lambda: adjust_meeting(meeting, by=world.officer)) == ("adjusters_missing", 422)
    adjusted_by(meeting, member, world.board_chair, by=world.officer)
    assert refused(lambda: adjust_meeting(meeting, by=world.officer)) == ("not_an_adjuster", 403)
    assert adjust_meeting(meeting, by=member).status == "held"
    assert refused(lambda: adjust_meeting(meeting, by=member)) == ("already_adjusted_by_you", 409)
    assert adjust_meeting(meeting, by=world.board_chair).status == "adjusted"


def test_a_point_that_is_adjusted_at_once_is_locked_before_the_others(world):
    meeting = a_held_meeting(world.board, world.officer, "A", "B")
    item = settle_point(the_point(meeting, "A"), by=world.officer, decision="Ja.", adjust_now=True)
    again = lambda: reword_point(item, by=world.officer, notes="x", decision="x")  # noqa: E731
    assert refused(again) == ("point_locked", 409)
    with pytest.raises(DatabaseError, match="adjusted"), transaction.atomic():
        meeting.items.filter(title="A").update(notes="x")
    assert meeting.items.filter(title="B").update(notes="x") == 1


def test_nothing_is_added_to_a_point_that_is_adjusted_at_once(world):
    meeting = a_held_meeting(world.board, world.officer, "A")
    item = settle_point(the_point(meeting), by=world.officer, decision="Ja.", adjust_now=True)
    add = lambda: add_action_item(item, "Boka lokal", world.board_chair, by=world.officer)  # noqa: E731
    assert refused(add) == ("point_locked", 409)


def test_minutes_say_which_points_were_adjusted_at_once_also_when_all_is_adjusted(client, world):
    meeting = a_held_meeting(world.board, world.officer, "A", "B")
    for item in meeting.items.all():
        settle_point(item, by=world.officer, decision="Ja.", adjust_now=item.title == "A")
    adjusted_by(meeting, world.board_chair, by=world.officer)
    meeting = adjust_meeting(meeting, by=world.board_chair)
    client.force_login(world.officer)
    shown = client.get(meeting.get_absolute_url()).content.decode()
    told = [each.text for each in to_publish(meeting).passages if ".adjusted." in each.key]
    assert (shown.count("Omedelbart justerad"), len(told)) == (1, 1)


def test_who_is_recused_at_a_point_does_not_write_down_what_is_decided_there(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "Lokaler")
    item = the_point(meeting)
    recuse_at_point(item, world.flen_chair, by=world.flen_chair, reason="Äger huset.")
    chair, said = world.flen_chair, {"notes": "", "decision": "Ja."}
    assert refused(lambda: settle_point(item, by=chair, **said)) == ("recused_at_point", 403)
    assert refused(lambda: add_action_item(item, "Ring", world.writer, by=chair)) == ("recused_at_point", 403)
    item = settle_point(item, by=world.officer, **said)
    assert refused(lambda: reword_point(item, by=chair, notes="", decision="Nej.")) == ("recused_at_point", 403)


def test_what_a_case_got_as_its_decision_is_not_reworded_in_the_minutes(world):
    _case, item = board_point(world)
    settle_point(item, by=world.officer, decision="Ja.", answer=GRANT)
    item = reword_point(item, by=world.officer, notes="Lång debatt.", decision="Nej.")
    assert (item.notes, item.decision) == ("Lång debatt.", "Ja.")


# Follow-up


def test_what_was_agreed_is_shown_at_the_next_meeting_until_it_is_done(world):
    first = a_held_meeting(world.flen, world.flen_chair, "A", at=timezone.now() - timedelta(days=30))
    task = add_action_item(the_point(first), "Ring Försäkringskassan", world.writer, by=world.flen_chair)
    today = timezone.localdate()
    assert list(open_tasks(world.flen.pk, on=today, before=today)) == [task]
    assert list(open_tasks(world.flen.pk, on=today, before=first.on)) == []
    assert refused(lambda: complete_action_item(task, by=world.stranger)) == ("not_the_keeper", 403)
    complete_action_item(task, by=world.writer)
    assert list(open_tasks(world.flen.pk, on=today, before=today)) == []
    assert refused(lambda: complete_action_item(task, by=world.writer)) == ("already_done", 409)


def test_what_a_group_agreed_on_is_shown_at_the_meetings_of_the_one_that_follows_it(world):
    held = a_held_meeting(world.flen, world.flen_chair, "A", at=timezone.now() - timedelta(days=30))
    task = add_action_item(the_point(held), "Ring Försäkringskassan", world.writer, by=world.flen_chair)
    new, today = body("lsg-ny", BodyKind.LOCAL_GROUP), timezone.localdate()
    chair = seat(new, Role.CHAIR, name="Ordförande Ny")
    Succession.objects.create(predecessor=world.flen, successor=new, on=today)
    assert list(open_tasks(new.pk, on=today, before=today)) == [task]
    assert list(open_tasks(new.pk, on=today - timedelta(days=1))) == []
    assert complete_action_item(task, by=chair).done_by == chair


def test_whoever_is_to_do_something_is_told_and_reminded_once(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    due = timezone.localdate() + timedelta(days=10)
    task = add_action_item(the_point(meeting), "Ring", world.writer, by=world.flen_chair, due_on=due)
    for day in (due - timedelta(days=5), due - timedelta(days=3), due - timedelta(days=2), due + timedelta(days=2)):
        send_reminders(on=day)
    keys = OutgoingEmail.objects.filter(to=world.writer, key__contains="task").values_list("key", flat=True)
    assert sorted(keys) == sorted(
        [f"task:{task.pk}", f"reminder:task:{task.pk}:{due:%Y%m%d}:3", f"reminder:task:{task.pk}:{due:%Y%m%d}:-1"]
    )


def test_a_point_where_a_task_was_agreed_on_stays_on_the_agenda(client, world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    item = the_point(meeting)
    add_action_item(item, "Ring", world.writer, by=world.flen_chair)
    assert refused(lambda: remove_point(item, by=world.flen_chair)) == ("point_has_tasks", 409)
    client.force_login(world.flen_chair)
    assert client.post(f"/moten/{meeting.pk}/gor/ta-bort/", {"point": item.pk}).status_code == 409
    assert "Ta bort från dagordningen" not in client.get(meeting.get_absolute_url()).content.decode()
    assert meeting.items.count() == 1


def test_only_those_with_a_seat_get_something_to_do(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    for_stranger = lambda: add_action_item(the_point(meeting), "x", world.stranger, by=world.flen_chair)  # noqa: E731
    assert refused(for_stranger) == ("not_in_the_body", 422)


def test_what_was_decided_is_found_by_words_in_any_case_by_those_who_see_the_meeting(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "Ändamålsenliga lokaler")
    settle_point(the_point(meeting), by=world.flen_chair, decision="Gruppen beslutar att hyra i Malmköping.")
    found = lambda user, words: [one.meeting for one in decisions_about(standing(user), words)]  # noqa: E731
    assert found(world.writer, "ändamål malmköping") == [meeting]
    assert found(world.writer, "lokalerna") == [meeting]
    assert found(world.writer, "ändamål stockholm") == []
    assert found(world.strangnas_chair, "ändamål") == []
    assert found(world.officer, "ändamål") == [meeting]


def test_a_task_has_its_day(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    late = add_action_item(the_point(meeting), "b", world.writer, by=world.flen_chair, due_on=date(2020, 1, 1))
    undated = add_action_item(the_point(meeting), "a", world.writer, by=world.flen_chair)
    assert list(open_tasks(world.flen.pk, on=timezone.localdate())) == [late, undated]
