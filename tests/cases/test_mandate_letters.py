"""On the day that a mandate begins its person is told, once, what waits for them and for when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from cases.actions.keep_roles import keep_roles
from cases.actions.let_leave import let_leave
from cases.actions.merge_bodies import merge_bodies
from cases.actions.tell_of_mandates import tell_of_mandates
from cases.models import OutgoingEmail
from people.actions.give_mandate import give_mandate
from people.actions.set_absence import set_absence
from people.domain.swedish import long_day
from people.models import Mandate, Role
from tests.builders import cases as build
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return build.a_world()


def letters_to(user):
    return list(OutgoingEmail.objects.filter(to=user, key__startswith="begins:").order_by("pk"))


def a_chair_from(world, day, name="Ny ordförande", **more):
    user = person(name)
    give_mandate(user, world.flen, Role.CHAIR, by=world.officer, valid_from=day, **more)
    return user


def test_the_letter_says_the_role_and_what_waits_and_for_when(world):
    case = build.an_application(world, "lsg-flen")
    user = a_chair_from(world, timezone.localdate())
    tell_of_mandates()
    letter = letters_to(user)[0]
    assert letter.subject == "Du är nu ordförande i LSG Flen"
    assert f"{case.number} {case.title}" in letter.text
    assert f"senast {long_day(build.waiting(case).due_on, 'sv')}" in letter.text
    assert "Att göra: 1 ärende" in letter.text
    assert "/att-gora/" in letter.html


def test_it_comes_on_the_day_once_and_also_after_a_night_that_was_missed(world):
    today = timezone.now()
    user = a_chair_from(world, timezone.localdate(today + 3 * DAY))
    assert [tell_of_mandates(at=today), tell_of_mandates(at=today + 2 * DAY)] == [0, 0]
    assert [keep_roles(at=today + 5 * DAY)["told"], keep_roles(at=today + 5 * DAY)["told"]] == [1, 0]
    assert tell_of_mandates(at=today + 6 * DAY) == 0
    assert len(letters_to(user)) == 1


def test_what_began_long_ago_or_only_goes_on_is_no_news(world):
    today = timezone.localdate()
    a_chair_from(world, today - 30 * DAY)
    again = person("Sitter kvar")
    Mandate.objects.create(user=again, body=world.flen, role=Role.CHAIR, valid_to=today - DAY)
    Mandate.objects.create(user=again, body=world.flen, role=Role.CHAIR, valid_from=today)
    assert tell_of_mandates() == 0


def test_a_deputy_hears_in_whose_place_and_until_when(world):
    today = timezone.localdate()
    deputy = seat(world.flen, Role.MEMBER, name="Ersättare")
    held = Mandate.objects.get(user=world.flen_chair)
    set_absence(world.flen_chair, today, today + 7 * DAY, {held.pk: deputy}, by=world.officer)
    tell_of_mandates()
    letter = letters_to(deputy)[0]
    assert f"Du ersätter {world.flen_chair.name}." in letter.text
    assert f"till och med {long_day(today + 7 * DAY, 'sv')}" in letter.text
    assert "Att göra: inget just nu" in letter.text


def test_a_successor_hears_of_what_is_taken_over(world):
    case = build.an_application(world, "lsg-flen")
    new, today = person("Efterträdare"), timezone.localdate()
    held = Mandate.objects.get(user=world.flen_chair)
    let_leave(world.flen_chair, today - DAY, {held.pk: new}, by=world.officer)
    assert tell_of_mandates() == 1
    assert case.number in letters_to(new)[0].text


def test_what_waits_for_a_group_that_was_followed_waits_for_the_new_groups_chair(world):
    case = build.an_application(world, "lsg-flen")
    today = timezone.localdate()
    north = body("lsg-norra", name="LSG Norra")
    user = seat(north, name="Ordförande LSG Norra", valid_from=today)
    merge_bodies([world.flen], north, today, by=world.officer)
    tell_of_mandates()
    assert case.number in letters_to(user)[0].text


def tasks():
    """How many tasks are queued to tell of mandates."""
    return sum("cases.tasks.tell_of_mandates" in queued.task["args"] for queued in OrmQ.objects.all())


def test_the_letter_comes_at_once_when_a_mandate_is_given_from_today(world):
    a_chair_from(world, timezone.localdate() + DAY, "I morgon")
    a_chair_from(world, timezone.localdate() - 90 * DAY, "I våras")
    assert tasks() == 0
    a_chair_from(world, timezone.localdate(), "I dag")
    assert tasks() == 1


def test_who_reads_english_gets_it_in_english(world):
    from people.models import MailChoice

    user = a_chair_from(world, timezone.localdate())
    MailChoice.objects.create(user=user, language="en")
    tell_of_mandates()
    assert letters_to(user)[0].subject == "You are now chair in LSG Flen"


def test_a_secret_case_is_named_by_its_number_alone(world):
    case = build.an_application(world, "lsg-flen")
    type(case).objects.filter(pk=case.pk).update(secret=True)
    user = a_chair_from(world, timezone.localdate())
    tell_of_mandates()
    text = letters_to(user)[0].text
    assert (case.title in text, f"{case.number} Sekretess" in text) == (False, True)
