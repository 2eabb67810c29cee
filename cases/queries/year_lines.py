"""All that may answer the happenings of a year as lines of one kind, so that the database joins them in one query."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case as Choice
from django.db.models import CharField, DateField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from cases.domain import meetings as meeting_rules
from cases.domain.following_up import Span
from cases.extensions import plan_lines
from cases.models import Attendance, Case, Happening, HappeningMark, Meeting, Obligation
from people.models import Body, ChairTurn, Mandate, Role

from .stages import StageNames
from .year_found import By
from .year_reads import days_of, groups_of_cases

BODY, MARK, MEETING, CAME, PLAN, SEAT, TERM, CASE, OWED = (
    "body",
    "mark",
    "meeting",
    "came",
    "plan",
    "seat",
    "term",
    "case",
    "owed",
)
NEVER = Value(date.max, DateField())
ALWAYS = Value(date.min, DateField())
HELD = (meeting_rules.HELD, meeting_rules.ADJUSTED)


class Line(NamedTuple):
    """What it is; which row, of which body, what kind of it; its days; and whether it is what is asked for."""

    what: str
    ref: int
    body: int
    word: str
    more: str
    first: date
    last: date
    yes: int

    def is_of(self, day: date) -> bool:
        return self.first <= day <= self.last


def lines_for(happenings: Iterable[Happening], bodies: QuerySet[Body], within: Span, names: StageNames) -> list[Line]:
    """One query, whatever is asked for; `bodies` are those that are asked and those that they followed."""
    asked = list(happenings)
    of, ids = {one.fulfilled_by for one in asked}, bodies.values("pk")
    found = [_bodies(bodies), _marks(ids, within)]
    if of & {By.MEETING, By.ATTENDANCE}:
        found.append(_meetings(asked, ids, within))
    if By.ATTENDANCE in of:
        found.append(_came(asked, ids, within))
    if By.CHAIR in of:
        found.append(_seats(ids, within))
    if of & {By.CHAIR, By.ROTATION}:
        found.append(_terms(ids, within))
    if By.FORM in of:
        forms = {one.form for one in asked if one.fulfilled_by == By.FORM}
        found += [_cases(forms, ids, within, names), _owed(forms, ids, within)]
    if By.PAGE in of:
        found += [_line(PLAN, rows, **columns) for rows, columns in plan_lines(ids, within.starts, within.ends)]
    return [_read(*row) for row in found[0].union(*found[1:], all=True).order_by("line_what", "line_first")]


def _read(*columns: Any) -> Line:
    """A plan without a last day is for the year that it begins in."""
    line = Line(*columns)
    return line if line.last else line._replace(last=date(line.first.year, 12, 31))


def _line(
    what: str,
    rows: QuerySet,
    *,
    body: Any,
    first: Any,
    last: Any,
    ref: Any = None,
    word: Any = None,
    more: Any = None,
    yes: Q | None = None,
) -> QuerySet:
    """The rows in the columns of a Line; what is left out is nothing."""
    blank, no = Value("", CharField()), Value(0, IntegerField())
    columns = {
        "line_what": Value(what, CharField()),
        "line_ref": ref or no,
        "line_body": body,
        "line_word": word or blank,
        "line_more": more or blank,
        "line_first": first,
        "line_last": last,
        "line_yes": Choice(When(yes, then=Value(1)), default=Value(0), output_field=IntegerField()) if yes else no,
    }
    return rows.order_by().annotate(**columns).values_list(*columns)


def _bodies(bodies: QuerySet[Body]) -> QuerySet:
    first, last = Coalesce("valid_from", ALWAYS), Coalesce("valid_to", NEVER)
    return _line(BODY, bodies, body=F("pk"), word=F("name"), more=F("key"), first=first, last=last)


def _marks(ids: Any, within: Span) -> QuerySet:
    rows = HappeningMark.objects.filter(body__in=ids, span_from__range=(within.starts, within.ends))
    return _line(
        MARK, rows, ref=F("happening"), body=F("body"), word=F("state"), first=F("span_from"), last=F("done_on")
    )


def _meetings(happenings: Iterable[Happening], ids: Any, within: Span) -> QuerySet:
    own = {one.meeting_kind for one in happenings if one.fulfilled_by == By.MEETING}
    for_all = {one.meeting_kind for one in happenings if one.fulfilled_by == By.ATTENDANCE}
    rows = Meeting.objects.exclude(status=meeting_rules.CANCELLED).filter(
        Q(kind__in=own, body__in=ids) | Q(kind__in=for_all), starts_at__range=days_of(within)
    )
    day = TruncDate("starts_at")
    return _line(MEETING, rows, body=F("body"), word=F("kind"), first=day, last=day, yes=Q(status__in=HELD))


def _came(happenings: Iterable[Happening], ids: Any, within: Span) -> QuerySet:
    """Whoever was there, for each group that the person had a seat in on the day."""
    kinds = {one.meeting_kind for one in happenings if one.fulfilled_by == By.ATTENDANCE}
    rows = Attendance.objects.filter(
        Q(person__mandates__valid_from=None) | Q(person__mandates__valid_from__lte=TruncDate("meeting__starts_at")),
        Q(person__mandates__valid_to=None) | Q(person__mandates__valid_to__gte=TruncDate("meeting__starts_at")),
        person__mandates__body__in=ids,
        is_present=True,
        meeting__kind__in=kinds,
        meeting__status__in=HELD,
        meeting__starts_at__range=days_of(within),
    )
    day = TruncDate("meeting__starts_at")
    return _line(CAME, rows, body=F("person__mandates__body"), word=F("meeting__kind"), first=day, last=day)


def _seats(ids: Any, within: Span) -> QuerySet:
    """Chairs of their own right."""
    rows = Mandate.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=within.ends),
        Q(valid_to=None) | Q(valid_to__gte=within.starts),
        body__in=ids,
        role=Role.CHAIR,
        is_deputy=False,
        absence=None,
    )
    first, last = Coalesce("valid_from", ALWAYS), Coalesce("valid_to", NEVER)
    return _line(SEAT, rows, body=F("body"), first=first, last=last)


def _terms(ids: Any, within: Span) -> QuerySet:
    rows = ChairTurn.objects.filter(body__in=ids, valid_to__gte=within.starts)
    has = Q(user__isnull=False) | Q(party__isnull=False)
    return _line(TERM, rows, body=F("body"), first=F("valid_from"), last=F("valid_to"), yes=has)


def _cases(forms: set[str], ids: Any, within: Span, names: StageNames) -> QuerySet:
    return _line(
        CASE,
        groups_of_cases(forms, within, names).filter(body__in=ids),
        ref=F("case__route_version"),
        body=F("body"),
        word=F("case__submission__version__form__key"),
        more=F("case__end"),
        first=F("case__period_from"),
        last=F("case__period_to"),
        yes=Q(case__status=Case.Status.ENDED),
    )


def _owed(forms: set[str], ids: Any, within: Span) -> QuerySet:
    """What was sent in for what a grant owes; whether it is done is `yes`, whether it waits for the office `ref`."""
    rows = Obligation.objects.filter(
        form__in=forms,
        sent_on__isnull=False,
        span_from__lte=within.ends,
        span_to__gte=within.starts,
        case__case_groups__body__in=ids,
        case__secret=False,
    )
    waits = Choice(When(returned_on=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    return _line(
        OWED,
        rows,
        ref=waits,
        body=F("case__case_groups__body"),
        word=F("form"),
        first=F("span_from"),
        last=F("span_to"),
        yes=Q(done_on__isnull=False),
    )
