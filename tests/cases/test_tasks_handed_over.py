"""A task from a meeting goes to another: by hand, and when whoever had it leaves. Nothing waits for nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.gather_emails import gather_emails
from cases.actions.hand_over_task import hand_over_task, pass_tasks
from cases.actions.keep_roles import keep_roles
from cases.actions.let_leave import let_leave
from cases.actions.mark_secret import mark_secret
from cases.actions.send_reminders import send_reminders
from cases.models import ActionItem, Meeting, OutgoingEmail
from cases.queries.leaving import holdings
from cases.queries.meetings import open_tasks, tasks_seen
from cases.queries.publishing import to_publish
from people.models import BodyKind, MailChoice, Mandate, Role, Succession
from people.queries.mandates import standing
from tests.builders.api import Caller
from tests.builders.api import refused as refused_by_program
from tests.builders.cases import a_world
from tests.builders.meetings import a_held_meeting, a_meeting, board_point, the_point
from tests.builders.people import body, person, seat
from tests.builders.refusing import refused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def member(world):
    return seat(world.flen, Role.MEMBER, name="Ledamot Flen")


@pytest.fixture
def task(world):
    """The process leader's, from a meeting of LSG Flen."""
    held = a_held_meeting(world.flen, world.flen_chair, "A", at=timezone.now() - timedelta(days=30))
    return add_action_item(the_point(held), "Ring Försäkringskassan", world.writer, by=world.flen_chair)


def leave(world, user, successor=None, *, day=None, **more):
    mandates = Mandate.objects.filter(user=user).values_list("pk", flat=True)
    chosen = dict.fromkeys(mandates, successor) if successor else {}
    let_leave(user, day or TODAY() - timedelta(days=1), chosen, by=world.officer, accepts_gaps=True, **more)


def letters(user, key="task:"):
    return OutgoingEmail.objects.filter(to=user, key__startswith=key).order_by("pk")


def has(task):
    task.refresh_from_db()
    return task.who


# By hand


def test_whoever_has_a_task_who_keeps_the_meetings_and_the_office_hand_it_over(world, task, member):
    for by, to in ((world.writer, member), (world.flen_chair, world.officer), (world.officer, world.writer)):
        task = hand_over_task(task, to, by=by)
        assert has(task) == to
    events = task.item.meeting.events.filter(kind="action_item_handed_over").order_by("pk")
    said = [(each.actor, each.data["before"], each.data["who"]) for each in events]
    assert said[0] == (world.writer, world.writer.pk, member.pk)
    assert len(said) == 3


def test_nobody_else_hands_it_over_and_only_to_who_has_to_do_with_the_body(world, task, member):
    hand = lambda to, by: refused(lambda: hand_over_task(task, to, by=by))  # noqa: E731
    assert hand(world.flen_chair, member) == ("not_your_task", 403)
    assert hand(world.flen_chair, world.strangnas_chair) == ("not_your_task", 403)
    assert hand(world.strangnas_chair, world.writer) == ("not_in_the_body", 422)
    assert hand(world.writer, world.writer) == ("already_given", 409)
    complete_action_item(task, by=world.writer)
    assert hand(member, world.writer) == ("already_done", 409)
    assert has(task) == world.writer


def test_both_get_a_letter_and_nobody_one_about_what_they_did_themselves(world, task, member):
    hand_over_task(task, member, by=world.flen_chair, message="Halva listan är ringd.")
    got, gone = letters(member).get(), letters(world.writer).last()
    assert got.subject == "Du tar över: Ring Försäkringskassan"
    assert "Halva listan är ringd." in got.text
    assert gone.subject == "Ledamot Flen tar över: Ring Försäkringskassan"
    before = OutgoingEmail.objects.count()
    hand_over_task(task, world.officer, by=member)
    hand_over_task(task, world.flen_chair, by=world.flen_chair)
    told = OutgoingEmail.objects.order_by("pk")[before:]
    assert [each.to for each in told] == [world.officer, world.officer]


def test_the_notes_go_on_saying_who_was_named_and_lists_who_has_it_now(client, world, task, member):
    hand_over_task(task, member, by=world.writer)
    coming = a_meeting(world.flen, world.flen_chair, "B")
    client.force_login(world.flen_chair)
    noted = client.get(task.item.meeting.get_absolute_url()).content.decode()
    assert f"{world.writer.name}: Ring Försäkringskassan" in noted
    assert "Ledamot Flen har den nu" in noted
    assert "Ledamot Flen (efter Processledare)" in client.get(coming.get_absolute_url()).content.decode()
    assert [each.who for each in open_tasks(world.flen.pk, on=TODAY())] == [member]
    said = [each.text for each in to_publish(task.item.meeting).passages if ".task." in each.key]
    assert said == [f"{world.writer.name}: Ring Försäkringskassan"]


