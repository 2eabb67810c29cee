"""Meetings from the plan to what is published, and the year's turns."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from cases.actions.adjust_meeting import adjust_meeting, correct_meeting
from cases.actions.arrange_agenda import add_point, add_waiting_cases
from cases.actions.begin_year_form import begin_year_form
from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.follow_up import add_action_item
from cases.actions.hold_meeting import Present, hold_meeting, note_attendance
from cases.actions.mark_year import mark_happening, take_back_mark
from cases.actions.plan_meeting import Planned, plan_meeting
from cases.actions.publish_minutes import publish_minutes, take_down_minutes
from cases.actions.recuse_at_point import recuse_at_point
from cases.actions.remind_year import remind_year
from cases.actions.settle_point import CaseAnswer, settle_point
from cases.actions.subscribe import make_calendar_address, revoke_calendar_address
from cases.gallery import ready_route
from cases.models import AgendaItem, Happening, Meeting
from cases.queries.publishing import to_publish
from cases.queries.year import years_of
from forms.gallery import ready_form
from people.models import Role
from people.queries.mandates import standing
from tests.builders import cases as build
from tests.builders.people import seat

from .running import Acts


def planned_for(days: int) -> Planned:
    starts = timezone.now() + timedelta(days=days, hours=-1)
    return Planned(starts, starts + timedelta(hours=2), "Rådhuset")


def meeting() -> Meeting:
    return Meeting.objects.latest("pk")


def point(title: str) -> AgendaItem:
    return meeting().items.select_related("meeting__body", "assignment").get(title=title)


def minutes() -> Acts:
    """Of the board: a case is decided, one member is recused from another point."""
    world = build.a_world()
    build.case_at_board(world, "lsg-flen")
    other = seat(world.board, Role.MEMBER, name="Ledamot styrelsen")
    by = {"by": world.officer}
    plan_meeting(world.board, planned_for(0), **by)
    add_point(meeting(), "Ekonomi", **by)
    yield partial(add_waiting_cases, meeting(), **by)
    yield partial(hold_meeting, meeting(), **by)
    there = [Present(world.board_chair.pk), Present(other.pk)]
    yield partial(note_attendance, meeting(), there, adjusters=[world.board_chair.pk], **by)
    yield partial(recuse_at_point, point("Ekonomi"), other, reason="Är släkt.", **by)
    yield partial(add_action_item, point("Ekonomi"), "Ring banken", world.officer, **by)
    case = meeting().items.select_related("meeting__body", "assignment").get(assignment__isnull=False)
    answer = CaseAnswer("bifall", granted={2014: Decimal(610_000)})
    yield partial(settle_point, case, notes="Ja.", decision="Styrelsen beviljar.", answer=answer, **by)
    settle_point(point("Ekonomi"), notes="Genomgånget.", **by)
    yield partial(adjust_meeting, meeting(), by=world.board_chair)
    yield partial(correct_meeting, meeting(), "En siffra var fel.", **by)
    yield partial(publish_minutes, meeting(), to_publish(meeting()).first_masks, **by)
    yield partial(take_down_minutes, meeting(), **by)


def called() -> Acts:
    world = build.a_world()
    plan_meeting(world.flen, planned_for(9), by=world.flen_chair)
    add_point(meeting(), "Upprop", by=world.flen_chair)
    yield partial(call_meeting, meeting(), by=world.flen_chair)
    yield partial(cancel_meeting, meeting(), by=world.flen_chair)
    yield partial(make_calendar_address, world.flen, by=world.flen_chair)
    yield partial(revoke_calendar_address, world.flen, by=world.flen_chair)


def of_the_year() -> Acts:
    world = build.a_world()
    seat(world.office, Role.REGISTRAR, name="Registrator")
    build.published_form(ready_form("lagesrapport").definition)
    build.published_route(ready_route("lagesrapport").definition)
    today = timezone.localdate()
    first = date(today.year, 1, 1)
    day = Happening.objects.get(key="planeringsdag")
    yield partial(mark_happening, day, world.flen, first, state="done", by=world.flen_chair)
    yield partial(take_back_mark, day, world.flen, first, by=world.flen_chair)
    report = Happening.objects.get(key="lagesrapport")
    yield partial(begin_year_form, report, [world.flen], first, by=seat(world.flen, Role.PROCESS_LEADER, name="Ida"))
    summer = timezone.now().replace(month=6, day=20)
    one = years_of([world.flen], today.year, found=standing(world.officer), on=summer.date())[0]
    yield partial(remind_year, one, by=world.officer, at=summer)


CHAPTERS = (minutes, called, of_the_year)
