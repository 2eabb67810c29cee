"""What a meeting's notes or minutes say, passage by passage: for masking them before everybody reads them."""

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain.masking import Passage
from cases.domain.public_minutes import CORRECTION, OPENING, POINT
from cases.models import AgendaItem, Attendance, Case, Document, Meeting
from cases.queries.meeting_page import MeetingPage
from forms.queries.reading import paragraphs
from people.domain.swedish import day
from people.models import Mandate


def secret_cases(cases: Collection[int | None]) -> set[int]:
    """Of these, those that are secret, or whose answers or decisions are: a point about one is left out whole."""
    marked = Document.objects.exclude(secrecy="").filter(Q(decision__isnull=False) | Q(assignment__isnull=False))
    found = Case.objects.filter(pk__in=[each for each in cases if each])
    return set(found.filter(Q(secret=True) | Q(pk__in=marked.values("case"))).values_list("pk", flat=True))


def passages_of_minutes(page: MeetingPage, left_out: Collection[int]) -> tuple[Passage, ...]:
    """In the order that they are read; nothing of the points in `left_out`."""
    found = list(_opening(page))
    for item in page.items:
        if item.pk not in left_out:
            found += _point(item)
    for one in page.corrections:
        for at, text in enumerate(paragraphs(one.text)):
            found.append(
                Passage(f"{CORRECTION}{one.pk}.{at}", day(timezone.localdate(one.at)) if not at else "", _lines(text))
            )
    return tuple(found)


def names_in(page: MeetingPage) -> set[str]:
    """Everybody that the system knows to have had to do with the meeting."""
    people = {row.person for row in page.attendance} | {one.person for one in page.adjusters}
    people |= {one.person for item in page.items for one in item.recusals.all()}
    people |= {task.named for item in page.items for task in item.action_items.all()}
    people |= {one.by for one in page.corrections}
    if page.meeting.secretary is not None:
        people.add(page.meeting.secretary)
    return {person.name for person in people}


def seats_by_party(meeting: Meeting) -> dict[int, str]:
    """Which party each person's seat belongs to, on the day."""
    seats = Mandate.objects.valid(meeting.on).filter(body=meeting.body, party__isnull=False)
    return dict(seats.values_list("user", "party__name"))


def _opening(page: MeetingPage) -> Iterator[Passage]:
    if page.meeting.place:
        yield Passage(f"{OPENING}.place.0", _("Place"), page.meeting.place)
    parties = seats_by_party(page.meeting)
    for row in page.present:
        yield Passage(f"{OPENING}.seat.{row.pk}", _seat(row, parties), row.person.name)
    if page.meeting.others_present:
        yield Passage(f"{OPENING}.others.0", _("Others present"), _lines(page.meeting.others_present))
    for one in page.adjusters:
        yield Passage(f"{OPENING}.adjuster.{one.pk}", _("Adjuster"), one.person.name)


def _seat(row: Attendance, parties: dict[int, str]) -> str:
    role = f"{row.role_name}, {_('deputy')}" if row.is_deputy else row.role_name
    party = parties.get(row.person_id)
    return f"{role}, {party}" if party else role


def _point(item: AgendaItem) -> Iterator[Passage]:
    key = f"{POINT}{item.pk}"
    yield Passage(f"{key}.heading.0", "", item.heading)
    yield from _text(f"{key}.proposal", _("Proposal"), item.proposal)
    for one in item.recusals.all():
        yield Passage(f"{key}.recusal.{one.pk}", pgettext("recusal", "Recused"), f"{one.person.name} ({one.reason})")
    yield from _text(f"{key}.notes", "", item.notes)
    decided = f"{item.outcome}. {item.decision}" if item.outcome else item.decision
    yield from _text(f"{key}.decision", _("DECISION"), decided)
    if item.adjusted_at is not None:
        yield Passage(f"{key}.adjusted.0", "", _("Adjusted at once."))
    for task in item.action_items.all():
        until = f", {day(task.due_on)}" if task.due_on else ""
        yield Passage(f"{key}.task.{task.pk}", pgettext("minutes", "Does"), f"{task.named.name}: {task.what}{until}")


def _text(key: str, label: str, text: str) -> Iterator[Passage]:
    for at, paragraph in enumerate(paragraphs(text)):
        yield Passage(f"{key}.{at}", "" if at else label, _lines(paragraph))


def _lines(text: str) -> str:
    """As a browser reads them, so that a stretch marked there is the same stretch here."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