def test_who_gets_it_late_is_reminded_though_who_had_it_was(world, member):
    held, due = a_held_meeting(world.flen, world.flen_chair, "A"), TODAY() + timedelta(days=3)
    task = add_action_item(the_point(held), "Ring", world.writer, by=world.flen_chair, due_on=due)
    send_reminders(on=TODAY())
    hand_over_task(task, member, by=world.writer)
    send_reminders(on=TODAY())
    send_reminders(on=TODAY())
    assert [letters(user, "reminder:task:").count() for user in (world.writer, member)] == [1, 1]


def test_a_seminar_s_task_goes_to_anybody_of_a_local_group(world):
    held = a_held_meeting(world.flen, world.flen_chair, "A", kind=Meeting.Kind.SEMINAR)
    task = add_action_item(the_point(held), "Ring", world.flen_chair, by=world.officer)
    assert hand_over_task(task, world.strangnas_chair, by=world.flen_chair).who == world.strangnas_chair


def test_where_another_body_has_followed_its_people_take_the_task_over(world, task):
    new = body("lsg-ny", BodyKind.LOCAL_GROUP)
    chair, other = seat(new, Role.CHAIR, name="Ordförande Ny"), seat(new, Role.MEMBER, name="Ledamot Ny")
    Succession.objects.create(predecessor=world.flen, successor=new, on=TODAY())
    assert hand_over_task(task, other, by=chair).who == other


# On the page and by program


def test_on_the_page_one_chooses_who_takes_over_and_comes_back_to_where_one_was(client, world, task, member):
    client.force_login(world.writer)
    page = f"/moten/folj-upp/{task.pk}/lamna-over/"
    shown = client.get(f"{page}?back=/att-gora/").content.decode()
    assert "Ledamot Flen" in shown
    assert world.strangnas_chair.name not in shown
    nobody = client.post(page, {"to": "", "message": "Halva listan är ringd."})
    assert (nobody.status_code, "Halva listan är ringd." in nobody.content.decode()) == (422, True)
    sent = client.post(page, {"to": member.pk, "message": "", "back": "/att-gora/"})
    assert (sent.status_code, sent["Location"], has(task)) == (302, "/att-gora/", member)
    assert client.post(page, {"to": world.officer.pk, "back": "https://elak.example/"}).status_code == 302
    assert client.get(page).status_code == 200


def test_of_a_task_that_is_done_the_page_says_so_and_a_stranger_finds_nothing(client, world, task, member):
    page = f"/moten/folj-upp/{task.pk}/lamna-over/"
    client.force_login(member)
    assert client.get(page).status_code == 403
    client.force_login(world.strangnas_chair)
    assert client.get(page).status_code == 404
    complete_action_item(task, by=world.writer)
    client.force_login(world.flen_chair)
    assert client.get(page, follow=True).redirect_chain == [("/moten/folj-upp/", 302)]
    assert client.post(page, {"to": member.pk}).status_code == 409


def test_a_program_sees_who_may_take_over_and_hands_over_once(world, task, member):
    writer, path = Caller(world.writer), f"/tasks/{task.pk}"
    shown = writer.get(path).json()
    assert (shown["may_hand_over"], shown["who"]) == (True, world.writer.name)
    assert member.pk in [each["id"] for each in shown["doers"]]
    assert world.writer.pk not in [each["id"] for each in shown["doers"]]
    assert Caller(member).get(path).json()["doers"] == []
    outside = {"to": world.strangnas_chair.pk}
    assert refused_by_program(writer.post(f"{path}/hand-over", outside, idempotency_key="a")) == (422, "not_valid")
    sent = {"to": member.pk, "message": "Tack."}
    done = writer.post(f"{path}/hand-over", sent, idempotency_key="b")
    assert done.status_code == 200, done.content
    # Whoever asks again with the key has not the task any more, and is told the same.
    assert writer.post(f"{path}/hand-over", sent, idempotency_key="b").json() == done.json()
    assert has(task) == member
    assert Caller(world.flen_chair).get(path).json()["agreed_with"] == world.writer.name
    stranger = Caller(world.strangnas_chair)
    assert refused_by_program(stranger.post(f"{path}/hand-over", sent, idempotency_key="c")) == (404, "not_found")


def test_programs_are_told_nothing_of_a_task_about_a_secret_case(world):
    case, item = board_point(world)
    task = add_action_item(item, "Ring", world.board_chair, by=world.officer)
    mark_secret(case, by=world.officer, ground_text="OSL 32:1")
    officer, path = Caller(world.officer), f"/tasks/{task.pk}"
    assert refused_by_program(officer.get(path)) == (404, "not_found")
    sent = {"to": world.officer.pk}
    assert refused_by_program(officer.post(f"{path}/hand-over", sent, idempotency_key="a")) == (404, "not_found")


