"""The pages of meetings: who comes in, what is kept when something is refused, and how many queries they cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions.arrange_agenda import add_point, add_waiting_cases
from cases.actions.recuse_at_point import recuse_at_point
from cases.models import Meeting
from people.models import Role
from tests.builders.cases import World, a_world, case_at_board
from tests.builders.meetings import a_held_meeting, a_meeting, the_point
from tests.builders.people import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def test_members_read_strangers_find_nothing_and_only_keepers_change(client, world):
    meeting = a_meeting(world.flen, world.flen_chair, "A")
    member = seat(world.flen, Role.MEMBER, name="Ledamot Flen")
    change = reverse("cases:change_meeting", args=[meeting.pk])
    add = reverse("cases:meeting_act", args=[meeting.pk, "lagg-till"])
    met = {}
    for who in (world.flen_chair, member, world.strangnas_chair, world.stranger, world.officer):
        client.force_login(who)
        pages = [client.get(address).status_code for address in (meeting.get_absolute_url(), change)]
        met[who.name] = [*pages, client.post(add, {"title": "B"}).status_code]
    assert met == {
        world.flen_chair.name: [200, 200, 302],
        member.name: [200, 403, 403],
        world.strangnas_chair.name: [404, 404, 404],
        world.stranger.name: [404, 404, 404],
        world.officer.name: [200, 200, 302],
    }


def test_a_meeting_is_planned_and_what_was_typed_is_kept_when_it_will_not_do(client, world):
    client.force_login(world.flen_chair)
    typed = {
        "body": world.flen.pk,
        "kind": "meeting",
        "day": "260314",
        "begins": "13.00",
        "ends": "12.00",
        "place": "X",
    }
    wrong = client.post(reverse("cases:plan_meeting"), typed)
    assert (wrong.status_code, 'value="12.00"' in wrong.content.decode()) == (422, True)
    client.post(reverse("cases:plan_meeting"), typed | {"ends": "15.00"})
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at).isoformat()[:16] == "2026-03-14T13:00"


def test_a_meeting_begins_on_its_day_and_not_before(client, world):
    client.force_login(world.flen_chair)
    today, later = a_meeting(world.flen, world.flen_chair, at=timezone.now()), a_meeting(world.flen, world.flen_chair)
    begins = lambda meeting: "Börja mötet" in client.get(meeting.get_absolute_url()).content.decode()  # noqa: E731
    assert (begins(today), begins(later)) == (True, False)


def test_only_minutes_have_points_that_are_adjusted_at_once(client, world):
    client.force_login(world.officer)
    offered = {}
    for body in (world.flen, world.board):
        meeting = a_held_meeting(body, world.officer, "A")
        page = client.get(reverse("cases:point", args=[meeting.pk, the_point(meeting).pk])).content.decode()
        offered[body] = 'name="adjust_now"' in page
    assert offered == {world.flen: False, world.board: True}


def test_who_is_recused_at_a_point_reads_it_and_is_not_asked_to_write_it(client, world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    item = the_point(meeting)
    recuse_at_point(item, world.flen_chair, by=world.flen_chair, reason="Äger huset.")
    client.force_login(world.flen_chair)
    point = reverse("cases:point", args=[meeting.pk, item.pk])
    assert point not in client.get(meeting.get_absolute_url()).content.decode()
    assert [client.get(point).status_code, client.post(point, {"notes": "Ja."}).status_code] == [403, 403]


def test_a_change_from_an_older_page_is_told(client, world):
    meeting = a_meeting(world.flen, world.flen_chair)
    client.force_login(world.flen_chair)
    typed = {"kind": "meeting", "day": "2027-03-14", "begins": "13.00", "version": "0"}
    address = reverse("cases:change_meeting", args=[meeting.pk])
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed | {"begins": "14.00"}).status_code == 409


def test_a_decision_is_typed_at_its_point(client, world):
    case = case_at_board(world)
    meeting = a_held_meeting(world.board, world.officer)
    add_waiting_cases(meeting, by=world.officer)
    item = the_point(meeting)
    address = reverse("cases:point", args=[meeting.pk, item.pk])
    client.force_login(world.officer)
    assert client.post(address, {"outcome": "bifall", "amount_2014": "610 000"}).status_code == 422
    typed = {"outcome": "bifall", "amount_2014": "610 000", "text": "Styrelsen bifaller.", "version": "0"}
    assert client.post(address, typed).status_code == 302
    case.refresh_from_db()
    assert (case.granted_total, case.decisions.get().paragraph) == (610_000, "1")


@pytest.mark.parametrize("name", ["cases:meetings", "cases:follow_up"])
def test_a_list_costs_as_much_for_many_meetings_as_for_few(client, world, name):
    client.force_login(world.officer)
    few, many = (cost(client, world, reverse(name), count) for count in (2, 12))
    assert (few == many, many <= 20) == (True, True)


def cost(client, world, address, count):
    for day in range(count):
        a_held_meeting(world.flen, world.flen_chair, "A", at=timezone.now() - timedelta(days=day + 1))
        a_meeting(world.flen, world.flen_chair, "A")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_the_page_of_a_meeting_costs_as_much_for_many_points_as_for_few(client, world):
    client.force_login(world.officer)
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    counts = []
    for more in (1, 30):
        for number in range(more):
            add_point(meeting, f"P{number}", by=world.flen_chair)
        client.get(meeting.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(meeting.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 20


def test_the_papers_of_a_meeting_are_for_those_who_see_it(client, world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    names = ("cases:meeting_minutes", "cases:meeting_calendar")
    for who, status in ((world.flen_chair, 200), (world.strangnas_chair, 404)):
        client.force_login(who)
        assert [client.get(reverse(name, args=[meeting.pk])).status_code for name in names] == [status, status]
