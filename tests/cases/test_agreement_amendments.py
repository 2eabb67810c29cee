"""What happens to an agreement when its case is decided anew, or another case changes it."""

from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.draw_up_agreement import draw_up_agreement
from cases.actions.reopen_case import reopen_case
from cases.errors import CaseError
from cases.models import Agreement, AgreementTemplate
from cases.queries.trail import check_trail
from people.domain.swedish import long_day
from tests.builders import agreements as build
from tests.builders import cases, changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


def ask(case, world):
    return ask_for_payment(case, year=2014, lines=[("Lön", Decimal(1000))], by=world.writer)


def test_a_case_that_is_decided_anew_needs_an_agreement_anew(world):
    case = cases.granted_case(world, "lsg-flen")
    first = build.in_force(case, by=world.officer)
    case.refresh_from_db()
    reopen_case(case, stage="styrelsen", by=world.officer, reason="Beloppet blev fel.")
    answer_assignment(
        cases.waiting(case),
        "bifall",
        by=world.board_chair,
        text="Bifall.",
        decided_on=timezone.localdate(),
        granted={2014: Decimal(500_000)},
    )
    with pytest.raises(CaseError, match="avtalet"):
        ask(case, world)

    template = AgreementTemplate.objects.get(key="tillaggsavtal")
    second = build.in_force(case, by=world.officer, template=template)

    first.refresh_from_db()
    case.refresh_from_db()
    assert (second.amends, first.status, second.amounts) == (first, "replaced", {"2014": "500000.00"})
    assert any("Avtal om finansiering av insats" in part.text for part in second.parts)
    assert ask(case, world).amount == 1000
    case.refresh_from_db()
    assert check_trail(case) == []


def test_another_case_changes_the_agreement_of_the_first(world):
    case = cases.granted_case(world, "lsg-flen")
    first = build.in_force(case, by=world.officer)
    change = cases.granted_case(world, "lsg-flen")
    template = AgreementTemplate.objects.get(key="tillaggsavtal")
    second = draw_up_agreement(change, build.terms(template=template), by=world.officer, amends=first)
    second = build.sent(second, by=world.officer)
    build.signed(build.signed(second, 1, by=world.officer), 2, by=world.officer)
    for each in (case, change):
        each.refresh_from_db()
        assert check_trail(each) == []
    assert [Agreement.objects.get(pk=pk).status for pk in (first.pk, second.pk)] == ["replaced", "in_force"]
    assert case.events.filter(kind="agreement_replaced", data__by=change.number).exists()


def test_an_agreement_after_a_granted_change_names_the_decision_that_changed_it_with_its_conditions(world):
    changes.changes_are_asked_for(world)
    case = cases.granted_case(world, "lsg-flen")
    build.in_force(case, by=world.officer)
    change = changes.at_decision(
        world, changes.a_change(case, "period", by=world.writer, period={"from": "2014-07-01", "to": "2016-12-31"})
    )
    answer_assignment(
        cases.waiting(change),
        "bifall",
        by=world.board_chair,
        text="Ändringen beviljas.",
        decided_on=timezone.localdate(),
        paragraph="52",
        conditions="Målen ses över.",
    )
    case.refresh_from_db()

    template = AgreementTemplate.objects.get(key="tillaggsavtal")
    made = build.drawn_up(case, by=world.officer, template=template)

    said = " ".join(part.text for part in made.parts)
    assert f"den {long_day(timezone.localdate())}, §\N{NO-BREAK SPACE}52," in said
    assert "Målen ses över." in made.conditions
