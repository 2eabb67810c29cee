"""What the year of one's groups asks for now stands in the inbox: the same as its pages say, in one query."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.mark_year import mark_happening
from cases.domain import year as rules
from cases.models import Case, Happening, Meeting, Obligation
from cases.queries.inbox import View, inbox
from cases.queries.stages import stage_names
from cases.queries.year import groups_seen, years_of
from cases.queries.year_waits import MOST, SOON, year_waits
from people.actions.decide_term import decide_term
from people.models import Party, Role, User
from people.queries.mandates import standing
from tests.builders import cases as build
from tests.builders.home import plan_page
from tests.builders.meetings import a_held_meeting, a_meeting
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db
YEAR = 2026
TODAY = date(YEAR, 6, 20)
type Told = set[tuple[str, str, date, bool]]


@pytest.fixture
def world() -> build.World:
    Happening.objects.update(since=date(2010, 1, 1))
    return build.a_world()


def moment(day: str, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{hour:02}:00"))


def told(user: User, on: date = TODAY) -> list[tuple[str, bool]]:
    waits = year_waits(standing(user, on=on), stage_names(), on=on)
    return [(wait.name, wait.late) for wait in waits.rows]


def by_the_pages(user: User, on: date) -> Told:
    """What the pages of the years say is late or due within the month, of the groups that one keeps."""
    found = standing(user, on=on)
    told: Told = set()
    for year in range((on - rules.LATE_FOR).year, (on + SOON).year + 1):
        groups = [
            group
            for group in groups_seen(found, year)
            if group.is_valid(on) and found.holds(group.pk, Role.CHAIR, Role.PROCESS_LEADER)
        ]
        for one in years_of(groups, year, found=found, on=on):
            for entry in one.entries:
                due_on, late = entry.occasion.due_on, entry.state == rules.LATE
                if late or (entry.state in (rules.DUE, rules.NOT_YET) and due_on <= on + SOON):
                    told.add((entry.happening.name, one.body.name, due_on, late))
    return told


def by_the_inbox(user: User, on: date, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr("cases.queries.year_waits.MOST", 1000)
    waits = year_waits(standing(user, on=on), stage_names(), on=on)
    assert waits.count == len(waits.rows)
    return {(wait.name, group, wait.due_on, wait.late) for wait in waits.rows for group in wait.groups}


def much_has_happened(world: build.World) -> User:
    """Something of each kind that answers a year, for one group or the other; whoever leads both."""
    leader = seat(world.flen, Role.PROCESS_LEADER, name="Ida Ledare")
    seat(world.strangnas, Role.PROCESS_LEADER, name="Ida Ledare")
    old = body("lsg-gamla", name="LSG Gamla")
    old.valid_to = date(2026, 3, 31)
    old.save()
    seat(old, Role.PROCESS_LEADER, name="Ida Ledare")
    a_held_meeting(world.flen, world.officer, at=moment("2026-04-03"), kind=Meeting.Kind.PLANNING_DAY)
    a_meeting(world.strangnas, world.officer, at=moment("2026-07-03"), kind=Meeting.Kind.PLANNING_DAY)
    a_held_meeting(world.board, world.officer, at=moment("2025-11-05"), kind=Meeting.Kind.SEMINAR)
    a_meeting(world.board, world.officer, at=moment("2026-11-05"), kind=Meeting.Kind.SEMINAR)
    party = Party.objects.create(key="flens-kommun", name="Flens kommun", kind="municipality")
    decide_term(world.flen, date(2027, 1, 1), date(2027, 12, 31), by=world.officer, party=party)
    decide_term(world.flen, date(2028, 1, 1), date(2028, 12, 31), by=world.officer)
    decide_term(world.strangnas, date(2027, 1, 1), date(2027, 12, 31), by=world.officer)
    plan_page("Plan", world.flen, kind="direction", period_from=date(2026, 1, 1), period_to=date(2026, 12, 31))
    plan_page("Äldre plan", world.strangnas, kind="direction", period_from=date(2025, 1, 1), period_to=None)
    Happening.objects.filter(key="aktivitetsplan").update(form="ansokan")
    later = {"from": "2026-07-01", "to": "2026-12-31"}
    build.an_application(world, "lsg-flen", period=later, at=moment("2026-06-01"))
    done = build.an_application(world, "lsg-strangnas", period=later, at=moment("2026-05-01"))
    Case.objects.filter(pk=done.pk).update(status=Case.Status.ENDED, stage="", end="beviljad")
    refused = build.an_application(world, "lsg-flen", period={"from": "2026-01-01", "to": "2026-06-30"})
    Case.objects.filter(pk=refused.pk).update(status=Case.Status.ENDED, stage="", end="avslagen")
    owes = build.granted_case(world, "lsg-strangnas")
    about = {"case": owes, "title": "Rapport", "form": "lagesrapport"}
    for first, last, sent, done_on in (
        (date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 20), date(2026, 1, 25)),
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 19), None),
    ):
        what = build.a_submission(world, "lsg-strangnas")
        Obligation.objects.create(
            span_from=first, span_to=last, sent_on=sent, done_on=done_on, submission=what, **about
        )
    happening = Happening.objects.get(key="lagesrapport")
    more = {"by": leader, "at": moment("2026-06-20"), "state": "not_needed", "note": "Ny grupp"}
    mark_happening(happening, world.flen, date(2025, 7, 1), **more)
    return leader


def test_it_says_what_the_pages_of_the_year_say_on_any_day(world, monkeypatch):
    leader = much_has_happened(world)
    days = (-500, -366, -200, -100, -31, -30, -5, 0, 1, 10, 41, 100, 150, 163, 194, 195, 300, 366, 400, 700)
    for on in (TODAY + timedelta(days=number) for number in days):
        for user in (leader, world.flen_chair, world.strangnas_chair):
            assert by_the_inbox(user, on, monkeypatch) == by_the_pages(user, on), (on, user)


def test_what_was_done_is_not_asked_for_and_what_was_not_is(world):
    much_has_happened(world)
    late = ["Lägesrapport för halvåret", "Årligt seminarium", "Aktivitetsplan för halvåret"]
    assert [name for name, _ in told(world.flen_chair, date(2026, 12, 20))] == late


def test_it_costs_one_query_for_one_group_and_for_eight_and_none_for_others(world):
    def queries(user: User) -> int:
        found, names = standing(user, on=TODAY), stage_names()
        with CaptureQueriesContext(connection) as captured:
            year_waits(found, names, on=TODAY)
        return len(captured)

    much_has_happened(world)
    leader = seat(world.flen, Role.PROCESS_LEADER, name="Leder Många")
    year_waits(standing(leader), stage_names(), on=TODAY)  # what the site keeps in its cache is read once
    assert queries(leader) == 1
    for number in range(7):
        group = body(f"lsg-{number}", name=f"LSG {number}")
        seat(group, Role.PROCESS_LEADER, name="Leder Många")
        a_held_meeting(group, world.officer, at=moment("2026-04-03"), kind=Meeting.Kind.PLANNING_DAY)
    assert [queries(user) for user in (leader, world.board_chair, world.officer)] == [1, 0, 0]


def test_a_member_and_the_board_have_no_year_to_see_to(world):
    member = seat(world.flen, Role.MEMBER, name="Ledamot")
    assert [told(user) for user in (member, world.board_chair, world.officer)] == [[], [], []]
    assert ("Lägesrapport för halvåret", True) in told(world.flen_chair)


def test_what_the_office_sees_to_stands_in_its_inbox_for_each_group_and_not_in_the_groups(world):
    Happening.objects.filter(key="planeringsdag").update(done_by=Happening.DoneBy.OFFICE)
    assert told(world.officer) == [("Planeringsdag", True)]
    assert "Planeringsdag" not in {name for name, _ in told(world.flen_chair)}


def test_what_an_editor_changes_holds_at_once(world):
    planned = Happening.objects.get(key="planeringsdag")
    assert "Planeringsdag" in {name for name, _ in told(world.flen_chair)}
    planned.bodies.set([world.strangnas])
    assert "Planeringsdag" not in {name for name, _ in told(world.flen_chair)}
    planned.bodies.clear()
    planned.until = date(2020, 1, 1)
    planned.save()
    assert "Planeringsdag" not in {name for name, _ in told(world.flen_chair)}


def test_the_inbox_shows_some_rows_and_says_how_many_there_are(client, world, monkeypatch):
    today = timezone.localdate()
    Happening.objects.update(every="half_year", due="on_day", month=today.month, day=1, since=date(2010, 1, 1))
    leader = seat(world.flen, Role.PROCESS_LEADER, name="Ida Ledare")
    seat(world.strangnas, Role.PROCESS_LEADER, name="Ida Ledare")
    found = inbox(leader)
    assert (len(found.year.rows), found.year.count > MOST) == (MOST, True)
    assert {wait.late for wait in inbox(leader, view=View.LATE).year.rows} == {True}
    assert inbox(leader, wanted="flen").year.rows == ()
    client.force_login(leader)
    page = client.get("/att-gora/").content.decode()
    assert "I årshjulet för dina grupper" in page
    assert f"Se alla {found.year.count} i årshjulet" in page
    first = found.year.rows[0]
    assert (first.groups, first.url) == (("LSG Flen", "LSG Strängnäs"), f"/ar/{first.due_on.year}/")
    assert "LSG Flen, LSG Strängnäs" in page
    assert "I årshjulet för dina grupper" not in client.get("/att-gora/?visa=andra").content.decode()


def test_the_counts_on_the_tabs_have_what_the_year_asks_for_too(world, monkeypatch):
    monkeypatch.setattr("cases.queries.year_waits.MOST", 1000)
    leader = seat(world.flen, Role.PROCESS_LEADER, name="Ida Ledare")
    late_case = build.an_application(world, at=moment("2026-01-10"))
    by_view = {view: inbox(leader, view=view, on=TODAY) for view in (View.ALL, View.LATE)}
    everything, late = by_view[View.ALL], by_view[View.LATE]
    late_rows = sum(1 for wait in everything.year.rows if wait.late)
    assert 0 < late_rows < len(everything.year.rows)
    for found in (everything, late):
        assert found.mine_count.number == len(everything.year.rows)
        assert found.late_count.number == late_rows + 1  # and the case that the chair is late with
    chair = inbox(world.flen_chair, on=TODAY)
    assert [item.case for item in chair.mine] == [late_case]
    assert chair.mine_count.number == 1 + len(chair.year.rows)
    assert inbox(world.flen_chair, wanted=late_case.number, on=TODAY).mine_count.number == 1


def test_with_something_of_the_year_alone_the_inbox_says_that_no_case_waits(client, world):
    leader = seat(world.flen, Role.PROCESS_LEADER, name="Ida Ledare")
    client.force_login(leader)
    page = client.get("/att-gora/?visa=mig").content.decode()
    assert ("Inget ärende väntar på dig." in page, "Inget väntar på dig<" in page) == (True, False)


def test_with_nothing_to_see_to_the_inbox_says_nothing_of_the_year(client, world):
    Happening.objects.all().delete()
    client.force_login(world.flen_chair)
    assert "årshjulet för dina grupper" not in client.get("/att-gora/").content.decode()
