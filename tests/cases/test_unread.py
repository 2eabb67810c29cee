"""Unread messages: in the inbox until they are opened, and told of once, in a letter or on the page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.gather_emails import gather_emails
from cases.actions.note_reading import note_reading
from cases.actions.post_message import post_message
from cases.models import OutgoingEmail
from cases.queries.messages import counted
from cases.queries.unread import MOST, RECENT, unread_of
from people.models import MailChoice, Mandate
from people.queries.mandates import standing
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return build.an_application(world)


def unread(who):
    found = unread_of(who, standing(who))
    return [(each.latest.text, each.count) for each in found.cases]


def test_whoever_is_written_to_sees_the_latest_of_each_case_until_they_open_it(client, world, case):
    other = build.an_application(world)
    post_message(case, by=world.officer, text="Första")
    post_message(other, by=world.officer, text="I det andra")
    post_message(case, by=world.officer, text="Andra")
    assert unread(world.writer) == [("Andra", 2), ("I det andra", 1)]
    assert unread(world.officer) == []  # what one wrote oneself is no news

    client.force_login(world.writer)
    page = client.get("/att-gora/").content.decode()
    assert ("Andra" in page, "I det andra" in page) == (True, True)
    client.get(f"/arenden/{case.number}/meddelanden/")
    assert unread(world.writer) == [("I det andra", 1)]
    assert "Första" not in client.get("/att-gora/?visa=olasta").content.decode()


def test_what_is_internal_or_in_a_strangers_case_is_nobodys_news_who_may_not_read_it(world, case):
    post_message(case, by=world.preparer, text="Ring dem", audience="internal")
    assert unread(world.officer) == [("Ring dem", 1)]
    post_message(case, by=world.officer, text="Till alla")
    seen = {name: unread(getattr(world, name)) for name in ("writer", "flen_chair", "strangnas_chair", "stranger")}
    assert seen == {
        "writer": [("Till alla", 1)],
        "flen_chair": [("Till alla", 1)],
        "strangnas_chair": [],
        "stranger": [],
    }


def test_others_of_the_association_follow_what_they_have_written_in(world, case):
    post_message(case, by=world.officer, text="Utan henne")
    assert unread(world.preparer) == []
    asked = post_message(case, by=world.preparer, text="När börjar ni?")
    post_message(case, by=world.writer, text="I maj.", answers=asked.pk)
    assert unread(world.preparer)[0][0] == "I maj."
    assert OutgoingEmail.objects.filter(to=world.preparer, key__startswith="message:").count() == 1


def test_who_has_left_gets_no_letter_about_the_thread(world, case):
    asked = post_message(case, by=world.preparer, text="När börjar ni?")
    Mandate.objects.filter(user=world.preparer).update(valid_to=timezone.localdate() - timedelta(days=1))
    post_message(case, by=world.writer, text="I maj.", answers=asked.pk)
    assert not OutgoingEmail.objects.filter(to=world.preparer, key__startswith="message:").exists()


def test_marking_all_as_read_leaves_what_was_written_meanwhile(client, world, case):
    shown = post_message(case, by=world.officer, text="Visas")
    client.force_login(world.writer)
    post_message(case, by=world.officer, text="Kom sedan")
    assert client.post("/att-gora/lasta/", {"last": str(shown.pk)}).status_code == 302
    assert client.post("/att-gora/lasta/", {"last": "allt"}).status_code == 404
    assert unread(world.writer) == [("Kom sedan", 1)]
    assert counted(case, standing(world.writer)) == (2, 1)
    client.post("/att-gora/lasta/", {"last": "0"})  # never backwards
    assert unread(world.writer) == [("Kom sedan", 1)]


def test_a_new_persons_list_begins_empty_and_old_messages_leave_it(world, case):
    post_message(case, by=world.officer, text="Förra året", at=timezone.now() - RECENT - timedelta(days=1))
    assert unread(world.writer) == []
    post_message(case, by=world.officer, text="Igår", at=timezone.now() - timedelta(days=1))
    assert unread(world.flen_chair) == []  # whose account was made today


def gathers(who):
    MailChoice.objects.update_or_create(user=who, defaults={"rhythm": MailChoice.Rhythm.DAILY})


def test_what_was_read_in_the_case_is_not_told_again_in_the_gathered_letter(world, case):
    OutgoingEmail.objects.all().delete()
    gathers(world.writer)
    read = post_message(case, by=world.officer, text="Läst på sidan")
    note_reading(case, world.writer, read.pk)
    post_message(case, by=world.officer, text="Inte läst")
    assert gather_emails() == 1
    digest = OutgoingEmail.objects.get(key__startswith="digest:")
    assert ("Läst på sidan" in digest.text, "Inte läst" in digest.text) == (False, True)
    assert gather_emails() == 0


def test_where_everything_was_read_no_letter_is_gathered(world, case):
    OutgoingEmail.objects.all().delete()
    gathers(world.writer)
    read = post_message(case, by=world.officer, text="Läst på sidan")
    note_reading(None, world.writer, read.pk)
    assert [gather_emails(), gather_emails()] == [0, 0]
    assert not OutgoingEmail.objects.filter(waits_for__gt="", to=world.writer).exists()


@pytest.mark.parametrize("who", ["writer", "officer"])
def test_the_inbox_costs_the_same_with_few_unread_and_with_many(client, world, who):
    client.force_login(getattr(world, who))
    by = world.officer if who == "writer" else world.writer
    counts = []
    for more in (2, 8):
        for _case in range(more):
            post_message(build.an_application(world), by=by, text="Hej")
        client.get("/att-gora/")  # what the site keeps in its cache is read once
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/att-gora/?visa=olasta").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
    assert MOST > 10  # so that all ten stand on the page
