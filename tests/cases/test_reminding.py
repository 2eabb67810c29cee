"""The office reminds by hand of what is late: each case once a day, with its event and its e-mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions.remind_late import letters_ahead, remind_late
from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError
from cases.letters import read_ahead
from cases.models import OutgoingEmail
from cases.queries.trail import check_trail
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def late(world):
    return build.an_application(world, "lsg-flen", at=timezone.now() - timedelta(days=60))


def told():
    return list(OutgoingEmail.objects.filter(key__startswith="reminder:office:").values_list("to__name", flat=True))


def test_those_that_the_case_waits_for_are_told_and_the_trail_says_so(world, late):
    assert remind_late(late, by=world.officer) is True
    assert told() == ["Ordförande LSG Flen"]
    event = late.events.get(kind="reminded")
    assert event.data == {"day": timezone.localdate().isoformat(), "turns": [build.waiting(late).pk]}
    late.refresh_from_db()
    assert check_trail(late) == []


def test_a_second_reminder_of_the_same_day_is_not_sent(world, late):
    assert [remind_late(late, by=world.officer) for _click in range(2)] == [True, False]
    assert (len(told()), late.events.filter(kind="reminded").count()) == (1, 1)
    assert remind_late(late, by=world.officer, at=timezone.now() + timedelta(days=1)) is True
    assert len(told()) == 2


@pytest.mark.parametrize("who", ["flen_chair", "writer", "board_chair", "stranger"])
def test_only_the_office_reminds(world, late, who):
    with pytest.raises(CaseError, match="förbundet") as refused:
        remind_late(late, by=getattr(world, who))
    assert (refused.value.code, told()) == ("not_the_association", [])


def test_what_is_not_late_is_not_reminded_of(world):
    case = build.an_application(world, "lsg-flen")
    with pytest.raises(CaseError) as refused:
        remind_late(case, by=world.officer)
    assert refused.value.code == "not_late"
    withdraw_case(case, by=world.writer)
    with pytest.raises(CaseError) as refused:
        remind_late(case, by=world.officer)
    assert refused.value.code == "case_closed"


def test_a_late_supplement_reminds_the_applicants(client, world):
    case = build.an_application(world, "lsg-flen")
    client.force_login(world.flen_chair)
    asked = {"sections": ["budget"], "question": "Vad gäller?", "due_on": timezone.localdate().isoformat()}
    client.post(f"/arenden/{case.number}/komplettering/", asked)
    assert remind_late(case, by=world.officer, at=timezone.now() + timedelta(days=1)) is True
    assert sorted(told()) == ["Ordförande LSG Flen", "Processledare"]


def test_the_office_ticks_cases_in_its_inbox(client, world, late):
    client.force_login(world.officer)
    assert f'value="{late.number}"' in client.get("/att-gora/").content.decode()
    for said in ("Påminnelse är skickad i 1 ärende.", "1 ärende har fått en påminnelse tidigare i dag."):
        page = client.post("/att-gora/paminn/", {"case": [late.number]}, follow=True).content.decode()
        assert said in page
    assert len(told()) == 1


def test_ticking_nothing_is_told_and_an_unknown_case_is_not_found(client, world, late):
    client.force_login(world.officer)
    nothing = client.post("/att-gora/paminn/")
    assert (nothing.status_code, "Markera minst ett ärende" in nothing.content.decode()) == (422, True)
    assert client.post("/att-gora/paminn/", {"case": [late.number, "RAR99-99"]}).status_code == 404
    assert told() == []


def test_others_are_refused_and_are_not_offered_it(client, world, late):
    assert client.post("/att-gora/paminn/", {"case": [late.number]}).status_code == 302
    client.force_login(world.board_chair)
    assert client.post("/att-gora/paminn/", {"case": [late.number]}).status_code == 403
    assert "/att-gora/paminn/" not in client.get("/att-gora/").content.decode()
    assert told() == []


def test_the_letters_are_read_before_they_are_sent_and_go_out_once(client, world, late):
    client.force_login(world.officer)
    page = client.post("/att-gora/paminn/", {"case": [late.number], "las": "1"}).content.decode()
    assert "LSG Flen skulle ha svarat senast" in page
    assert "Ordförande LSG Flen" in page
    assert (told(), late.events.filter(kind="reminded").count()) == ([], 0)
    assert client.post("/att-gora/paminn/", {"case": [late.number]}).status_code == 302
    again = client.post("/att-gora/paminn/", {"case": [late.number], "las": "1"}).content.decode()
    assert "Skicka påminnelserna" not in again
    assert len(told()) == 1


def test_what_is_read_ahead_is_what_is_sent(world, late):
    (people, ahead) = read_ahead(letters_ahead(late, on=timezone.localdate()))[0]
    remind_late(late, by=world.officer)
    sent = OutgoingEmail.objects.get(key__startswith="reminder:office:")
    assert (people, ahead.subject) == ([sent.to], sent.subject)
    assert ahead.text in sent.text
