"""A status report begins with what the period held, counted from what is written down."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.begin_year_form import begin_year_form
from cases.actions.follow_up import add_action_item, complete_action_item
from cases.actions.import_route import import_route
from cases.actions.publish_route import publish_route
from cases.actions.settle_point import settle_point
from cases.domain.following_up import Span
from cases.errors import CaseError
from cases.extensions import PublishedProject
from cases.gallery import ready_route
from cases.models import Case, GrantedAmount, Happening, Meeting, Obligation
from cases.queries import report_material
from cases.queries.report_material import last_report, material
from cases.queries.trail import check_trail
from cases.queries.year import years_of
from forms.actions.import_form import import_form
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.gallery import ready_form
from forms.models import Submission
from home.actions.publish_report import publish_report
from home.models import StandardPage
from people.models import Role, User
from people.queries.mandates import standing
from tests.builders import cases as build
from tests.builders.home import group_page
from tests.builders.meetings import a_held_meeting, a_meeting, the_point
from tests.builders.people import person, seat

pytestmark = pytest.mark.django_db
FIRST = date(2017, 1, 1)
HALF = Span(FIRST, date(2017, 6, 30))


@pytest.fixture
def world() -> build.World:
    made = build.a_world()
    editor = person("Redaktör", is_superuser=True)
    seat(build.body("kansliet", "office"), Role.REGISTRAR, name="Registrator")
    import_form(ready_form("lagesrapport").definition, by=editor)
    publish_route(import_route(ready_route("lagesrapport").definition, by=editor), by=editor)
    return made


def leader(world: build.World) -> User:
    seat(world.flen, Role.PROCESS_LEADER, name="Ida")
    return seat(world.strangnas, Role.PROCESS_LEADER, name="Ida")


def at(day: str, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{hour:02}:00"))


def held(world: build.World, by: User) -> None:
    """Two meetings of Flen and a planning day of each group; one meeting too early and one that was never held."""
    a_held_meeting(world.flen, by, at=at("2017-01-01", 0))
    a_held_meeting(world.flen, by, at=at("2017-06-30", 23))
    for group in (world.flen, world.strangnas):
        a_held_meeting(group, by, at=at("2017-04-05"), kind=Meeting.Kind.PLANNING_DAY)
    a_held_meeting(world.flen, by, at=at("2016-12-31", 23))
    a_held_meeting(world.flen, by, at=at("2017-07-01", 0))
    a_meeting(world.flen, by, at=at("2017-05-05"))


def begun(world: build.World, by: User, *groups: Any) -> Submission:
    happening = Happening.objects.get(key="lagesrapport")
    return begin_year_form(happening, groups or [world.flen, world.strangnas], FIRST, by=by)


def rows(draft: Submission, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in columns) for row in draft.answers.get(table, [])]


def test_it_begins_with_its_groups_its_period_and_the_meetings_counted(world):
    by = leader(world)
    held(world, by)
    draft = begun(world, by)
    assert draft.answers["period"] == {"from": "2017-01-01", "to": "2017-06-30"}
    assert sorted(draft.answers["uppdragsgivare"]) == ["lsg-flen", "lsg-strangnas"]
    assert draft.answers["rubrik"] == "Lägesrapport LSG Flen, LSG Strängnäs, första halvåret 2017"
    assert rows(draft, "administrativt", "aktivitet") == [
        ("Respektive LSG har genomfört en planeringsdag.",),
        ("Under den aktuella perioden har processledaren deltagit på två LSG-möten samt två planeringsdagar.",),
    ]
    assert {group.key for group in draft.bodies.all()} == {"lsg-flen", "lsg-strangnas"}


def test_one_group_is_named_and_nothing_is_nothing(world):
    by = leader(world)
    held(world, by)
    assert rows(begun(world, by, world.strangnas), "administrativt", "aktivitet") == [
        ("LSG Strängnäs har genomfört en planeringsdag.",),
        ("Under den aktuella perioden har processledaren deltagit på en planeringsdag.",),
    ]


def test_where_nothing_is_written_down_nothing_is_told(world):
    by = leader(world)
    empty = begun(world, by, world.strangnas)
    assert rows(empty, "administrativt", "aktivitet") == [("Under den aktuella perioden har inga möten hållits.",)]
    assert "beslut" not in empty.answers


def test_assignments_decisions_and_what_is_followed_up_come_from_the_notes(world):
    by = leader(world)
    meeting = a_held_meeting(world.flen, by, "Drivhuset", at=at("2017-03-08"))
    point = the_point(meeting)
    settle_point(point, by=by, decision="Gruppen söker medel.", at=at("2017-03-08"))
    done = add_action_item(point, "Skriva ansökan", by, by=by, due_on=date(2017, 5, 1), at=at("2017-03-08"))
    add_action_item(point, "Ta fram siffror", world.flen_chair, by=by, at=at("2017-03-08"))
    complete_action_item(done, by=by, on=date(2017, 4, 1), at=at("2017-04-01"))
    draft = begun(world, by)
    assert rows(draft, "beslut", "beslut", "lsg", "dag") == [("Gruppen söker medel.", "LSG Flen", "2017-03-08")]
    assert rows(draft, "uppdrag", "uppdrag", "lsg") == [("Skriva ansökan", "LSG Flen")]
    assert rows(draft, "uppfoljning", "vad", "lage") == [
        ("Skriva ansökan", "Klart 2017-04-01"),
        ("Ta fram siffror", "Pågår"),
    ]


def test_projects_come_with_their_money_and_pages_beside(world, monkeypatch):
    by = leader(world)
    case = build.granted_case(world, "lsg-flen")
    Case.objects.filter(pk=case.pk).update(title="Drivhuset")
    amount = GrantedAmount.objects.get(decision__case=case, year=2014).amount
    pages = [PublishedProject("TUNA", frozenset({world.strangnas.pk})), PublishedProject("drivhuset", frozenset())]
    monkeypatch.setattr(report_material, "running_projects", lambda *_asked: pages)
    found = material([world.flen, world.strangnas], Span(date(2014, 7, 1), date(2014, 12, 31)), by)
    told = [(each.title, found.names(each.bodies), each.granted, each.number) for each in found.projects]
    assert told == [("Drivhuset", "LSG Flen", amount, case.number), ("TUNA", "LSG Strängnäs", None, "")]


def test_what_is_secret_is_not_told(world):
    by = leader(world)
    case = build.granted_case(world, "lsg-flen")
    span = {"period_from": date(2016, 7, 1), "period_to": date(2018, 6, 30)}
    Case.objects.filter(pk=case.pk).update(secret=True, **span)
    assert material([world.flen], HALF, by).projects == ()


def test_only_ones_own_groups_can_be_reported_for(world):
    by = seat(world.flen, Role.PROCESS_LEADER, name="Bara Flen")
    with pytest.raises(CaseError) as error:
        begun(world, by, world.flen, world.strangnas)
    assert (error.value.code, error.value.status) == ("not_your_groups", 422)


def test_a_draft_is_found_again_and_a_report_answers_the_year(client, world):
    by = leader(world)
    Happening.objects.update(since=FIRST)
    begun(world, by)

    def states() -> list[tuple[str, bool]]:
        found = years_of([world.flen], 2017, found=standing(by), on=date(2017, 8, 1))[0]
        return [(each.state, bool(each.draft)) for each in found.entries if each.happening.key == "lagesrapport"]

    assert states()[1] == ("late", True)


def test_the_next_report_goes_on_after_the_last(world):
    case = build.an_application(world, "lsg-flen")
    assert last_report([world.flen], "ansokan") == case.period_to
    assert last_report([world.strangnas], "ansokan") is None


def test_the_count_stands_beside_the_section_with_what_was_counted(client, world):
    by = leader(world)
    held(world, by)
    draft = begun(world, by)
    client.force_login(by)
    page = client.get(f"/ansokningar/{draft.uuid}/aktiviteter/")
    shown = page.content.decode()
    assert page.status_code == 200
    assert "två LSG-möten samt två planeringsdagar" in shown
    assert shown.count("/moten/") - shown.count('href="/moten/"') == 4
    assert "två LSG-möten" not in client.get(f"/ansokningar/{draft.uuid}/om_rapporten/").content.decode()


def test_the_button_leads_through_the_groups_to_the_draft(client, world):
    by = leader(world)
    client.force_login(by)
    happening = Happening.objects.get(key="lagesrapport")
    url = f"/ar/2017/lsg-flen/{happening.pk}/2017-01-01/borja/"
    page = client.get(url).content.decode()
    assert ("LSG Flen" in page, "LSG Strängnäs" in page) == (True, True)
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"bodies": [world.flen.pk]})
    draft = Submission.objects.get(version__form__key="lagesrapport")
    assert (answer.status_code, draft.answers["uppdragsgivare"]) == (302, ["lsg-flen"])


def taken_in(world: build.World, by: User, description: str = "Stöd") -> Case:
    """LSG Flen's report, approved by its chair and put to the documents by the registrar."""
    draft = begun(world, by, world.flen)
    draft = save_answers(draft, {**draft.answers, "beskrivning": description, "roll": "Leder"}, draft.revision, by)
    submit_submission(draft, draft.revision, by)
    report = Case.objects.get(submission=draft)
    answer_assignment(build.waiting(report), "godkanner", by=world.flen_chair)
    answer_assignment(build.waiting(report), "mottagen", by=User.objects.get(name="Registrator"))
    return Case.objects.get(pk=report.pk)


