"""A meeting as an invitation to calendars (RFC 5545, RFC 5546): one UID for ever, a higher SEQUENCE each time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from cases.domain import meetings as rules
from cases.extensions import association
from cases.models import Meeting
from people.models import User

from .letters import site_url

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# How long a meeting is in a calendar where nobody has said when it ends.
USUAL = timedelta(hours=2)


def invitation(meeting: Meeting, to: Iterable[User], *, stamp: datetime, method: str = REQUEST) -> str:
    """The iCalendar text. PUBLISH for who fetches the file themselves: it asks for no answer."""
    event = event_of(meeting, stamp=stamp, cancelled=method == CANCEL)
    event.add("organizer", _address(association(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    if method != PUBLISH:
        for person in to:
            attendee = _address(person.name, person.email)
            attendee.params["role"] = vText("REQ-PARTICIPANT")
            attendee.params["rsvp"] = vText("TRUE" if method == REQUEST else "FALSE")
            event.add("attendee", attendee)
    calendar = Calendar()
    calendar.add("prodid", "-//Samverka//SV")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def event_of(meeting: Meeting, *, stamp: datetime, cancelled: bool = False) -> Event:
    """The meeting in a calendar, without anybody's name. `cancelled`: for those who are no longer called too."""
    event = Event()
    event.add("uid", f"mote-{meeting.uuid}@samverka")
    event.add("dtstamp", stamp)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at or meeting.starts_at + USUAL)
    event.add("summary", f"{meeting.get_kind_display()} {meeting.body.name}")
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if cancelled or meeting.status == rules.CANCELLED else "CONFIRMED")
    if meeting.place or meeting.link:
        event.add("location", meeting.place or meeting.link)
    page = f"{site_url()}{meeting.get_absolute_url()}"
    event.add("url", page)
    event.add("description", "\n".join(line for line in (meeting.link, page) if line))
    return event


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["cn"] = vText(name)
    return address
