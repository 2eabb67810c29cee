"""§ of minutes over the years: whatever is cancelled, undone or corrected, none is skipped and none is double."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions.adjust_meeting import adjust_meeting, correct_meeting
from cases.actions.call_meeting import cancel_meeting
from cases.actions.hold_meeting import Present, hold_meeting, note_attendance
from cases.actions.settle_point import reword_point, settle_point
from cases.models import AgendaItem, Meeting, ParagraphSeries
from people.models import Body, BodyKind, Role, User
from tests.builders.cases import a_world
from tests.builders.meetings import a_meeting
from tests.builders.people import body, seat

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Something fails after the point took its §."""


@dataclass(frozen=True)
class Plan:
    """A meeting of one of the bodies, and what becomes of it."""

    body: int
    years_ago: int
    month: int
    points: tuple[str, ...]
    end: str


FATES = ("kept", "undone", "undone twice", "reworded", "at once", "left")
PLANS = st.builds(
    Plan,
    st.integers(0, 1),
    st.integers(1, 2),
    st.integers(1, 12),
    st.lists(st.sampled_from(FATES), max_size=4).map(tuple),
    st.sampled_from(("held", "adjusted", "corrected", "cancelled")),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans=st.lists(PLANS, min_size=1, max_size=5))
def test_paragraphs_of_two_bodies_over_two_years_have_no_gap_and_none_is_double(plans):
    with transaction.atomic():
        officer, bodies = the_bodies()
        taken: dict[tuple[int, int], list[int]] = defaultdict(list)
        for plan in plans:
            carry_out(plan, bodies, officer, taken)
        for (one, year), numbers in taken.items():
            assert numbers == list(range(1, len(numbers) + 1))
            kept = AgendaItem.objects.filter(series__body=one, series__year=year)
            assert sorted(kept.values_list("paragraph", flat=True)) == numbers
        counted = {(row.body_id, row.year): row.last for row in ParagraphSeries.objects.filter(last__gt=0)}
        assert counted == {key: len(numbers) for key, numbers in taken.items() if numbers}
        assert not AgendaItem.objects.filter(meeting__status="cancelled", paragraph__isnull=False).exists()
        transaction.set_rollback(True)


def the_bodies() -> tuple[User, tuple[Body, Body]]:
    world = a_world()
    committee = body("au", BodyKind.EXECUTIVE_COMMITTEE, "Arbetsutskottet")
    seat(committee, Role.CHAIR, name="Ordförande AU")
    return world.officer, (world.board, committee)


def carry_out(plan: Plan, bodies: tuple[Body, Body], officer: User, taken: dict[tuple[int, int], list[int]]) -> None:
    year = timezone.localdate().year - plan.years_ago
    at = datetime(year, plan.month, 10, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
    meets = bodies[plan.body]
    meeting = a_meeting(meets, officer, *[f"P{number}" for number in range(len(plan.points))], at=at)
    if plan.end == "cancelled":
        cancel_meeting(meeting, by=officer)
        return
    hold_meeting(meeting, by=officer)
    for item, fate in zip(meeting.items.select_related("meeting__body"), plan.points, strict=True):
        number = deal_with(item, fate, officer)
        if number is not None:
            taken[(meets.pk, year)].append(number)
    if plan.end != "held" and "left" not in plan.points:
        end(meeting, officer, corrected=plan.end == "corrected")


def deal_with(item: AgendaItem, fate: str, officer: User) -> int | None:
    if fate == "left":
        return None
    for _time in range({"undone": 1, "undone twice": 2}.get(fate, 0)):
        with pytest.raises(Undone):
            settle_and_fail(item, officer)
    item = settle_point(item, by=officer, notes="Ja.", adjust_now=fate == "at once")
    if fate == "reworded":
        item = reword_point(item, by=officer, notes="Nej.", decision="Nej.")
    return item.paragraph


@transaction.atomic
def settle_and_fail(item: AgendaItem, officer: User) -> None:
    settle_point(item, by=officer, notes="Ja.")
    raise Undone


def end(meeting: Meeting, officer: User, *, corrected: bool) -> None:
    chair = meeting.attendance.select_related("person").get().person
    note_attendance(meeting, [Present(chair.pk)], by=officer, adjusters=[chair.pk])
    adjust_meeting(meeting, by=chair)
    if corrected:
        correct_meeting(meeting, "Det var inte så.", by=officer)
