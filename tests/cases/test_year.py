"""A group's year: what answers it, ticks by hand, who sees and keeps it, reminders."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.mark_year import mark_happening, take_back_mark
from cases.actions.remind_year import remind_by_the_rules, remind_year
from cases.domain.following_up import Span
from cases.errors import CaseError
from cases.extensions import PublishedPlan
from cases.models import Case, Happening, HappeningMark, Meeting, OutgoingEmail, YearEvent
from cases.queries import year_reads
from cases.queries.year import Entry, groups_seen, years_of
from people.actions.decide_term import decide_term
from people.models import BodyKind, Party, Role, User
from people.models.event import WrittenOnce
from people.queries.mandates import standing
from tests.builders import cases as build
from tests.builders.meetings import a_held_meeting, a_meeting
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db
YEAR = 2026
TODAY = date(YEAR, 6, 20)


@pytest.fixture
def world() -> build.World:
    Happening.objects.update(since=date(2010, 1, 1))
    return build.a_world()


def moment(day: str, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{hour:02}:00"))


def entry(world: build.World, key: str, *, number: int = 0, year: int = YEAR, on: date = TODAY) -> Entry:
    """Of LSG Flen: the numbered one in the year of the happening with the key."""
    found = standing(world.officer, on=on)
    one = years_of([world.flen], year, found=found, on=on)[0]
    return [each for each in one.entries if each.happening.key == key][number]


def refused(act: Any) -> tuple[str, int]:
    with pytest.raises(CaseError) as error:
        act()
    return error.value.code, error.value.status


def tick(world: build.World, by: User, key: str = "planeringsdag", **more: Any) -> HappeningMark:
    happening = Happening.objects.get(key=key)
    more = {"state": "done", "at": moment("2026-06-20"), **more}
    return mark_happening(happening, world.flen, more.pop("span_from", date(YEAR, 1, 1)), by=by, **more)


# What answers it


def test_a_year_asks_what_the_documents_ask(world):
    one = years_of([world.flen], YEAR, found=standing(world.officer), on=TODAY)[0]
    assert [(each.happening.key, each.occasion.due_on.isoformat(), each.state) for each in one.entries] == [
        ("lagesrapport", "2026-01-31", "late"),
        ("planeringsdag", "2026-05-31", "late"),
        ("aktivitetsplan", "2026-06-15", "late"),
        ("inriktningsplan", "2026-06-30", "due"),
        ("lagesrapport", "2026-07-31", "due"),
        ("seminarium", "2026-11-30", "not_yet"),
        ("ordforande", "2026-12-01", "not_yet"),
        ("turordning", "2026-12-01", "not_yet"),
        ("aktivitetsplan", "2026-12-15", "not_yet"),
    ]


def test_a_planning_day_that_is_held_answers_it_and_an_ordinary_meeting_does_not(world):
    a_held_meeting(world.flen, world.officer, at=moment("2026-02-03"))
    assert entry(world, "planeringsdag").state == "late"
    meeting = a_held_meeting(world.flen, world.officer, at=moment("2026-04-03"), kind=Meeting.Kind.PLANNING_DAY)
    found = entry(world, "planeringsdag")
    assert (found.state, found.found.words, found.found.url) == ("done", "Hölls 2026-04-03", f"/moten/{meeting.pk}/")


def test_one_of_another_year_or_group_does_not(world):
    a_held_meeting(world.flen, world.officer, at=moment("2025-12-31"), kind=Meeting.Kind.PLANNING_DAY)
    a_held_meeting(world.strangnas, world.officer, at=moment("2026-01-01"), kind=Meeting.Kind.PLANNING_DAY)
    assert entry(world, "planeringsdag").state == "late"
    assert entry(world, "planeringsdag", year=2025).state == "done"


def test_one_that_is_planned_is_on_its_way_until_the_last_day(world):
    a_meeting(world.flen, world.officer, at=moment("2026-06-30"), kind=Meeting.Kind.PLANNING_DAY)
    assert entry(world, "planeringsdag", on=date(2026, 5, 1)).state == "under_way"
    assert entry(world, "planeringsdag").state == "late"


def test_a_seminar_counts_where_somebody_of_the_group_came(world):
    seminar = a_held_meeting(world.board, world.officer, at=moment("2026-05-05"), kind=Meeting.Kind.SEMINAR)
    assert entry(world, "seminarium").state == "done"
    seminar.attendance.filter(person__mandates__body=world.flen).update(is_present=False)
    assert entry(world, "seminarium").state == "not_yet"


def test_a_published_plan_answers_the_direction_plan(world, monkeypatch):
    plan = PublishedPlan(
        "direction", frozenset({world.flen.pk}), date(2026, 1, 1), date(2026, 12, 31), "Plan", "/plan/"
    )
    monkeypatch.setattr(year_reads, "published_plans", lambda *_asked: [plan])
    found = entry(world, "inriktningsplan")
    assert (found.state, found.found.words, found.found.url) == ("done", "Plan", "/plan/")


def test_a_decided_term_is_next_years_chair_and_one_after_it_the_order(world):
    party = Party.objects.create(key="flens-kommun", name="Flens kommun", kind="municipality")
    assert entry(world, "ordforande").state == "not_yet"
    decide_term(world.flen, date(2027, 1, 1), date(2027, 12, 31), by=world.officer, party=party)
    assert (entry(world, "ordforande").state, entry(world, "turordning").state) == ("done", "not_yet")
    decide_term(world.flen, date(2028, 1, 1), date(2028, 12, 31), by=world.officer)
    assert entry(world, "turordning").found.words == "Beslutad till och med 2028-12-31"


def test_a_chair_without_a_last_day_is_not_next_years(world):
    seat(world.flen, Role.CHAIR, name="Öppen Ordförande", valid_from=date(2026, 1, 1))
    assert entry(world, "ordforande").state == "not_yet"
    seat(world.flen, Role.CHAIR, name="Ny Ordförande", valid_from=date(2027, 1, 1))
    assert entry(world, "ordforande").state == "done"


def ended(world: build.World, case: Case, end: str) -> str:
    Case.objects.filter(pk=case.pk).update(status=Case.Status.ENDED, stage="", end=end)
    return entry(world, "aktivitetsplan", number=0).state


def test_a_case_of_the_form_is_on_its_way_and_then_done(world):
    Happening.objects.filter(key="aktivitetsplan").update(form="ansokan")
    period = {"from": "2026-07-01", "to": "2026-12-31"}
    case = build.an_application(world, "lsg-flen", period=period, at=moment("2026-06-01"))
    found = entry(world, "aktivitetsplan")
    assert (found.state, found.found.url) == ("under_way", f"/arenden/{case.number}/")
    assert (ended(world, case, "beviljad"), ended(world, case, "aterkallad")) == ("done", "late")


def test_of_many_that_answer_the_same_the_first_is_told_and_no_other_read(world):
    Happening.objects.filter(key="aktivitetsplan").update(form="ansokan")
    period = {"from": "2026-07-01", "to": "2026-12-31"}
    came = [
        build.an_application(world, "lsg-flen", period=period, at=moment(f"2026-06-0{day}")) for day in (2, 1, 3, 4)
    ]
    told = entry(world, "aktivitetsplan").found
    assert told.url == f"/arenden/{came[1].number}/"

    ended(world, came[3], "beviljad")
    ended(world, came[2], "beviljad")
    assert entry(world, "aktivitetsplan").found.url == f"/arenden/{came[2].number}/"
    answers = year_reads.found_for(
        list(Happening.objects.filter(key="aktivitetsplan")),
        {world.flen.pk: frozenset({world.flen.pk})},
        Span(date(YEAR, 1, 1), date(YEAR, 12, 31)),
        found=standing(world.officer),
        on=TODAY,
    )
    assert [row["case__number"] for row in answers.cases] == [came[1].number, came[2].number]


# Groups that merge, and groups that are chosen


def test_only_the_groups_that_are_chosen_are_asked(world):
    Happening.objects.get(key="planeringsdag").bodies.set([world.strangnas])
    one = years_of([world.flen], YEAR, found=standing(world.officer), on=TODAY)[0]
    assert "planeringsdag" not in {each.happening.key for each in one.entries}


def test_a_group_that_has_ended_is_asked_nothing_more(world):
    world.flen.valid_to = date(2026, 3, 31)
    world.flen.save()
    one = years_of([world.flen], YEAR, found=standing(world.officer), on=TODAY)[0]
    assert [each.happening.key for each in one.entries] == ["lagesrapport"]


# Ticks by hand


def test_a_tick_by_the_chair_makes_it_done_and_is_written_down(world):
    tick(world, world.flen_chair, done_on=date(2026, 5, 4), note="Hölls hos grannen")
    found = entry(world, "planeringsdag")
    assert (found.state, found.mark.note, found.mark.by) == ("done", "Hölls hos grannen", world.flen_chair)
    event = YearEvent.objects.get()
    assert (event.kind, event.actor, event.data["done_on"]) == ("ticked", world.flen_chair, "2026-05-04")
    assert "grannen" not in str(event.data)


def test_a_tick_is_taken_back(world):
    tick(world, world.flen_chair)
    take_back_mark(Happening.objects.get(key="planeringsdag"), world.flen, date(YEAR, 1, 1), by=world.officer)
    assert entry(world, "planeringsdag").state == "late"
    assert [event.kind for event in YearEvent.objects.all()] == ["ticked", "tick_taken_back"]


@pytest.mark.parametrize(
    ("who", "more", "expected"),
    [
        ("strangnas_chair", {}, ("not_the_keeper_of_year", 403)),
        ("board_chair", {}, ("not_the_keeper_of_year", 403)),
        ("flen_chair", {"done_on": date(2026, 6, 21)}, ("done_in_the_future", 422)),
        ("flen_chair", {"state": "not_needed", "note": " "}, ("why_not_needed", 422)),
        ("flen_chair", {"span_from": date(2026, 2, 1)}, ("no_such_occasion", 422)),
    ],
)
def test_a_tick_is_refused(world, who, more, expected):
    assert refused(lambda: tick(world, getattr(world, who), **more)) == expected
    assert not HappeningMark.objects.exists()


def test_nothing_is_ticked_twice(world):
    tick(world, world.flen_chair)
    assert refused(lambda: tick(world, world.officer)) == ("already_done", 409)


def test_the_log_of_a_year_is_never_changed(world):
    tick(world, world.flen_chair)
    every = YearEvent.objects.all()
    for act in (every.delete, lambda: every.update(kind="x")):
        with pytest.raises(WrittenOnce):
            act()
    for statement in ("UPDATE cases_yearevent SET kind = 'x'", "DELETE FROM cases_yearevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# Who sees


def test_one_sees_ones_own_groups_year_and_the_association_everybodys(world):
    def seen(user: User) -> set[str]:
        return {group.key for group in groups_seen(standing(user), YEAR)}

    every = {"lsg-flen", "lsg-strangnas"}
    assert [seen(user) for user in (world.flen_chair, world.officer, world.board_chair)] == [{"lsg-flen"}, every, every]
    assert seen(person("Ingen Alls")) == set()


# Reminders


def leader(world: build.World) -> User:
    return seat(world.flen, Role.PROCESS_LEADER, name="Processledare Flen")


def test_a_week_before_and_the_day_after_there_is_one_letter_to_each(world):
    who = leader(world)
    letters = OutgoingEmail.objects.filter(to=who)
    for day in (date(2026, 5, 24), date(2026, 5, 24), date(2026, 5, 25)):
        remind_by_the_rules(day)
    soon = letters.filter(key__contains=":20260531:7")
    assert [("Planeringsdag" in each.text, "31 maj" in each.subject) for each in soon] == [(True, True)]
    remind_by_the_rules(date(2026, 6, 1))
    assert letters.filter(key__contains=":20260531:-1").count() == 1


def test_what_is_done_is_not_reminded_of(world):
    who = leader(world)
    tick(world, world.flen_chair)
    remind_by_the_rules(date(2026, 6, 1))
    assert not OutgoingEmail.objects.filter(to=who, key__contains=":20260531:").exists()


def test_what_was_late_long_ago_is_no_news_on_the_first_run(world):
    leader(world)
    remind_by_the_rules(date(2026, 4, 20))
    assert not OutgoingEmail.objects.filter(key__contains=":20260131:").exists()


def test_the_office_reminds_once_a_day(world):
    leader(world)
    one = years_of([world.flen], YEAR, found=standing(world.officer), on=TODAY)[0]
    at = moment("2026-06-20")
    assert [remind_year(one, by=world.officer, at=at) for _ in range(2)] == [2, 0]
    assert refused(lambda: remind_year(one, by=world.flen_chair, at=at)) == ("not_the_association", 403)


# Pages


def test_the_pages_cost_the_same_for_one_group_and_for_eight(client, world):
    client.force_login(world.officer)

    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    a_held_meeting(world.flen, world.officer, at=moment("2026-05-03"), kind=Meeting.Kind.SEMINAR)
    urls = (f"/ar/{YEAR}/", f"/ar/{YEAR}/lsg-flen/")
    for url in urls:
        client.get(url)
    few = [queries(url) for url in urls]
    for number in range(6):
        group = body(f"lsg-{number}", name=f"LSG {number}")
        seat(group, name=f"Ordförande {number}")
        a_held_meeting(group, world.officer, at=moment("2026-04-03"), kind=Meeting.Kind.PLANNING_DAY)
        a_held_meeting(group, world.officer, at=moment("2026-05-03"), kind=Meeting.Kind.SEMINAR)
    many = [queries(url) for url in urls]
    assert many == few
    assert max(many) <= 20


def test_a_wrong_tick_keeps_what_was_typed(client, world):
    client.force_login(world.flen_chair)
    happening = Happening.objects.get(key="planeringsdag")
    url = f"/ar/{YEAR}/lsg-flen/{happening.pk}/{YEAR}-01-01/markera/"
    answer = client.post(url, {"state": "done", "done_on": "i går", "note": "Hos grannen"})
    assert (answer.status_code, b"Hos grannen" in answer.content, b"i g\xc3\xa5r" in answer.content) == (
        422,
        True,
        True,
    )
    assert client.post(url, {"state": "done", "note": "Hos grannen"}).status_code == 302
    assert "Hos grannen" in client.get(f"/ar/{YEAR}/lsg-flen/").content.decode()
    assert client.post(url, {"state": "done"}).status_code == 409


def test_one_group_is_led_straight_to_its_year(client, world):
    client.force_login(world.flen_chair)
    year = timezone.localdate().year
    assert client.get("/ar/")["Location"] == f"/ar/{year}/lsg-flen/"
    client.force_login(world.officer)
    assert client.get("/ar/")["Location"] == f"/ar/{year}/"


def test_a_year_nobody_meant_is_not_there(client, world):
    client.force_login(world.officer)
    assert [client.get(f"/ar/{year}/").status_code for year in (1999, 2000, 2100, 2101)] == [404, 200, 200, 404]


def test_the_calendar_has_each_last_day(client, world):
    client.force_login(world.flen_chair)
    text = client.get(f"/ar/{YEAR}/lsg-flen/ar.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 9
    assert "DTSTART;VALUE=DATE:20260531" in text


def test_a_body_that_is_no_local_group_has_no_year(client, world):
    client.force_login(world.officer)
    assert body("styrelsen", BodyKind.BOARD).kind == BodyKind.BOARD
    assert client.get(f"/ar/{YEAR}/styrelsen/").status_code == 404
