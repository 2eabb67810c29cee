"""A group's year as a calendar: one whole day for each last day."""

from datetime import datetime, timedelta

from django.urls import reverse
from icalendar import Calendar, Event

from .letters import site_url
from .queries.year import GroupYear
from .year_wording import STATES, period_in_words


def year_calendar(one: GroupYear, *, stamp: datetime) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Samverka//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
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
        calendar.add_component(event)
    return calendar.to_ical().decode()
