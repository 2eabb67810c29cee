"""Invitations as other calendars read them: valid, one UID, SEQUENCE that only rises, and taken back when cancelled."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cases.actions.call_meeting import call_meeting, cancel_meeting
from cases.actions.plan_meeting import Planned, change_meeting
from cases.models import OutgoingEmail
from tests.builders.cases import World, a_world
from tests.builders.meetings import a_meeting

pytestmark = pytest.mark.django_db
# What RFC 5546 asks of a REQUEST and of a CANCEL.
NEEDED = {"DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID", "ATTENDEE"}
STEPS = ("later", "elsewhere", "call", "same")


def sent(world: World) -> list[Calendar]:
    letters = OutgoingEmail.objects.filter(to=world.writer, key__startswith="meeting:").order_by("pk")
    return [Calendar.from_ical(letter.calendar) for letter in letters]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(STEPS), max_size=6), cancelled=st.booleans())
def test_every_invitation_is_whole_and_follows_the_one_before(steps, cancelled):
    with transaction.atomic():
        world = a_world()
        meeting = a_meeting(world.flen, world.flen_chair, "A; B, C\\D", place="Rådhuset, sal 2; tre trappor")
        call_meeting(meeting, by=world.flen_chair)
        for step in steps:
            take(step, meeting, world)
        if cancelled:
            cancel_meeting(meeting, by=world.flen_chair)
        calendars = sent(world)
        events = [calendar.walk("VEVENT")[0] for calendar in calendars]
        assert [event.errors for event in events] == [[]] * len(events)
        assert [sorted(NEEDED - set(event)) for event in events] == [[]] * len(events)
        assert len({str(event["UID"]) for event in events}) == 1
        numbers = [event["SEQUENCE"] for event in events]
        assert numbers == sorted(set(numbers))
        methods = [str(calendar["METHOD"]) for calendar in calendars]
        assert methods == ["REQUEST"] * (len(methods) - cancelled) + ["CANCEL"] * cancelled
        assert (str(events[-1]["STATUS"]) == "CANCELLED") is cancelled
        meeting.refresh_from_db()
        assert events[-1]["DTSTART"].dt == meeting.starts_at.replace(microsecond=0)
        assert str(events[-1]["LOCATION"]) == meeting.place
        transaction.set_rollback(True)


def take(step: str, meeting, world: World) -> None:
    meeting.refresh_from_db()
    planned = Planned(meeting.starts_at, meeting.ends_at, meeting.place, meeting.link, meeting.kind)
    if step == "call":
        call_meeting(meeting, by=world.flen_chair)
        return
    day = timedelta(days=1)
    changed = {
        "later": Planned(planned.starts_at + day, planned.ends_at + day if planned.ends_at else None, planned.place),
        "elsewhere": Planned(planned.starts_at, planned.ends_at, f"{planned.place}!"[:200]),
        "same": planned,
    }[step]
    change_meeting(meeting, changed, by=world.flen_chair)
