"""What the director proposes in the official letter is the board's proposal, on its agenda and in its decision."""

from datetime import UTC, datetime

import pytest

from cases.actions.answer_assignment import answer_assignment
from cases.actions.arrange_agenda import add_waiting_cases
from cases.actions.fill_stage_form import begin_stage_form
from cases.actions.plan_meeting import Planned, plan_meeting
from cases.domain.proposals import as_clause, proposal_in
from cases.models import Case
from forms.actions.save_answers import save_answers
from forms.actions.submit_submission import submit_submission
from forms.gallery import ready_form
from people.models import Role
from tests.builders.answering import whole_answers
from tests.builders.cases import (
    a_world,
    an_application,
    outcome,
    published_form,
    published_route,
    route_json,
    stage,
    support,
    waiting,
)
from tests.builders.people import seat

LETTER = ready_form("tjansteskrivelse").definition


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("bevilja 100 000 kr", "att bevilja 100 000 kr"),
        ("Bevilja 100 000 kr", "att bevilja 100 000 kr"),
        ("att bevilja 100 000 kr,", "att bevilja 100 000 kr,"),
        ("Att bevilja", "att bevilja"),
        ("1. att bevilja", "att bevilja"),
        ("– uppdra åt förbundschefen\natt teckna avtal", "att uppdra åt förbundschefen att teckna avtal"),
        ("attestera fakturan", "att attestera fakturan"),
        ("RAR tecknar avtal", "att RAR tecknar avtal"),
        ("  ", ""),
        (None, ""),
    ],
)
def test_a_clause_begins_with_att_however_it_was_typed(typed, clause):
    assert as_clause(typed) == clause


def test_clauses_come_in_their_order_one_a_line():
    rows = [{"id": "1", "att": "bevilja 5 kr"}, {"id": "2", "att": ""}, {"id": "3", "att": "teckna avtal"}]

    assert proposal_in(LETTER, {"forslag": rows}) == "att bevilja 5 kr\natt teckna avtal"


@pytest.mark.parametrize("answers", [{}, {"forslag": None}, {"forslag": "text"}, {"forslag": [7, None]}])
def test_a_form_that_proposes_nothing_gives_nothing(answers):
    assert proposal_in(LETTER, answers) == ""
    assert proposal_in({"sections": []}, {"forslag": [{"att": "x"}]}) == ""


@pytest.fixture
def case(db) -> Case:
    """A case whose director has proposed, so that the board is to decide."""
    world = a_world()
    director = seat(world.office, Role.DIRECTOR)
    published_form(LETTER)
    route = route_json()
    proposes = stage(
        "direktoren",
        {"kind": "office"},
        "director",
        outcome("foreslar", "submit", "styrelsen"),
        form="tjansteskrivelse",
    )
    route["stages"].insert(2, proposes)
    for led in route["stages"][1]["outcomes"]:
        led |= {"to": "direktoren"} if led.get("to") == "styrelsen" else {}
    published_route(route)
    case = support(an_application(world), "lsg-flen", by=world.flen_chair)
    case = support(case, "beredningsgruppen", by=world.preparer)
    draft = begin_stage_form(waiting(case), by=director)
    clauses = [{"id": "1", "att": "bevilja medel"}, {"id": "2", "att": "uppdra åt förbundschefen att teckna avtal"}]
    answers = whole_answers(draft.version.parsed, **{**draft.answers, "forslag": clauses})
    saved = save_answers(draft, answers, draft.revision, director)
    submit_submission(saved, saved.revision, director)
    answer_assignment(waiting(case), "foreslar", by=director)
    case.refresh_from_db()
    case.world = world
    return case


PROPOSED = "att bevilja medel\natt uppdra åt förbundschefen att teckna avtal"


def test_the_letter_knows_its_case(case):
    answers = case.stage_forms.get().submission.answers

    assert answers["arende"] == case.number
    assert answers["rubrik"] == f"Tjänsteskrivelse: {case.title}"
    assert answers["sokt"] == f"{case.applied_total:.0f}"


def test_the_clauses_are_the_proposal_on_the_boards_agenda(case):
    meeting = plan_meeting(case.world.board, Planned(datetime(2030, 3, 3, 9, tzinfo=UTC)), by=case.world.officer)

    [point] = add_waiting_cases(meeting, by=case.world.officer)

    assert point.proposal == PROPOSED


def test_the_clauses_are_filled_in_where_the_decision_is_written(case, client):
    client.force_login(case.world.board_chair)

    form = client.get(f"/arenden/{case.number}/svara/").context["form"]

    assert form["text"].value() == PROPOSED
