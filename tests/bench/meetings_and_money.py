"""The agenda of a large meeting, its papers as one package, and statements over all years of eight groups."""

import resource
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.actions.make_package import make_package
from cases.models import AgendaItem, Assignment, Meeting, MeetingPackage
from people.models import Body, BodyKind, User

from .measuring import Figure, queries
from .pages import page
from .world import cases_to_decide

AGENDAS = (10, 50)
GROUPS = 8


def figures(office: Client) -> Iterator[Figure]:
    for size in AGENDAS:
        meeting = an_agenda(size)
        yield page(f"agenda of {size} cases", office, meeting.get_absolute_url(), "cases.views.meetings")
        yield package(office, meeting, size)
    address = reverse("cases:statement")
    yield page("statement, all", office, address, "cases.views.money")
    groups = Body.objects.filter(kind=BodyKind.LOCAL_GROUP, case_groups__isnull=False).distinct().order_by("key")
    for group in groups[:GROUPS]:
        yield page(f"statement, {group.name}", office, f"{address}?group={group.key}", "cases.views.money")


def an_agenda(size: int) -> Meeting:
    """A meeting of the board with so many cases that wait for it."""
    board = Body.objects.get(kind=BodyKind.BOARD)
    starts = timezone.now() + timedelta(days=7)
    meeting = Meeting.objects.create(body=board, starts_at=starts, place="Eskilstuna", made_by=User.objects.all()[0])
    cases = cases_to_decide(size)
    turns = Assignment.objects.filter(case__in=cases, body=board, state=Assignment.State.WAITING)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=place, title=str(turn.case), case=turn.case, assignment=turn)
        for place, turn in enumerate(turns.select_related("case"), start=1)
    )
    return meeting


def package(office: Client, meeting: Meeting, size: int) -> Figure:
    """What the worker does, once: it is no page that one waits for over and over."""
    asked = queries(lambda: office.get(reverse("cases:meeting_notice", args=[meeting.pk])))
    waiting = MeetingPackage.objects.get(meeting=meeting)
    before, started = _memory(), perf_counter()
    state = make_package(waiting.pk)
    taken = round((perf_counter() - started) * 1000)
    assert state == MeetingPackage.State.MADE, state
    waiting.refresh_from_db()
    pages = len(PdfReader(waiting.file.open("rb")).pages)
    what = f"its papers as one PDF: {pages} pages, {_memory() - before} MB more at most"
    return Figure(f"agenda of {size} cases, {what}", taken, asked, round(taken / pages, 1), waiting.file.size // 1024)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
