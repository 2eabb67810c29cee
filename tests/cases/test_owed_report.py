"""A report that is begun from what a grant owes begins as one from the year; what is published has its PDF."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from cases.actions.begin_year_form import begin_year_form
from cases.actions.fill_obligation import begin_obligation
from cases.actions.import_route import import_route
from cases.actions.publish_route import publish_route
from cases.domain.following_up import Span
from cases.gallery import ready_route
from cases.models import Happening, Meeting, Obligation
from forms.actions.import_form import import_form
from forms.gallery import ready_form
from forms.models import Submission
from home.actions.publish_report import _html
from home.models import StandardPage
from people.models import Role, User
from tests.builders import cases as build
from tests.builders.home import below, group_page
from tests.builders.meetings import a_held_meeting
from tests.builders.people import person, seat

pytestmark = pytest.mark.django_db
HALF = Span(date(2017, 1, 1), date(2017, 6, 30))
TABLES = ("administrativt", "uppdrag", "insatser", "beslut", "uppfoljning", "planerat")


@pytest.fixture
def world() -> build.World:
    made = build.a_world()
    editor = person("Redaktör", is_superuser=True)
    seat(build.body("kansliet", "office"), Role.REGISTRAR, name="Registrator")
    import_form(ready_form("lagesrapport").definition, by=editor)
    publish_route(import_route(ready_route("lagesrapport").definition, by=editor), by=editor)
    return made


def at(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T09:00"))


def a_full_half_year(world: build.World) -> User:
    leader = seat(world.flen, Role.PROCESS_LEADER, name="Ida")
    for day in ("2017-02-01", "2017-03-08"):
        a_held_meeting(world.flen, leader, at=at(day))
    a_held_meeting(world.flen, leader, at=at("2017-04-05"), kind=Meeting.Kind.PLANNING_DAY)
    return leader


def owed(world: build.World, **more: Any) -> Obligation:
    about = {"title": "Lägesrapport", "kind": "status_report", "form": "lagesrapport", "due_on": date(2017, 7, 31)}
    return Obligation.objects.create(case=build.granted_case(world, "lsg-flen"), **{**about, **more})


def told(draft: Submission) -> dict[str, list[dict[str, str]]]:
    """The rows of the tables, without what makes each row one."""
    return {
        table: [{key: value for key, value in row.items() if key != "id"} for row in draft.answers.get(table, [])]
        for table in TABLES
    }


def test_it_begins_with_what_one_from_the_year_begins_with(world):
    leader = a_full_half_year(world)
    obligation = owed(world, span_from=HALF.starts, span_to=HALF.ends)
    draft = begin_obligation(obligation, by=leader)
    from_year = begin_year_form(Happening.objects.get(key="lagesrapport"), [world.flen], HALF.starts, by=leader)
    assert told(draft) == told(from_year)
    assert draft.answers["period"] == {"from": "2017-01-01", "to": "2017-06-30"}
    assert "två LSG-möten samt en planeringsdag" in str(told(draft)["administrativt"])


def test_without_a_part_of_the_period_it_goes_on_from_the_last_report(world):
    leader = a_full_half_year(world)
    draft = begin_obligation(owed(world), by=leader, at=at("2017-07-05"))
    assert draft.answers["period"] == {"from": "2017-01-01", "to": "2017-06-30"}
    assert "två LSG-möten" in str(told(draft)["administrativt"])


def test_what_is_no_report_is_left_as_it_was(world):
    leader = a_full_half_year(world)
    draft = begin_obligation(owed(world, kind="activity_plan", form="ansokan"), by=leader)
    assert told(draft) == {table: [] for table in TABLES}


# On paper


def published(world: build.World) -> StandardPage:
    words = [("heading", "Om rapporten"), ("paragraph", "<p>Insatsen fortsätter.</p>")]
    page = StandardPage(title="Lägesrapport våren", slug="lagesrapport-rar17-01", content=words)
    return below(group_page(world.flen), page)


def test_a_published_report_has_a_tagged_pdf_in_swedish_beside_it(client, world):
    page = published(world)
    url = f"/rapporter/{page.pk}/rapport.pdf"
    assert f'href="{url}"' in client.get(page.get_url()).content.decode()
    paper = client.get(url, headers={"Accept-Language": "en"})
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    root = PdfReader(BytesIO(paper.content)).trailer["/Root"]
    assert ("/StructTreeRoot" in root, root["/Lang"]) == (True, "sv")


def test_what_is_taken_down_or_no_report_has_none(client, world):
    page = published(world)
    page.unpublish()
    plain = below(page.get_parent().get_parent().get_parent().specific, StandardPage(title="Om oss"))
    assert [client.get(f"/rapporter/{pk}/rapport.pdf").status_code for pk in (page.pk, plain.pk, 99999)] == [404] * 3
    assert "rapport.pdf" not in client.get(plain.get_url()).content.decode()


def test_lines_that_begin_as_a_list_become_one():
    text = "Tre områden:\n- Stöd\n– <Struktur>\nSedan mer."
    assert _html("text", text) == (
        "<p>Tre områden:</p><ul><li>Stöd</li><li>&lt;Struktur&gt;</li></ul><p>Sedan mer.</p>"
    )
