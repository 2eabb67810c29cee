"""A group's year as a calendar: one whole day for each last day; and with its meetings, to subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from icalendar import Calendar, Event

from .invitation import event_of
from .letters import site_url
from .queries.subscriptions import GroupCalendar
from .queries.year import GroupYear
from .year_wording import STATES, period_in_words

# How often a program that subscribes should ask again.
REFRESH = timedelta(hours=4)


def year_calendar(one: GroupYear, *, stamp: datetime) -> str:
    return _calendar(_days(one, stamp)).to_ical().decode()


def group_calendar(found: GroupCalendar, *, stamp: datetime) -> str:
    """What a member's calendar fetches: when and where the meetings are, and the last days of the year."""
    meetings = (event_of(meeting, stamp=stamp) for meeting in found.meetings)
    days = (event for one in found.years for event in _days(one, stamp))
    calendar = _calendar([*meetings, *days])
    calendar.add("x-wr-calname", found.body.name)
    calendar.add("name", found.body.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    return calendar.to_ical().decode()


def _calendar(events: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Samverka//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    return calendar


def _days(one: GroupYear, stamp: datetime) -> Iterator[Event]:
    for entry in one.entries:
        day = entry.occasion.due_on
        page = f"{site_url()}{reverse('cases:group_year', args=[day.year, one.body.key])}"
        event = Event()
        starts = f"{entry.occasion.span.starts:%Y%m%d}"
        event.add("uid", f"ar-{entry.happening.key}-{one.body.key}-{starts}@samverka")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"{one.body.name}: {entry.happening.name} {period_in_words(entry.occasion.span)}")
        event.add("description", f"{STATES[entry.state]}\n{page}")
        event.add("url", page)
        yield event
