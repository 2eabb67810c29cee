"""A closed case may be opened again with a reason; what was decided stands, and a new decision counts in its place."""

from datetime import date
from decimal import Decimal

import pytest

from cases.actions.answer_assignment import answer_assignment
from cases.actions.reopen_case import reopen_case
from cases.actions.withdraw_case import withdraw_case
from cases.models import Case
from cases.queries.case_page import case_page
from cases.queries.money import balances
from tests.builders.cases import a_world, an_application, granted_case, waiting
from tests.builders.money import a_fund
from tests.builders.refusing import refusal
from tests.builders.trail import faults

from .test_who_has_it import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def grant(case, world, amount: int, **given):
    answer_assignment(
        waiting(case),
        "bifall",
        by=world.board_chair,
        text="Bifall.",
        decided_on=date(2014, 9, 1),
        granted={2014: Decimal(amount)},
        **given,
    )
    return Case.objects.get(pk=case.pk)


def test_a_closed_case_goes_on_from_the_stage_and_its_decision_stands(world):
    case = granted_case(world)

    case = reopen_case(case, by=world.officer, stage="styrelsen", reason="Beslutet överklagades.")

    assert (case.status, case.stage, case.end, case.ended_at) == ("waiting", "styrelsen", "", None)
    assert case.granted_total == Decimal(1_310_000)
    assert [decision.replaced_by for decision in case.decisions.all()] == [None]
    assert told("reopened") == ["Processledare", "Ordförande LSG Flen"]
    assert faults(case) == []


def test_a_new_decision_counts_in_place_of_the_old_also_in_the_fund(world):
    fund = a_fund(2014, 2015)
    case = granted_case(world, fund=fund)
    case = reopen_case(case, by=world.officer, stage="styrelsen", reason="Nytt underlag.")

    case = grant(case, world, 500_000, fund=fund)

    new, old = case.decisions.order_by("-pk")
    assert (old.replaced_by, new.replaced_by) == (new, None)
    assert case.granted_total == Decimal(500_000)
    assert balances(world.officer)[0].total.granted == Decimal(500_000)
    assert faults(case) == []


def test_a_withdrawn_case_may_be_opened_and_withdrawn_again(world):
    case = withdraw_case(an_application(world), by=world.writer, reason="Fel period.")
    case = reopen_case(case, by=world.officer, stage="lsg", reason="De ångrade sig.")
    case = withdraw_case(case, by=world.writer, reason="Nu slutgiltigt.")

    assert (case.end, case.withdrawal_reason) == ("aterkallad", "Nu slutgiltigt.")
    assert faults(case) == []


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"by": "writer"}, ("not_the_association", 403, "")),
        ({"by": "board_chair"}, ("not_the_association", 403, "")),
        ({"stage": "hittepa"}, ("unknown_stage", 422, "stage")),
        ({"reason": ""}, ("why_missing", 422, "reason")),
    ],
)
def test_the_office_opens_it_at_a_stage_of_the_route_and_says_why(world, given, refused):
    case = withdraw_case(an_application(world), by=world.writer)
    asked = {"by": "officer", "stage": "lsg", "reason": "Fel."} | given

    assert refusal(reopen_case, case, **asked | {"by": getattr(world, asked["by"])}) == refused
    assert faults(case) == []


def test_what_runs_or_is_put_away_is_not_opened(world):
    case = an_application(world)
    asked = {"by": world.officer, "stage": "lsg", "reason": "Fel."}
    assert refusal(reopen_case, case, **asked) == ("case_running", 409, "")
    withdraw_case(case, by=world.writer)
    for shelf, code in (("archived_on", "case_archived"), ("disposed_on", "case_disposed")):
        Case.objects.filter(pk=case.pk).update(**{"archived_on": None, "disposed_on": None, shelf: date(2020, 1, 1)})
        assert refusal(reopen_case, case, **asked) == (code, 409, "")


def test_earlier_answers_are_no_part_of_the_new_visit(world):
    case = reopen_case(granted_case(world), by=world.officer, stage="lsg", reason="Nytt underlag.")

    page = case_page(world.officer, case.number)
    assert [given.state for given in page.stations] == ["here", "coming", "coming"]
    assert waiting(case).round == 2


def test_the_case_page_says_that_it_was_opened_again_by_whom_and_why_while_it_runs(world):
    case = granted_case(world)
    assert "öppnade" not in case_page(world.writer, case.number).sentence
    case = reopen_case(case, by=world.officer, stage="styrelsen", reason="Beloppen för\n2015 saknades.")

    said = case_page(world.writer, case.number).sentence

    assert said.startswith("Väntar på styrelsen")
    assert "Handläggare öppnade ärendet igen" in said
    assert said.endswith("”Beloppen för 2015 saknades.”")
    # What was granted before is why it was closed, not what it waits for now.
    assert "beviljade" not in said
    case = grant(case, world, 500_000)
    assert "öppnade" not in case_page(world.writer, case.number).sentence


def test_it_is_the_last_opening_that_is_told_of_and_what_was_answered_since(world):
    case = withdraw_case(an_application(world), by=world.writer, reason="Fel period.")
    case = reopen_case(case, by=world.officer, stage="lsg", reason="De ångrade sig.")
    case = withdraw_case(case, by=world.writer, reason="Ändå inte.")
    case = reopen_case(case, by=world.officer, stage="beredning", reason="Jo, ändå.")
    answer_assignment(waiting(case), "tillstyrker", by=world.preparer)

    said = case_page(world.officer, case.number).sentence

    assert said.index("”Jo, ändå.”") < said.index("Beredningsgruppen tillstyrkte")
    assert "De ångrade sig." not in said
