"""An outcome chooses its way by the answers: in the engine, in a running case, and again when the trail is read."""

from decimal import Decimal

import pytest

from cases.actions.answer_assignment import answer_assignment
from cases.actions.withdraw_case import withdraw_case
from cases.domain.facts import CaseFacts, truths
from cases.domain.route import parse_route
from cases.queries.case_page import case_page
from cases.queries.timeline import timeline
from cases.queries.trail import check_trail
from forms.domain.definition import parse_definition
from forms.domain.evaluate import evaluate
from tests.builders.cases import (
    a_world,
    an_application,
    application_answers,
    case_at_board,
    form_json,
    route_json,
    support,
    waiting,
)

LIMITS = [{"key": "delegation", "name": "Förbundschefens delegation", "amount": "100000"}]
UNDER = {"field": "case.applied", "op": "at_most", "value": {"limit": "delegation"}}


def choosing_route(when: dict = UNDER) -> dict:
    """The preparatory group's yes leads to the board, or past it where the condition holds."""
    route = route_json() | {"limits": LIMITS}
    route["stages"][0]["outcomes"][0]["to"] = [{"when": when, "to": "styrelsen"}, {"to": "beredning"}]
    return route


def budget(amount: int) -> dict:
    line = {"id": "a", "key": "lon", "label": "Lön", "amounts": {"2014": str(amount), "2015": str(amount * 2)}}
    return {"unit": "kr", "lines": [line]}


@pytest.mark.parametrize(
    ("when", "truth"),
    [
        (UNDER, True),
        ({"field": "case.applied", "op": "more_than", "value": "89999.99"}, True),
        ({"field": "case.applied", "op": "is", "value": "90000"}, True),
        ({"field": "case.applied_in_year", "op": "is", "value": "60000"}, True),
        ({"field": "case.groups", "op": "at_least", "value": 3}, False),
        ({"field": "case.granted", "op": "at_least", "value": "1"}, None),
        ({"field": "case.granted", "op": "answered"}, False),
        ({"field": "rubrik", "op": "answered"}, True),
        ({"field": "budget", "op": "less_than", "value": "90000"}, False),
        ({"all": [UNDER, {"field": "case.granted", "op": "at_least", "value": "1"}]}, None),
        ({"any": [UNDER, {"field": "case.granted", "op": "at_least", "value": "1"}]}, True),
    ],
)
def test_conditions_are_true_false_or_undetermined(when, truth):
    form = parse_definition(form_json())
    evaluation = evaluate(form, application_answers("lsg-flen", budget=budget(30_000)))
    facts = CaseFacts(applied=Decimal(90_000), applied_in_year=Decimal(60_000), groups=2)

    found = truths(parse_route(choosing_route(when)), form, evaluation, facts)

    assert found == {("lsg", "tillstyrker"): (truth, None if truth is None else True)} or found == {
        ("lsg", "tillstyrker"): (truth, True)
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("amount", "stage"), [(30_000, "styrelsen"), (33_334, "beredning")])
def test_the_case_goes_the_way_that_its_amount_chooses(amount, stage):
    world = a_world(choosing_route())
    case = an_application(world, budget=budget(amount))

    support(case, "lsg-flen", by=world.flen_chair)

    assert case.stage == stage
    assert check_trail(case) == []
    led = case.events.get(kind="answered").data["after"]["led"]
    assert led == {"stage": "lsg", "outcome": "tillstyrker", "to": stage, "truths": [amount == 30_000, True]}


@pytest.mark.django_db
@pytest.mark.parametrize(("amount", "coming"), [(30_000, ["Styrelsen"]), (33_334, ["Beredning", "Styrelsen"])])
def test_the_line_of_stations_shows_the_way_that_the_answers_choose(amount, coming):
    world = a_world(choosing_route())
    case = an_application(world, budget=budget(amount))

    line = case_page(world.writer, case.number).stations

    assert [station.title for station in line if station.state == "coming"] == coming


@pytest.mark.django_db
def test_the_events_say_why_the_case_went_where_it_went():
    world = a_world(choosing_route())
    case = an_application(world, budget=budget(30_000))
    support(case, "lsg-flen", by=world.flen_chair)

    marks = [happening.mark for happening in timeline(case_page(world.writer, case.number))]

    assert any("sökt belopp är högst Förbundschefens delegation" in mark for mark in marks)


@pytest.mark.django_db
def test_what_is_undetermined_goes_the_way_that_is_for_the_rest():
    world = a_world(choosing_route())
    case = an_application(world, budget=None)

    support(case, "lsg-flen", by=world.flen_chair)

    assert case.stage == "beredning"


@pytest.mark.django_db
@pytest.mark.parametrize(("granted", "end"), [(100_000, "beviljad"), (100_001, "avslagen")])
def test_a_decision_chooses_by_what_it_grants(granted, end):
    route = route_json() | {"limits": LIMITS}
    when = {"field": "case.granted", "op": "at_most", "value": {"limit": "delegation"}}
    route["stages"][2]["outcomes"][0]["to"] = [{"when": when, "to": "beviljad"}, {"to": "avslagen"}]
    world = a_world(route)
    case = case_at_board(world)

    answer_assignment(
        waiting(case),
        "bifall",
        by=world.board_chair,
        text="Bifall.",
        decided_on=case.received_at.date(),
        granted={2014: Decimal(granted)},
    )
    case.refresh_from_db()

    assert case.end == end
    assert check_trail(case) == []


@pytest.mark.django_db
def test_a_way_that_the_answers_do_not_give_is_found_in_the_trail(monkeypatch):
    """Somebody sealed a choice that the application does not support: 1,3 million is not under the limit."""
    world = a_world(choosing_route())
    case = an_application(world)
    forged = {("lsg", "tillstyrker"): (True, True)}
    with monkeypatch.context() as patched:
        patched.setattr("cases.queries.standing_of_case.truths_of", lambda *args, **kwargs: forged)
        support(case, "lsg-flen", by=world.flen_chair)

    assert case.stage == "styrelsen"
    assert [(fault.seq, fault.code) for fault in check_trail(case)] == [(2, "way_differs")]


@pytest.mark.django_db
def test_a_supplement_takes_the_case_back_to_an_earlier_stage():
    from cases.actions.request_supplement import request_supplement
    from forms.actions.submit_submission import submit_submission

    route = route_json()
    route["stages"][1]["outcomes"][2] |= {"lapses": "from", "lapses_from": "lsg"}
    world = a_world(route)
    case = an_application(world)
    support(case, "lsg-flen", by=world.flen_chair)

    request_supplement(waiting(case), by=world.preparer, sections=["budget"], question="Vad kostar resorna?")
    case.submission.refresh_from_db()
    submit_submission(case.submission, case.submission.revision, world.writer)
    case.refresh_from_db()

    assert case.stage == "lsg"
    assert waiting(case).body.key == "lsg-flen"
    assert check_trail(case) == []
    assert check_trail(withdraw_case(case, by=world.writer)) == []
