"""Each act moves the case as the route says, and is refused when it may not be done."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders.cases import a_world, an_application, granted_case, support, waiting

pytestmark = pytest.mark.django_db


def test_sending_in_opens_a_case_with_what_the_application_says():
    world = a_world()

    case = an_application(world, "lsg-flen", "lsg-strangnas")

    assert (case.title, case.status, case.stage) == ("Processtöd i Flen", "waiting", "lsg")
    assert case.applied_total == Decimal(1_332_000)
    assert (case.period_from, case.period_to) == (date(2014, 7, 1), date(2015, 12, 31))
    assert [group.key for group in case.groups.all()] == ["lsg-flen", "lsg-strangnas"]
    assert list(case.obligations.values_list("title", "due_on")) == [("Reviderad aktivitetsplan", date(2014, 8, 31))]


def test_a_joint_application_waits_for_both_groups():
    world = a_world()
    case = an_application(world, "lsg-flen", "lsg-strangnas")

    support(case, "lsg-flen", by=world.flen_chair)
    assert (case.stage, waiting(case).body) == ("lsg", world.strangnas)

    support(case, "lsg-strangnas", by=world.strangnas_chair)
    assert (case.stage, waiting(case).body) == ("beredning", world.preparatory_group)


def test_the_board_grants_and_the_case_is_closed():
    world = a_world()

    case = granted_case(world)

    assert (case.status, case.end, case.granted_total) == ("ended", "beviljad", Decimal(1_310_000))