def test_whoever_has_no_seat_any_more_still_sees_their_own_task(world, task):
    Mandate.objects.filter(user=world.writer).update(valid_to=TODAY() - timedelta(days=1))
    assert list(tasks_seen(standing(world.writer))) == [task]
    assert hand_over_task(task, world.flen_chair, by=world.writer).who == world.flen_chair


# Whoever had it leaves


def test_who_follows_in_the_body_gets_the_tasks_of_who_leaves_and_a_letter(world, task):
    successor = person("Efterträdare")
    leave(world, world.writer, successor)
    assert (has(task), task.named) == (successor, world.writer)
    assert "Processledare har slutat." in letters(successor).get().text
    # What was agreed before they left is all that they were told.
    assert letters(world.writer).count() == 1
    assert [each.who for each in open_tasks(world.flen.pk, on=TODAY())] == [successor]


def test_a_last_day_to_come_moves_tasks_by_night_once_those_given_since_too(world, task):
    successor = person("Efterträdare")
    leave(world, world.writer, successor, day=TODAY())
    held = a_held_meeting(world.flen, world.flen_chair, "B")
    later = add_action_item(the_point(held), "Boka lokal", world.writer, by=world.flen_chair)
    assert (has(task), has(later)) == (world.writer, world.writer)
    assert [each.pk for each in holdings(world.writer, on=TODAY()).tasks] == [task.pk, later.pk]
    tomorrow = timezone.now() + timedelta(days=1)
    assert [keep_roles(at=tomorrow)["passed"], keep_roles(at=tomorrow)["passed"]] == [2, 0]
    assert (has(task), has(later)) == (successor, successor)


def test_without_a_follower_a_task_falls_to_the_chair_then_the_process_leader_then_the_office(world, task):
    other = seat(world.flen, Role.PROCESS_LEADER, name="Processledare Två")
    expected = {world.writer: world.flen_chair, world.flen_chair: other, other: world.officer}
    for user, heir in expected.items():
        leave(world, user)
        assert has(task) == heir


def test_what_the_office_had_goes_to_who_follows_there(world):
    held = a_held_meeting(world.flen, world.flen_chair, "A")
    task = add_action_item(the_point(held), "Ring", world.officer, by=world.flen_chair)
    successor, other = person("Ny handläggare"), seat(world.office, Role.CASE_OFFICER, name="Kollega")
    mandates = Mandate.objects.filter(user=world.officer).values_list("pk", flat=True)
    let_leave(world.officer, TODAY() - timedelta(days=1), dict.fromkeys(mandates, successor), by=other)
    assert has(task) == successor


def test_a_task_that_is_done_and_one_in_a_body_where_the_person_sits_again_stay(world, task):
    done = add_action_item(
        the_point(a_held_meeting(world.flen, world.flen_chair, "B")), "Boka", world.writer, by=world.flen_chair
    )
    complete_action_item(done, by=world.writer)
    assert pass_tasks(world.writer, {}, by=world.officer, at=timezone.now()) == 0
    assert (has(task), has(done)) == (world.writer, world.writer)


def test_an_account_that_was_closed_in_another_way_leaves_no_task_behind(world, task):
    world.writer.is_active = False
    world.writer.save(update_fields=["is_active"])
    assert keep_roles()["passed"] == 1
    assert has(task) == world.flen_chair
    assert ActionItem.objects.filter(who=world.writer, done_on=None).count() == 0


def test_the_office_reads_before_somebody_leaves_which_tasks_go_on(client, world, task):
    client.force_login(world.officer)
    for page in (f"/uppdrag/personer/{world.writer.pk}/", f"/uppdrag/personer/{world.writer.pk}/lamnar/"):
        assert "Ring Försäkringskassan" in client.get(page).content.decode()


def test_who_wants_letters_together_gets_those_of_tasks_together_unless_they_are_urgent(world, task, member):
    MailChoice.objects.create(user=member, rhythm="weekly")
    hand_over_task(task, member, by=world.writer)
    soon = TODAY() + timedelta(days=3)
    held = a_held_meeting(world.flen, world.flen_chair, "B")
    urgent = add_action_item(the_point(held), "Boka lokal", world.writer, by=world.flen_chair, due_on=soon)
    hand_over_task(urgent, member, by=world.writer)
    assert [letter.waits_for for letter in letters(member)] == ["weekly", ""]
    gather_emails(at=timezone.now() + timedelta(days=8))
    digest = OutgoingEmail.objects.get(to=member, key__startswith="digest:")
    assert "Du tar över: Ring Försäkringskassan" in digest.text
    assert "Svara i ärendet" not in digest.text
