"""Letters that did not get through: the office sees why, and sends them again, each once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.actions import send_email as sending
from cases.actions.archive_case import archive_case
from cases.actions.close_case import close_case
from cases.actions.send_email import ATTEMPTS, send_email
from cases.actions.settle_letter import send_letter_again, settle_letter
from cases.errors import CaseError
from cases.letters import send_alone
from cases.models import OutgoingEmail
from cases.queries.letters import Shown, letters
from cases.queries.trail import check_trail
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def failed(world, monkeypatch):
    """A letter about a case that the mail server did not take on three attempts."""
    build.an_application(world, "lsg-flen")
    letter = OutgoingEmail.objects.get(key__startswith="received:")
    refuse(monkeypatch, letter)
    mail.outbox.clear()
    return letter


def refuse(monkeypatch, letter, error=OSError, words="550 Adressen finns inte"):
    def deliver(_email):
        raise error(words)

    with monkeypatch.context() as broken:
        broken.setattr(sending, "_deliver", deliver)
        for _attempt in range(ATTEMPTS):
            send_email(letter.pk)
    letter.refresh_from_db()


def unsure(letter):
    """As a worker leaves it that dies while the mail server is asked."""
    gone = timezone.now() - timedelta(hours=1)
    OutgoingEmail.objects.filter(pk=letter.pk).update(
        attempts=1, handed_over_at=gone, taken_until=gone, given_up_at=None
    )
    letter.refresh_from_db()
    return letter


def refusal(act, *args, **kwargs):
    with pytest.raises(CaseError) as refused:
        act(*args, **kwargs)
    return refused.value.code, refused.value.status


def test_what_the_server_answered_is_kept_and_forgotten_once_it_goes(failed, world):
    assert (failed.error, failed.given_up_at is not None) == ("550 Adressen finns inte", True)
    send_letter_again(failed, by=world.officer)
    assert send_email(failed.pk) == "sent"
    failed.refresh_from_db()
    assert (failed.error, failed.sent_at is not None, len(mail.outbox)) == ("", True, 1)


def test_an_address_that_cannot_be_written_to_is_a_failure_as_others(world, monkeypatch):
    build.an_application(world, "lsg-flen")
    letter = OutgoingEmail.objects.get(key__startswith="received:")
    refuse(monkeypatch, letter, ValueError, "Invalid address")
    assert (letter.error, letter.given_up_at is not None) == ("Invalid address", True)


def test_sending_again_twice_is_one_letter_and_one_event(failed, world):
    send_letter_again(failed, by=world.officer)
    assert refusal(send_letter_again, failed, by=world.officer) == ("letter_has_gone", 409)
    assert [send_email(failed.pk), send_email(failed.pk)] == ["sent", "already sent"]
    assert refusal(send_letter_again, failed, by=world.officer) == ("letter_has_gone", 409)
    event = failed.case.events.get(kind="letter_sent_again")
    assert event.data == {"letter": failed.pk, "person": failed.to_id, "was": "given_up"}
    assert len(mail.outbox) == 1
    failed.case.refresh_from_db()
    assert check_trail(failed.case) == []


def test_a_letter_of_which_nobody_knows_is_not_sent_by_itself_and_is_when_the_office_says_so(failed, world):
    letter = unsure(failed)
    assert send_email(letter.pk) == "unsure"
    send_letter_again(letter, by=world.officer)
    assert send_email(letter.pk) == "sent"
    assert letter.case.events.get(kind="letter_sent_again").data["was"] == "unsure"


def test_what_is_left_is_off_the_list_and_is_never_sent(failed, world):
    settle_letter(failed, by=world.officer)
    assert letters(shown=Shown.TROUBLED).page.paginator.count == 0
    assert send_email(failed.pk) == "settled"
    assert refusal(send_letter_again, failed, by=world.officer) == ("letter_has_gone", 409)
    assert failed.case.events.filter(kind="letter_settled").count() == 1


def test_only_the_office_may_and_nobody_sends_to_who_cannot_log_in_or_in_an_archived_case(failed, world):
    for who in (world.flen_chair, world.writer, world.board_chair, world.stranger):
        assert refusal(send_letter_again, failed, by=who) == ("not_the_association", 403)
        assert refusal(settle_letter, failed, by=who) == ("not_the_association", 403)
    failed.to.is_active = False
    failed.to.save()
    assert refusal(send_letter_again, failed, by=world.officer) == ("reader_gone", 409)
    done = build.granted_case(world, "lsg-flen")
    done.obligations.all().delete()
    close_case(done, by=world.officer)
    archive_case(done, by=world.officer)
    OutgoingEmail.objects.filter(pk=failed.pk).update(case=done)
    failed.refresh_from_db()
    assert refusal(settle_letter, failed, by=world.officer) == ("case_archived", 409)


def test_a_letter_about_no_case_leaves_its_mark_in_the_log(world, monkeypatch):
    send_alone("draft:1", world.writer, "draft_goes", {"title": "Utkast"})
    letter = OutgoingEmail.objects.get(key="draft:1")
    refuse(monkeypatch, letter)
    send_letter_again(letter, by=world.officer)
    entry = ModelLogEntry.objects.get(action="cases.letter_sent_again")
    assert (entry.object_id, entry.user) == (str(letter.pk), world.officer)


def test_the_office_sees_why_filters_and_sends_the_ticked_ones_again(client, failed, world):
    client.force_login(world.officer)
    page = client.get("/brev/").content.decode()
    assert "550 Adressen finns inte" in page
    assert failed.to.email in page
    assert failed.subject not in client.get("/brev/?q=finns-inte").content.decode()
    assert failed.subject in client.get(f"/brev/?visa=kom-inte-fram&q={failed.case.number}").content.decode()
    assert failed.subject not in client.get("/brev/?visa=osakra").content.decode()
    assert client.post("/brev/skota/", {"act": "igen"}).status_code == 422
    assert client.post("/brev/skota/", {"act": "igen", "letter": [failed.pk, 999_999]}).status_code == 404
    assert client.post("/brev/skota/", {"act": "bort", "letter": [failed.pk]}).status_code == 404
    said = client.post("/brev/skota/", {"act": "igen", "letter": [failed.pk]}, follow=True).content.decode()
    assert "1 brev skickas igen." in said
    again = client.post("/brev/skota/", {"act": "igen", "letter": [failed.pk]}, follow=True).content.decode()
    assert "Det har gått iväg, eller är på väg." in again
    assert send_email(failed.pk) == "sent"
    assert "Alla brev har kommit fram" in client.get("/brev/").content.decode()


def test_all_that_did_not_get_through_are_sent_again_together_and_the_unsure_are_left(client, failed, world):
    build.an_application(world, "lsg-strangnas")
    other = OutgoingEmail.objects.filter(key__startswith="received:").exclude(pk=failed.pk).get()
    unsure(other)
    client.force_login(world.officer)
    page = client.post("/brev/skota/", {"act": "alla", "q": ""}, follow=True).content.decode()
    assert "1 brev skickas igen." in page
    failed.refresh_from_db()
    other.refresh_from_db()
    assert (failed.attempts, other.is_unsure) == (0, True)


def test_the_events_of_a_case_say_that_a_letter_was_sent_again(client, failed, world):
    send_letter_again(failed, by=world.officer)
    client.force_login(world.officer)
    page = client.get(f"/arenden/{failed.case.number}/handelser/").content.decode()
    assert f"Skickade ett brev till {failed.to.name} igen" in page


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_costs_the_same_with_few_and_with_many(client, failed, world, count):
    OutgoingEmail.objects.bulk_create(
        OutgoingEmail(
            key=f"x:{n}", to=world.writer, case=failed.case, subject=f"Brev {n}", text="", html="",
            attempts=3, given_up_at=timezone.now(),
        )
        for n in range(count)
    )  # fmt: skip
    client.force_login(world.officer)
    client.get("/brev/")  # what the site keeps in its cache is read once
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/brev/").status_code == 200
    assert len(queries) == 10


def test_the_administration_says_how_many_there_are(client, failed, world):
    world.officer.is_superuser = True
    world.officer.save()
    client.force_login(world.officer)
    page = client.get("/admin/").content.decode()
    assert ("Brev som inte kom fram (1)" in page, "Brev (1)" in page) == (True, True)
    settle_letter(failed, by=world.officer)
    page = client.get("/admin/").content.decode()
    assert ("Brev som inte kom fram (" in page, "Brev (" in page) == (False, False)
