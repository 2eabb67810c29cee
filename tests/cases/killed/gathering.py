"""Meetings from the plan to what is published, and the year's turns."""

from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from cases.actions.arrange_agenda import add_point
from cases.actions.begin_year_form import begin_year_form
from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.mark_year import mark_happening, take_back_mark
from cases.actions.plan_meeting import Planned, plan_meeting
from cases.actions.remind_year import remind_year
from cases.actions.subscribe import make_calendar_address, revoke_calendar_address
from cases.gallery import ready_route
from cases.models import AgendaItem, Happening, Meeting
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


CHAPTERS = (called, of_the_year)
