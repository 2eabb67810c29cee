"""A private address where a member's own calendar fetches the group's meetings and year."""

import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from cases.actions.subscribe import make_calendar_address
from cases.errors import CaseError
from cases.models import CalendarSubscription, Meeting
from cms.quiet import WithoutKeys
from people.models import Mandate, Role
from tests.builders import cases as build
from tests.builders.meetings import a_held_meeting, a_meeting
from tests.builders.people import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> build.World:
    return build.a_world()


@pytest.fixture
def member(world) -> Any:
    return seat(world.flen, Role.MEMBER, name="Ledamot Flen")


def address(world: build.World, who: Any) -> str:
    return f"/kalender/{make_calendar_address(world.flen, by=who)}/kalender.ics"


def test_it_holds_the_groups_meetings_and_last_days_and_nobody_elses(client, world, member):
    a_meeting(world.flen, world.officer, place="Rådhuset i Flen")
    a_meeting(world.strangnas, world.officer, place="Strängnäs")
    answer = client.get(address(world, member))
    found = Calendar.from_ical(answer.content.decode())
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert str(found["X-WR-CALNAME"]) == "LSG Flen"
    meetings = [event for event in found.walk("VEVENT") if str(event["UID"]).startswith("mote-")]
    assert [str(event["LOCATION"]) for event in meetings] == ["Rådhuset i Flen"]
    days = [event for event in found.walk("VEVENT") if str(event["UID"]).startswith("ar-")]
    assert {event["DTSTART"].dt.year for event in days} >= {timezone.localdate().year}
    assert len({str(event["UID"]) for event in days}) == len(days)


def test_it_names_nobody(client, world, member):
    a_held_meeting(world.flen, world.flen_chair)
    text = client.get(address(world, member)).content.decode()
    assert [name for name in (world.flen_chair.name, world.flen_chair.email, member.name) if name in text] == []
    assert "ORGANIZER" not in text


def test_what_has_not_changed_is_not_sent_again(client, world, member):
    url = address(world, member)
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    a_meeting(world.flen, world.officer)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_who_leaves_the_group_or_may_not_log_in_reads_nothing(client, world, member):
    url = address(world, member)
    assert client.get(url).status_code == 200
    member.is_active = False
    member.save()
    assert client.get(url).status_code == 404
    member.is_active = True
    member.save()
    Mandate.objects.filter(user=member).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert client.get(url).status_code == 404


def test_a_renewed_address_ends_the_old_one_and_a_revoked_one_is_gone(client, world, member):
    old, new = address(world, member), address(world, member)
    assert [client.get(url).status_code for url in (old, new)] == [404, 200]
    client.force_login(member)
    assert client.post("/konto/kalender/lsg-flen/aterkalla/").status_code == 302
    assert client.get(new).status_code == 404
    assert client.post("/konto/kalender/lsg-flen/aterkalla/").status_code == 404


def test_the_page_shows_the_address_once(client, world, member):
    client.force_login(member)
    made = client.post("/konto/kalender/lsg-flen/ny/")
    shown = made.content.decode()
    start = shown.index("/kalender/", shown.index('class="address"'))
    url = shown[start : shown.index("</code>", start)]
    assert (made.status_code, Client().get(url).status_code) == (201, 200)
    assert f'href="webcal://127.0.0.1:8000{url}"' in shown
    assert url not in client.get("/konto/kalender/").content.decode()
    assert CalendarSubscription.objects.get().digest not in shown


def test_only_who_has_a_seat_in_the_group_gets_one(client, world):
    for who in (world.officer, world.board_chair, world.strangnas_chair):
        with pytest.raises(CaseError) as error:
            make_calendar_address(world.flen, by=who)
        assert (error.value.code, error.value.status) == ("not_in_the_group", 403)
        client.force_login(who)
        assert client.post("/konto/kalender/lsg-flen/ny/").status_code == 404
    assert "Ingen grupp att prenumerera på" in client_page(world.officer)


def client_page(who: Any) -> str:
    client = Client()
    client.force_login(who)
    return client.get("/konto/kalender/").content.decode()


def test_the_use_is_noted_once_an_hour(client, world, member):
    url = address(world, member)
    client.get(url)
    noted = CalendarSubscription.objects.get().last_used_at
    client.get(url)
    assert CalendarSubscription.objects.get().last_used_at == noted is not None


def test_it_costs_the_same_with_few_meetings_and_with_many(client, world, member):
    url = address(world, member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    a_meeting(world.flen, world.officer)
    queries()
    few = queries()
    for number in range(5):
        a_held_meeting(world.flen, world.officer, at=timezone.now() - timedelta(days=30 + number))
    assert queries() == few


@pytest.mark.parametrize(
    ("message", "args", "written"),
    [
        ("Internal Server Error: %s", ("/kalender/abcDEF123_-x/kalender.ics",), "/kalender/…/kalender.ics"),
        ("GET https://a.se/kalender/abcDEF123_-x/kalender.ics 500", (), "https://a.se/kalender/…/kalender.ics"),
        ("Internal Server Error: %s", ("/konto/kalender/",), "/konto/kalender/"),
    ],
)
def test_the_address_stands_in_no_log(message, args, written):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, None)
    assert WithoutKeys().filter(record)
    assert written in record.getMessage()
    assert "abcDEF123" not in record.getMessage()


def test_a_year_with_a_leap_day_has_days_that_are_there(client, world, member):
    from cases.models import Happening

    Happening.objects.filter(key="planeringsdag").update(month=2, day=31, every="half_year", first_month=10)
    text = client.get(address(world, member)).content.decode()
    year = timezone.localdate().year
    last = 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    assert f"DTSTART;VALUE=DATE:{date(year, 2, last):%Y%m%d}" in text
    assert Meeting.objects.count() == 0
