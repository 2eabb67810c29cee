"""Who is told what, once; and a mail server that fails is asked again, but not for ever."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.actions.post_message import post_message
from cases.actions.request_supplement import request_supplement
from cases.actions.send_email import send_email
from cases.actions.send_reminders import send_reminders
from cases.models import OutgoingEmail
from tests.builders.cases import a_world, an_application, granted_case, support, waiting
from tests.builders.people import seat

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    return [(email.to.name, email.subject) for email in OutgoingEmail.objects.order_by("pk")]


def test_the_writer_hears_that_it_is_registered_and_each_chair_that_it_waits_for_them():
    world = a_world()
    seat(world.flen, name="Ersättare LSG Flen", deputy=True)

    case = an_application(world, "lsg-flen", "lsg-strangnas")

    assert told() == [
        ("Processledare", f"{case.number} är registrerat: Processtöd i Flen"),
        ("Ordförande LSG Flen", f"{case.number} väntar på svar: Lsg"),
        ("Ersättare LSG Flen", f"{case.number} väntar på svar: Lsg"),
        ("Ordförande LSG Strängnäs", f"{case.number} väntar på svar: Lsg"),
    ]


def test_a_message_names_the_case_and_is_readable_in_text_and_html():
    world = a_world()
    case = an_application(world, rubrik="Flen & <b>vänner</b>")
    email = OutgoingEmail.objects.get(to=world.flen_chair)

    assert email.text.startswith("Hej Ordförande LSG Flen,\n\nLSG Flen ska svara i ärendet.")
    assert "Flen & <b>vänner</b>" in email.text
    assert "Flen &amp; &lt;b&gt;vänner&lt;/b&gt;" in email.html
    assert f"/arenden/{case.number}/" in email.text
    assert "&lt;" not in email.subject


def test_history_that_is_entered_is_no_news():
    granted_case(a_world(), at=timezone.now() - timedelta(days=30))

    assert told() == []


def test_those_who_applied_and_the_office_hear_the_decision_with_its_amounts():
    world = a_world()
    case = granted_case(world)
    decided = OutgoingEmail.objects.filter(key__startswith="decided:")

    assert sorted(email.to.name for email in decided) == ["Handläggare", "Ordförande LSG Flen", "Processledare"]
    assert "2014: 610 000 kr" in decided[0].text.replace("\u00a0", " ")
    assert case.number in decided[0].subject


def test_an_internal_message_goes_to_the_office_alone():
    world = a_world()
    case = an_application(world)
    OutgoingEmail.objects.all().delete()

    post_message(case, by=world.preparer, text="Ring dem.", audience="internal")
    post_message(case, by=world.officer, text="Hej!")

    assert [name for name, _ in told()] == ["Handläggare", "Processledare", "Ordförande LSG Flen"]


def test_a_message_is_sent_once():
    an_application(a_world())
    email = OutgoingEmail.objects.first()

    assert send_email(email.pk) == "sent"
    assert send_email(email.pk) == "already sent"
    assert [message.to for message in mail.outbox] == [[email.to.email]]


def test_a_message_that_another_worker_has_is_left_alone():
    an_application(a_world())
    email = OutgoingEmail.objects.first()
    OutgoingEmail.objects.filter(pk=email.pk).update(taken_until=timezone.now() + timedelta(minutes=1))

    assert send_email(email.pk) == "taken"
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_asked_three_times(monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    an_application(a_world())
    email = OutgoingEmail.objects.first()
    monkeypatch.setattr("cases.actions.send_email.EmailMultiAlternatives.send", refuse)

    assert [send_email(email.pk) for _ in range(4)] == ["waits", "waits", "given up", "given up"]
    email.refresh_from_db()
    assert email.given_up_at is not None
    assert email.sent_at is None


def reminders(on: date) -> list[tuple[str, str]]:
    before = set(OutgoingEmail.objects.values_list("pk", flat=True))
    send_reminders(on=on)
    # What the groups' year reminds of is another matter: test_year.py.
    new = (
        OutgoingEmail.objects.exclude(pk__in=before)
        .exclude(key__contains="reminder:year:")
        .exclude(key__contains="reminder:office:year:")
        .order_by("pk")
    )
    return [(email.to.name, email.key.split(":")[1] + " " + email.key.split(":")[-2]) for email in new]


def test_an_answer_is_reminded_of_once_before_and_once_when_late():
    case = an_application(a_world())
    due = waiting(case).due_on

    assert reminders(due - timedelta(days=4)) == []
    assert reminders(due - timedelta(days=3)) == [("Ordförande LSG Flen", "assignment 3")]
    assert reminders(due - timedelta(days=2)) == []
    assert reminders(due + timedelta(days=1)) == [("Ordförande LSG Flen", "assignment -1")]
    assert reminders(due + timedelta(days=2)) == []


def test_a_supplement_is_reminded_of_in_place_of_the_answer():
    world = a_world()
    turn = waiting(an_application(world))
    due = timezone.localdate() + timedelta(days=10)
    request_supplement(turn, by=world.flen_chair, sections=["budget"], question="Vad?", due_on=due)

    assert reminders(due) == [("Processledare", "supplement 3"), ("Ordförande LSG Flen", "supplement 3")]
    assert reminders(due) == []


def test_only_what_a_granted_case_owes_is_reminded_of():
    world = a_world()
    support(an_application(world), "lsg-flen", by=world.flen_chair)
    assert reminders(date(2014, 8, 30)) == []

    granted_case(world)
    found = reminders(date(2014, 8, 30))
    assert found == [("Processledare", "obligation 7"), ("Ordförande LSG Flen", "obligation 7")]
