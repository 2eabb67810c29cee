"""Two who take of the same money, or the next § of the same body, at the same moment."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.call_off import call_off
from cases.actions.settle_point import settle_point
from cases.errors import CaseError
from cases.models import AgendaItem, CallOff, CaseEvent, Decision, GrantedAmount
from cases.queries.ledger_faults import ledger_faults
from cases.queries.trail import check_trail
from people.models import Role
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.meetings import a_held_meeting
from tests.builders.money import a_fund
from tests.builders.people import seat

from .test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
POINTS = ("Upprop", "Ekonomi", "Lägesrapport", "Nästa möte")


def test_two_meetings_of_one_body_that_give_paragraphs_at_once_leave_no_gap_and_none_twice():
    world = build.a_world()
    before = [timezone.now() - timedelta(hours=hours) for hours in (1, 3)]
    meetings = [a_held_meeting(world.board, world.officer, *POINTS, at=at) for at in before]
    people = [world.board_chair, world.officer]

    def deal_with(meeting, by):
        for item in meeting.items.select_related("meeting__body").order_by("position"):
            settle_point(item, notes="Genomgånget.", by=by)

    at_once([lambda n=n: deal_with(meetings[n], people[n]) for n in (0, 1)])

    given = defaultdict(list)
    for item in AgendaItem.objects.select_related("series"):
        given[item.series].append(item.paragraph)
    # One series a year, should the two have met on either side of New Year.
    assert {series: sorted(numbers) for series, numbers in given.items()} == {
        series: list(range(1, series.last + 1)) for series in given
    }
    assert sum(map(len, given.values())) == 2 * len(POINTS)


@pytest.mark.parametrize(("each", "taken"), [("400000", 1), ("300000", 2)])
def test_of_those_who_call_off_at_once_nobody_gets_more_than_is_left(each, taken):
    world = build.a_world()
    deputy = seat(world.flen, Role.CHAIR, deputy=True, name="Ersättare LSG Flen")
    case = build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015))
    people = [world.flen_chair, deputy, world.officer]

    def take(by):
        try:
            call_off(case, year=2014, quantity=Decimal(8), unit="hours", body=world.flen, amount=Decimal(each), by=by)
        except CaseError as error:
            return error.status
        return 0

    told = at_once([lambda by=by: take(by) for by in people])

    assert sorted(told) == [0] * taken + [422] * (3 - taken)
    row = GrantedAmount.objects.get(decision__case=case, year=2014)
    assert row.claimed == taken * Decimal(each) <= row.amount
    assert CallOff.objects.count() == taken
    assert list(ledger_faults()) == []
    case.refresh_from_db()
    assert list(check_trail(case)) == []


def test_two_decisions_by_program_at_once_give_one_decision_and_one_clear_409():
    world = build.a_world()
    deputy = seat(world.board, Role.CHAIR, deputy=True, name="Ersättare styrelsen")
    case = build.case_at_board(world, "lsg-flen")
    path = f"/cases/{case.number}/turns/{build.waiting(case).pk}/answer"
    decided = {"text": "Styrelsen beslutar.", "decided_on": "2014-06-12"}
    callers = [Caller(world.board_chair), Caller(deputy)]
    sent = [decided | {"outcome": "bifall", "granted": {"2014": "610000"}}, decided | {"outcome": "avslag"}]

    told = at_once([lambda n=n: callers[n].post(path, sent[n], idempotency_key="a") for n in (0, 1)])

    late = [each for each in told if each.status_code != 200]
    assert [refused(each) for each in late] == [(409, "too_late")]
    assert late[0].json()["reason"] in ("case_closed", "already_answered", "stage_closed")
    assert late[0].json()["detail"]
    assert Decision.objects.count() == 1
    assert CaseEvent.objects.filter(case=case, kind="answered").count() == 3
    case.refresh_from_db()
    assert list(check_trail(case)) == []
