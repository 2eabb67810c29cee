"""Who has a conflict of interest is taken out: neither answers nor is counted, and the decision says so."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.recuse import lift_recusal, recuse
from cases.actions.request_supplement import request_supplement
from cases.actions.withdraw_case import withdraw_case
from cases.models import OutgoingEmail
from cases.queries.case_page import case_page
from cases.queries.inbox import inbox
from tests.builders.cases import a_world, an_application, case_at_board, send_in, support, waiting
from tests.builders.people import seat
from tests.builders.refusing import refusal
from tests.builders.trail import faults

from .test_who_has_it import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def test_who_is_recused_does_not_answer_and_the_deputy_does(world):
    deputy = seat(world.flen, name="Ersättare LSG Flen", deputy=True)
    case = an_application(world)

    recuse(case, world.flen_chair, by=world.flen_chair, reason="Min syster söker tjänsten.")

    turn = waiting(case)
    assert refusal(answer_assignment, turn, "tillstyrker", by=world.flen_chair) == ("you_are_recused", 403, "")
    assert [len(inbox(user).mine) for user in (world.flen_chair, deputy)] == [0, 1]
    assert case_page(world.flen_chair, case.number).moves.answers == ()
    assert told("recused") == ["Handläggare"]
    assert support(case, "lsg-flen", by=deputy).stage == "beredning"
    assert faults(case) == []


def test_what_the_recused_answered_at_the_stage_is_asked_again_and_stands_in_the_records(world):
    deputy = seat(world.flen, name="Ersättare LSG Flen", deputy=True)
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    first = waiting(case, "lsg-flen")
    support(case, "lsg-flen", by=world.flen_chair)

    recuse(case, world.flen_chair, by=world.officer, reason="Släkt med sökanden.")

    first.refresh_from_db()
    assert (first.state, first.outcome, first.answered_by) == ("lapsed", "tillstyrker", world.flen_chair)
    assert waiting(case, "lsg-flen").round == 2
    assert faults(case) == []
    support(case, "lsg-strangnas", by=world.strangnas_chair)
    assert support(case, "lsg-flen", by=deputy).stage == "beredning"


def test_where_nobody_is_left_the_office_is_told_and_sees_it(world):
    case = an_application(world)

    recuse(case, world.flen_chair, by=world.officer, reason="Släkt med sökanden.")

    assert told("nobody:") == ["Handläggare"]
    assert [item.case for item in inbox(world.officer).silent] == [case]
    assert case_page(world.officer, case.number).silent == (("ordförande", "LSG Flen", True),)


def test_a_recusal_from_one_stage_leaves_the_others(world):
    case = an_application(world)

    recuse(case, world.flen_chair, by=world.officer, reason="Släkt.", stage="styrelsen")

    assert support(case, "lsg-flen", by=world.flen_chair).stage == "beredning"
    assert faults(case) == []


def test_the_decision_says_who_took_no_part(world):
    vice = seat(world.board, name="Vice ordförande", deputy=True)
    case = case_at_board(world)
    recuse(case, world.board_chair, by=world.board_chair, reason="Ledamot i bolaget.", stage="styrelsen")

    answer_assignment(
        waiting(case),
        "bifall",
        by=vice,
        text="Bifall.",
        decided_on=timezone.localdate(),
        granted={2014: Decimal(100)},
    )

    page = case_page(world.writer, case.number)
    assert page.recused_from(page.decisions[0]) == (world.board_chair,)
    assert case.events.get(seq=page.case.event_count).data["decision"]["recused"] == [world.board_chair.pk]
    assert faults(page.case) == []


def test_the_reason_is_for_the_association_and_the_person(world):
    case = an_application(world)
    recuse(case, world.flen_chair, by=world.officer, reason="Släkt med sökanden.")

    def reads(user):
        return [one.reason for one in case_page(user, case.number).standing_recusals]

    assert reads(world.officer) == reads(world.flen_chair) == ["Släkt med sökanden."]
    assert reads(world.writer) == [""]
    assert "Släkt" not in OutgoingEmail.objects.filter(to=world.writer).last().text


@pytest.mark.parametrize(
    ("by", "person", "given", "refused"),
    [
        ("writer", "flen_chair", {}, ("not_the_association", 403, "")),
        ("stranger", "stranger", {}, ("not_the_association", 403, "")),
        ("flen_chair", "strangnas_chair", {}, ("not_the_association", 403, "")),
        ("officer", "flen_chair", {"reason": " "}, ("why_missing", 422, "reason")),
        ("officer", "flen_chair", {"stage": "hittepa"}, ("unknown_stage", 422, "stage")),
    ],
)
def test_a_recusal_is_noted_by_the_person_or_the_office_with_a_reason(world, by, person, given, refused):
    case = an_application(world)
    given = {"reason": "Släkt."} | given

    assert refusal(recuse, case, getattr(world, person), by=getattr(world, by), **given) == refused


def test_a_recusal_is_noted_once_and_lifted_by_the_office_once(world):
    case = an_application(world)
    recusal = recuse(case, world.flen_chair, by=world.officer, reason="Släkt.")

    again = refusal(recuse, case, world.flen_chair, by=world.officer, reason="Släkt.")
    assert again == ("already_recused", 409, "")
    assert refusal(lift_recusal, recusal, by=world.flen_chair) == ("not_the_association", 403, "")
    lift_recusal(recusal, by=world.officer)
    assert refusal(lift_recusal, recusal, by=world.officer) == ("not_recused", 409, "")
    assert faults(case) == []
    assert support(case, "lsg-flen", by=world.flen_chair).stage == "beredning"


def test_nobody_is_recused_from_what_is_closed(world):
    case = withdraw_case(an_application(world), by=world.writer)

    assert refusal(recuse, case, world.flen_chair, by=world.officer, reason="Släkt.") == ("case_closed", 409, "")


def test_who_asked_for_a_supplement_and_is_recused_meanwhile_is_not_asked_again(world):
    deputy = seat(world.flen, name="Ersättare LSG Flen", deputy=True)
    case = an_application(world)
    request_supplement(
        waiting(case), by=world.flen_chair, sections=["budget"], question="Vad ingår?", due_on=date(2999, 1, 1)
    )
    recuse(case, world.flen_chair, by=world.officer, reason="Släkt.")

    case.submission.refresh_from_db()
    case = send_in(case.submission)

    assert len(inbox(deputy).mine) == 1
    assert len(inbox(world.flen_chair).mine) == 0
    assert faults(case) == []
