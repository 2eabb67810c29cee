"""A decision that grants money, and sending in, cost forty queries at most, however many applied and ways there are."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.fill_stage_form import begin_stage_form
from cases.actions.recuse import recuse
from cases.models import Case, FundYear, Obligation
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from people.models import Mandate, Role
from tests.builders import agreements
from tests.builders import cases as build
from tests.builders.money import a_fund
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db
LIMIT = 40
RECUSED = "Vice ordförande"
OPINION = {
    "schema": 1,
    "kind": "form",
    "key": "underlag",
    "title": "Beslutsunderlag",
    "sections": [build.section("bedomning", build.field("motivering", "long_text", required=True))],
}


def choosing(route):
    """The same way, chosen by an answer and by what is granted; who decides fills in a form, and one is recused."""
    build.published_form(OPINION)
    board = next(stage for stage in route["stages"] if stage["key"] == "styrelsen")
    granting = board["outcomes"][0]
    asked = [{"field": "rubrik", "op": "answered"}, {"field": "case.granted", "op": "more_than", "value": "100"}]
    granting["to"] = [{"when": {"all": asked}, "to": granting["to"]}, {"to": "avslagen"}]
    board["form"] = "underlag"
    world = build.a_world(route=route)
    seat(world.board, Role.CHAIR, name=RECUSED, deputy=True)
    return world


WORLDS = {
    "the end": build.a_world,
    "an agreement": agreements.a_world,
    "the end, chosen": lambda: choosing(build.route_json()),
    "an agreement, chosen": lambda: choosing(agreements.route_with_agreement()),
}
GROUPS = ["lsg-flen", "lsg-strangnas", *(f"lsg-{number}" for number in range(6))]


@pytest.fixture(params=WORLDS)
def goes_to(request):
    return request.param


@pytest.fixture
def world(goes_to):
    return WORLDS[goes_to]()


@pytest.fixture
def years():
    """The period of what is granted runs on, so that reports of it are owed."""
    year = timezone.localdate().year
    return range(year, year + 3)


@pytest.fixture
def fund(years):
    return a_fund(*years)


def groups(count):
    """The keys of so many groups, each with a chair."""
    for key in GROUPS[2:count]:
        seat(body(key, name=key.upper()), name=f"Ordförande {key}")
    return GROUPS[:count]


def at_the_board(world, count, years):
    """A case of so many groups that waits for the board."""
    period = {"from": f"{years[0]}-01-01", "to": f"{years[-1]}-12-31"}
    case = build.an_application(world, *groups(count), period=period)
    for chair in Mandate.objects.filter(body__key__in=GROUPS[:count], role="chair").select_related("body"):
        build.support(case, chair.body.key, by=chair.user)
    case = build.support(case, "beredningsgruppen", by=world.preparer)
    stage = case.route_version.parsed.stage("styrelsen")
    if stage.form:
        fill_in(build.waiting(case), by=world.board_chair)
        recuse(case, person(RECUSED), reason="Släkt.", by=world.officer)
    return case


def fill_in(turn, *, by):
    submission = begin_stage_form(turn, by=by)
    saved = save_answers(submission, {"motivering": "Väl underbyggt."}, submission.revision, by)
    submit_submission(saved, saved.revision, by)


def by_action(client, world, case, fund, years):
    given = {"text": "Bifall.", "decided_on": timezone.localdate(), "paragraph": "34"}
    granted = {year: Decimal(1000) for year in years}
    turn = build.waiting(case)
    with CaptureQueriesContext(connection) as captured:
        answer_assignment(turn, "bifall", by=world.board_chair, granted=granted, fund=fund, **given)
    return captured


def by_button(client, world, case, fund, years):
    client.force_login(world.board_chair)
    client.get("/arenden/")  # what the site keeps in its cache is read once
    typed = {f"amount_{year}": "1000" for year in years} | {"fund": fund.pk, "paragraph": "34", "text": "Bifall."}
    typed |= {"outcome": "bifall", "turn": build.waiting(case).pk, "decided_on": timezone.localdate().isoformat()}
    with CaptureQueriesContext(connection) as captured:
        response = client.post(f"/arenden/{case.number}/svara/", typed)
    assert response.status_code == 302
    return captured


@pytest.mark.parametrize("way", [by_action, by_button])
def test_a_decision_out_of_a_held_fund_costs_no_more_than_forty(client, world, goes_to, fund, years, way):
    assert fund.is_held
    by_action(client, world, at_the_board(world, 1, years), fund, years)  # the cache and the year's series are there
    counts = []
    for count in (1, 8):
        case = at_the_board(world, count, years)
        counts.append(len(way(client, world, case, fund, years)))
        assert Obligation.objects.filter(case=case).exclude(span_to=None).exists() == goes_to.startswith("the end")
        assert Case.objects.get(pk=case.pk).granted_total == 3000
    assert [int(row.committed) for row in FundYear.objects.filter(fund=fund).order_by("year")] == [3000] * 3
    assert counts[0] == counts[1] <= LIMIT


def test_the_button_that_sends_in_costs_no_more_than_forty(client, world):
    build.an_application(world, "lsg-flen")  # the year's series is there
    client.force_login(world.writer)
    client.get("/arenden/")  # what the site keeps in its cache is read once
    counts = []
    for count in (2, 8):
        submission = build.a_submission(world, *groups(count))
        with CaptureQueriesContext(connection) as captured:
            response = client.post(f"/ansokningar/{submission.uuid}/skicka/", {"revision": submission.revision})
        assert response.status_code == 302
        counts.append(len(captured))
    assert counts[0] == counts[1] <= LIMIT