def test_a_report_that_was_taken_in_answers_what_a_grant_of_its_groups_owes(world):
    by = leader(world)
    owing, joint = build.granted_case(world, "lsg-flen"), build.granted_case(world, "lsg-flen", "lsg-strangnas")
    about = {"kind": "status_report", "form": "lagesrapport", "title": "Lägesrapport"}
    spans = (HALF, Span(date(2017, 7, 1), date(2017, 12, 31)))
    mine, later = (
        Obligation.objects.create(case=owing, span_from=span.starts, span_to=span.ends, **about) for span in spans
    )
    others = Obligation.objects.create(case=joint, span_from=HALF.starts, span_to=HALF.ends, **about)
    report, registrar = taken_in(world, by), User.objects.get(name="Registrator")
    done = [Obligation.objects.get(pk=each.pk).done_by for each in (mine, later, others)]
    assert done == [registrar, None, None]
    event = owing.events.get(kind="obligation_completed")
    assert event.data["report"] == report.number
    assert list(check_trail(Case.objects.get(pk=owing.pk))) == []


def test_an_approved_report_is_published_without_personal_data(client, world):
    by = leader(world)
    report = taken_in(world, by, "Ring Ida på 070-123 45 67 eller ida@example.org.\nInsatsen fortsätter.")
    parent = group_page(world.flen)
    assert [page.live for page in publish_report(report, by=world.officer)] == [True]
    shown = client.get(parent.get_url()).content.decode()
    assert report.title in shown
    page = StandardPage.objects.child_of(parent).get()
    text = client.get(page.get_url()).content.decode()
    assert "Insatsen fortsätter." in text
    assert "inga möten" in text
    assert [secret for secret in ("070-123", "ida@example.org", "Ring Ida") if secret in text] == []
    assert refused(lambda: publish_report(report, by=world.officer)) == ("already_published", 409)


