"""What meetings have left for somebody: minutes to adjust, and what they said that they would do. One query."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from cases.domain import meetings as rules
from cases.models import ActionItem, Adjuster, AgendaItem
from people.queries.mandates import Standing

# So many rows stand in the inbox; all tasks stand in the list of tasks.
MOST = 20
ADJUST, DO = "adjust", "do"
COLUMNS = ("sort", "row", "what", "body_name", "begins", "last_day", "point", "task")


@dataclass(frozen=True)
class LeftByMeeting:
    """Minutes to adjust (no `what`, no `due_on`), or something to do."""

    what: str
    body: str
    met_at: datetime
    due_on: date | None
    late: bool
    url: str
    # The task's primary key, for ticking it off; 0 for minutes.
    task: int


def meeting_waits(found: Standing, *, on: date) -> tuple[LeftByMeeting, ...]:
    """Minutes first, then what is due first."""
    if found.user_id is None:
        return ()
    tasks = _tasks(found.user_id)
    rows = _minutes(found.user_id).values_list(*COLUMNS).union(tasks.values_list(*COLUMNS), all=True)
    ordered = rows.order_by(F("sort").asc(), F("last_day").asc(nulls_last=True), F("row").asc())
    return tuple(_left(row, on) for row in ordered[:MOST])


def _left(row: tuple[Any, ...], on: date) -> LeftByMeeting:
    """Of a row with the columns above."""
    sort, meeting, what, body, begins, last_day, point, task = row
    url = reverse("cases:meeting", args=[meeting])
    late = last_day is not None and last_day < on
    at = url if sort == ADJUST else f"{url}#punkt-{point}"
    return LeftByMeeting(what, body, begins, last_day, late, at, task)


def _minutes(person: int) -> QuerySet[Adjuster]:
    """Those that are whole and that the person has not adjusted yet."""
    left = AgendaItem.objects.filter(meeting=OuterRef("meeting"), settled_at=None)
    mine = Adjuster.objects.order_by().filter(person=person, signed_at=None, meeting__status=rules.HELD)
    return mine.exclude(Exists(left)).annotate(
        sort=Value(ADJUST, CharField()),
        row=F("meeting_id"),
        what=Value("", CharField()),
        body_name=F("meeting__body__name"),
        begins=F("meeting__starts_at"),
        last_day=Cast(Value(None), DateField()),
        point=F("meeting_id"),
        task=Value(0, BigIntegerField()),
    )


def _tasks(person: int) -> QuerySet[ActionItem]:
    mine = ActionItem.objects.order_by().filter(who=person, done_on=None)
    return mine.annotate(
        sort=Value(DO, CharField()),
        row=F("item__meeting_id"),
        body_name=F("body__name"),
        begins=F("item__meeting__starts_at"),
        last_day=F("due_on"),
        point=F("item_id"),
        task=F("pk"),
    )
