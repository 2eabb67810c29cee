"""A running case goes on by a newer version of its route where that is sound; a clear no says why elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.actions.answer_assignment import answer_assignment
from cases.actions.change_route import change_route, change_routes
from cases.actions.reassign import reassign
from cases.actions.request_supplement import request_supplement
from cases.actions.withdraw_case import withdraw_case
from cases.errors import CaseError
from cases.models import Case, RouteVersion
from cases.queries.newer_routes import movable
from people.models import Body
from tests.builders.cases import (
    a_world,
    an_application,
    case_at_board,
    end,
    outcome,
    published_route,
    route_json,
    support,
    waiting,
)
from tests.builders.people import body
from tests.builders.refusing import refusal
from tests.builders.trail import faults

from .test_who_has_it import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def newer(change: Callable[[dict[str, Any]], None]) -> RouteVersion:
    route = route_json()
    change(route)
    return published_route(route)


def longer(route: dict[str, Any]) -> None:
    route["stages"][0]["deadline"] = {"days": 30}


def moved(case: Case, world) -> str:
    """The code of the refusal, or "" where the case moved."""
    try:
        change_route(case, by=world.officer, reason="Nya regler.")
    except CaseError as error:
        return str(error)
    return ""


def test_the_case_stands_where_it_stood_with_its_answers(world):
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    support(case, "lsg-flen", by=world.flen_chair)
    version = newer(longer)
    due = waiting(case).due_on

    case = change_route(case, by=world.officer, reason="Nya regler.")

    assert (case.route_version, case.stage, waiting(case).due_on) == (version, "lsg", due)
    assert told("route_changed") == ["Ordförande LSG Strängnäs"]
    assert faults(case) == []
    assert support(case, "lsg-strangnas", by=world.strangnas_chair).stage == "beredning"
    assert faults(case) == []


def test_a_turn_that_was_given_to_somebody_stays_theirs(world):
    case = case_at_board(world)
    reassign(waiting(case), by=world.officer, person=world.board_chair, reason="Vald till mötet.")
    newer(longer)

    case = change_route(case, by=world.officer, reason="Nya regler.")

    assert waiting(case).person == world.board_chair
    assert faults(case) == []


def without_stage(route):
    del route["stages"][0]
    route["ends"] = [each for each in route["ends"] if each["key"] != "avstyrkt"]


def other_role(route):
    route["stages"][0]["role"] = "process_leader"


def other_actor(route):
    route["stages"][0]["actor"] = {"kind": "body", "body": "styrelsen"}


def without_the_answer(route):
    route["stages"][0]["outcomes"][0] |= {"id": "another", "key": "ja"}


def one_is_enough(route):
    route["stages"][0]["answers"] = {"rule": "any"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_stage, "saknar steget"),
        (other_role, "frågar en annan roll"),
        (other_actor, "frågar andra"),
        (without_the_answer, "har lämnats i steget"),
        (one_is_enough, "skulle svaren hittills avgöra"),
    ],
)
def test_a_clear_no_says_why(world, change, said):
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    support(case, "lsg-flen", by=world.flen_chair)
    seq = Case.objects.get(pk=case.pk).event_count
    newer(change)

    assert said in moved(case, world)
    assert Case.objects.get(pk=case.pk).event_count == seq


def test_a_case_does_not_move_to_where_nobody_is_there_to_ask(world):
    case = an_application(world)
    newer(longer)
    Body.objects.filter(key="styrelsen").update(key="annan-styrelse")

    assert "finns ingen att fråga" in moved(case, world)


def test_an_open_supplement_is_taken_as_it_was_asked_for(world):
    case = an_application(world)
    request_supplement(waiting(case), by=world.flen_chair, sections=["budget"], question="Vad ingår?")

    def keeps_answers(route):
        del route["stages"][0]["outcomes"][2]["lapses"]

    newer(keeps_answers)

    assert "En komplettering är öppen" in moved(case, world)


def test_what_was_asked_of_the_applicants_alone_may_get_more_answers(world):
    case = an_application(world)

    def with_more(route):
        route["stages"][0]["outcomes"].append({**outcome("vilar", "oppose", "vilande"), "id": "new"})
        route["ends"].append(end("vilande", "closed"))

    newer(with_more)
    case = change_route(case, by=world.officer, reason="Ett svar till.")

    answer_assignment(waiting(case), "vilar", by=world.flen_chair)
    case.refresh_from_db()
    assert case.end == "vilande"
    assert faults(case) == []


def test_refused_cases(world):
    case = an_application(world)
    asked = {"by": world.officer, "reason": "Nya regler."}
    assert refusal(change_route, case, **asked) == ("no_newer_version", 409, "")
    newer(longer)
    assert refusal(change_route, case, **asked | {"by": world.writer}) == ("not_the_association", 403, "")
    assert refusal(change_route, case, **asked | {"by": world.stranger}) == ("not_the_association", 403, "")
    assert refusal(change_route, case, **asked | {"reason": " "}) == ("why_missing", 422, "reason")
    withdraw_case(case, by=world.writer)
    assert refusal(change_route, case, **asked) == ("case_closed", 409, "")


def test_all_that_can_be_moved_are_and_the_others_stay(world):
    stays = an_application(world, "lsg-flen", "lsg-strangnas")
    support(stays, "lsg-flen", by=world.flen_chair)
    goes = [an_application(world), case_at_board(world, "lsg-strangnas")]
    ended = withdraw_case(an_application(world), by=world.writer)
    version = newer(one_is_enough)

    listed = movable(version.route, version, on=waiting(goes[0]).opened_at.date())
    assert [(each.case.number, [stop.code for stop in each.stops]) for each in listed] == [
        (stays.number, ["would_settle"]),
        (goes[0].number, []),
        (goes[1].number, []),
    ]
    assert change_routes(version.route, by=world.officer, reason="Nya regler.") == (2, 1)
    followed = dict(Case.objects.values_list("number", "route_version__number"))
    assert followed == {stays.number: 1, goes[0].number: 2, goes[1].number: 2, ended.number: 1}
    assert all(faults(case) == [] for case in Case.objects.all())
    assert body("styrelsen").key == "styrelsen"