def test_a_group_asks_and_the_office_publishes(client, world):
    report = taken_in(world, leader(world))
    parent = group_page(world.flen)
    client.force_login(world.flen_chair)
    tab = f"/arenden/{report.number}/ansokan/"
    assert "Be om att den publiceras" in client.get(tab).content.decode()
    assert client.post(f"/rapporter/{report.number}/publicera/").status_code == 302
    assert [page.live for page in StandardPage.objects.child_of(parent)] == [False]
    assert "Kansliet publicerar det" in client.get(tab).content.decode()
    client.force_login(world.officer)
    client.post(f"/rapporter/{report.number}/publicera/")
    assert [page.live for page in StandardPage.objects.child_of(parent)] == [True]
    assert "Publicerad på sidan för" in client.get(tab).content.decode()


def test_publishing_is_refused(client, world):
    report = taken_in(world, leader(world))
    assert refused(lambda: publish_report(report, by=world.officer)) == ("no_group_page", 409)
    group_page(world.flen)
    assert refused(lambda: publish_report(report, by=world.board_chair)) == ("not_the_applicant", 403)
    other = build.granted_case(world, "lsg-flen")
    assert refused(lambda: publish_report(other, by=world.officer)) == ("report_not_approved", 409)
    Case.objects.filter(pk=report.pk).update(secret=True)
    report.refresh_from_db()
    assert refused(lambda: publish_report(report, by=world.officer)) == ("report_not_approved", 409)
    client.force_login(world.strangnas_chair)
    assert client.post(f"/rapporter/{report.number}/publicera/").status_code == 404
    client.force_login(world.board_chair)
    assert client.post(f"/rapporter/{report.number}/publicera/").status_code in (403, 404)


def refused(act: Any) -> tuple[str, int]:
    with pytest.raises(CaseError) as error:
        act()
    return error.value.code, error.value.status
