"""More is asked for and given, by those who may and once."""

from datetime import date
from decimal import Decimal

import pytest

from cases.actions.answer_assignment import answer_assignment
from forms.errors import NotReceived
from tests.builders.cases import (
    a_world,
    an_application,
    case_at_board,
    send_in,
    support,
    waiting,
)
from tests.builders.refusing import refusal
from tests.builders.supplements import supplement

pytestmark = pytest.mark.django_db


def test_a_supplement_that_lapses_asks_every_group_again():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")
    support(case, "lsg-flen", by=world.flen_chair)

    supplement(waiting(case), world.strangnas_chair)
    case.refresh_from_db()
    assert (case.status, case.submission.open_sections) == ("supplement", ["budget"])

    case = send_in(case.submission)
    assert case.status == "waiting"
    assert sorted(case.assignments.filter(state="waiting").values_list("body__key", "round")) == [
        ("lsg-flen", 2),
        ("lsg-strangnas", 2),
    ]


def test_a_supplement_that_does_not_lapse_asks_only_the_one_who_wanted_it():
    world = a_world()
    case = support(an_application(world), "lsg-flen", by=world.flen_chair)

    supplement(waiting(case), world.preparer)
    case.submission.refresh_from_db()
    case.submission.answers["budget"]["lines"][1]["amounts"]["2014"] = "20000"
    case = send_in(case.submission)

    assert (case.stage, waiting(case).round, case.applied_total) == ("beredning", 2, Decimal(1_342_000))


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"sections": []}, ("no_sections", 422, "sections")),
        ({"sections": ["hittepa"]}, ("unknown_section", 422, "sections")),
        ({"question": " "}, ("question_missing", 422, "question")),
        ({"due_on": date(2014, 1, 1)}, ("due_in_the_past", 422, "due_on")),
    ],
)
def test_a_supplement_says_what_is_wanted(changed, refused):
    world = a_world()
    turn = waiting(an_application(world))

    assert refusal(supplement, turn, world.flen_chair, **changed) == refused


def test_a_supplement_is_asked_for_by_who_is_asked_and_once():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")

    assert refusal(supplement, waiting(case, "lsg-flen"), world.strangnas_chair) == ("no_mandate", 403, "")
    supplement(waiting(case, "lsg-flen"), world.flen_chair)
    assert refusal(supplement, waiting(case), world.strangnas_chair) == ("supplement_open", 409, "")
    assert refusal(answer_assignment, waiting(case), "tillstyrker", by=world.strangnas_chair) == (
        "supplement_open",
        409,
        "",
    )


def test_the_board_has_no_supplement_to_ask_for():
    world = a_world()

    assert refusal(supplement, waiting(case_at_board(world)), world.board_chair) == ("no_supplement_here", 422, "")


def test_a_supplement_cannot_exchange_the_groups():
    world = a_world()
    case = an_application(world)
    supplement(waiting(case), world.flen_chair, sections=["om"])
    case.submission.refresh_from_db()
    case.submission.answers["sokande"] = ["lsg-strangnas"]

    with pytest.raises(NotReceived, match=r"grupp|group"):
        send_in(case.submission)
