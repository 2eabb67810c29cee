"""Reminders in bulk are read before they are sent: who gets them and what they say; nothing goes by reading."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.add_obligation import add_obligation
from cases.models import OutgoingEmail
from tests.builders.agreements import drawn_up, sent
from tests.builders.cases import a_world, granted_case

pytestmark = pytest.mark.django_db
LATE = timezone.localdate() - timedelta(days=3)


@pytest.fixture
def world():
    return a_world()


def test_the_letter_about_what_is_late_is_read_first_and_sent_once(client, world):
    case = granted_case(world, "lsg-flen")
    owed = [add_obligation(case, title=title, due_on=LATE, by=world.officer) for title in ("Rapporten", "Planen")]
    client.force_login(world.officer)
    OutgoingEmail.objects.all().delete()
    chosen = {"obligation": [each.pk for each in owed]}

    page = client.post("/ataganden/paminn/", {**chosen, "read": "1"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert all(words in shown for words in ("Rapporten", "Planen", world.flen_chair.name, "Skicka 2 påminnelser"))
    assert not OutgoingEmail.objects.exists()
    assert not case.events.filter(kind="obligation_reminded").exists()

    for _click in range(2):
        assert client.post("/ataganden/paminn/", chosen).status_code == 302
    keys = OutgoingEmail.objects.filter(to=world.flen_chair).values_list("key", flat=True)
    assert sorted(keys) == sorted(
        f"reminder:office:obligation:{each.pk}:{timezone.localdate():%Y%m%d}:{world.flen_chair.pk}" for each in owed
    )
    letter = OutgoingEmail.objects.filter(to=world.flen_chair, key__contains=f":{owed[0].pk}:").get()
    assert " ".join(letter.subject.split()) in " ".join(shown.split())
    assert case.events.filter(kind="obligation_reminded").count() == 2


def test_only_the_office_reads_the_letter_and_nothing_ticked_is_told(client, world):
    case = granted_case(world, "lsg-flen")
    owed = add_obligation(case, title="Rapporten", due_on=LATE, by=world.officer)
    client.force_login(world.flen_chair)
    assert client.post("/ataganden/paminn/", {"obligation": owed.pk, "read": "1"}).status_code == 403
    client.force_login(world.officer)
    assert client.post("/ataganden/paminn/", {"read": "1"}).status_code == 422
    assert client.post("/avtal/paminn/", {"read": "1"}).status_code == 422
    assert client.post("/avtal/paminn/", {"agreement": 999_999, "read": "1"}).status_code == 404


def test_the_letter_about_an_agreement_is_read_first(client, world):
    agreement = sent(drawn_up(granted_case(world, "lsg-flen"), by=world.officer), by=world.officer)
    client.force_login(world.officer)
    OutgoingEmail.objects.all().delete()
    page = client.post("/avtal/paminn/", {"agreement": agreement.pk, "read": "1", "visa": "ska-undertecknas"})
    shown = page.content.decode()
    assert (page.status_code, world.flen_chair.name in shown, "Skicka 1 påminnelse" in shown) == (200, True, True)
    assert not OutgoingEmail.objects.exists()
    assert client.post("/avtal/paminn/", {"agreement": agreement.pk}).status_code == 302
    assert OutgoingEmail.objects.filter(to=world.flen_chair).count() == 1
