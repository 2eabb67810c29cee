"""Meetings of all bodies through the years, with their points, notes, who was there and what was agreed on."""

from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from cases.guards import lifted
from cases.models import ActionItem, AgendaItem, Attendance, Case, Meeting
from people.models import Body, BodyKind, Role, User

from .around import SENTENCES, title_for

AT_ONCE = 100
POINTS, CASES, TASKS, SEATS = 12, 4, 3, 8
LEFT_OF_TASKS = 20
YEARS = 12


@transaction.atomic
def hold_meetings(count: int) -> None:
    """So many more, the last of them yesterday; one in forty is held but not adjusted yet."""
    bodies = list(Body.objects.filter(kind__in=(BodyKind.LOCAL_GROUP, BodyKind.BOARD)).order_by("pk"))
    people = list(User.objects.filter(is_active=True).order_by("pk"))
    cases = list(Case.objects.filter(status=Case.Status.ENDED).order_by("-pk")[:1000])
    random = Random(count)  # noqa: S311 data to measure on, the same in every run
    with lifted():
        for start in range(0, count, AT_ONCE):
            _held(range(start, min(start + AT_ONCE, count)), count, bodies, people, cases, random)


def _held(
    numbers: range, count: int, bodies: list[Body], people: list[User], cases: list[Case], random: Random
) -> None:
    now = timezone.now()
    meetings = Meeting.objects.bulk_create(
        Meeting(
            body=bodies[number % len(bodies)],
            starts_at=now - timedelta(days=1) - timedelta(days=YEARS * 365) * number / count,
            place="Kommunhuset, Flen",
            status=Meeting.Status.ADJUSTED if number % 40 else Meeting.Status.HELD,
            adjusted_at=now if number % 40 else None,
            held_at=now,
            made_by=people[0],
        )
        for number in numbers
    )
    points = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            title=title_for(random.randrange(10**6)),
            case=random.choice(cases) if place <= CASES else None,
            proposal="att bevilja enligt ansökan" if place <= CASES else "",
            notes=" ".join(random.choices(SENTENCES, k=4)),
            decision=random.choice(SENTENCES),
            settled_at=now,
        )
        for meeting in meetings
        for place in range(1, POINTS + 1)
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, role=Role.MEMBER, is_present=True)
        for meeting in meetings
        for person in random.sample(people, SEATS)
    )
    ActionItem.objects.bulk_create(
        ActionItem(
            body=point.meeting.body,
            item=point,
            what=title_for(random.randrange(10**6)),
            who=random.choice(people),
            due_on=point.meeting.on + timedelta(days=30),
            done_on=point.meeting.on + timedelta(days=20) if random.randrange(LEFT_OF_TASKS) else None,
        )
        for point in points
        if point.position <= TASKS
    )
