"""A decision keeps the day since which it lacks its agreement: by it the office's work is found among all that was."""

import pytest
from django.utils import timezone

from cases.actions.cancel_agreement import cancel_agreement
from cases.models import Decision
from cases.queries.agreements import lacking_agreement
from tests.builders import agreements
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


def since(case):
    """What is kept, which is kept of those alone that lack one."""
    kept = set(Decision.objects.filter(lacks_agreement_since__isnull=False))
    assert kept == set(lacking_agreement())
    return case.decisions.get().lacks_agreement_since


def test_it_is_the_day_of_the_decision_until_one_is_drawn_up_and_again_the_day_that_it_is_cancelled():
    world = agreements.a_world()
    case = build.granted_case(world, "lsg-flen")
    assert since(case) == case.decisions.get().decided_on
    agreement = agreements.drawn_up(case, by=world.officer)
    assert since(case) is None
    cancel_agreement(agreement, reason="Fel arbetsgivare.", by=world.officer)
    assert since(case) == timezone.localdate()
    agreements.in_force(case, by=world.officer)
    assert since(case) is None


def test_a_decision_that_needs_none_lacks_none():
    case = build.granted_case(build.a_world(), "lsg-flen")
    assert since(case) is None
