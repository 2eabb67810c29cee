"""All that may answer the happenings of a year, read for all groups at once: a fixed number of queries."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.db.models.lookups import IsNull
from django.utils import timezone

from cases.domain import meetings as meeting_rules
from cases.domain.following_up import Span
from cases.extensions import published_plans
from cases.models import Attendance, Case, CaseGroup, Happening, Meeting, Obligation
from forms.models import Submission
from people.models import ChairTurn, Mandate
from people.queries.mandates import Standing

from .stages import StageNames, stage_names
from .year_found import Answers, By, Row


def found_for(
    happenings: Sequence[Happening],
    whose: Mapping[int, frozenset[int]],
    within: Span,
    *,
    found: Standing,
    on: date,
) -> Answers:
    """Reads what there is between the days; a read for a kind that no happening asks for is left out."""
    bodies = frozenset().union(*whose.values())
    asked = {happening.fulfilled_by for happening in happenings}
    forms = {happening.form for happening in happenings if happening.fulfilled_by == By.FORM}
    mandates, names = _mandates(bodies, within), stage_names()
    meetings = _meetings(happenings, bodies, within) if asked & {By.MEETING, By.ATTENDANCE} else []
    return Answers(
        whose,
        found,
        on,
        names,
        meetings,
        _attended(happenings, meetings, mandates, whose) if By.ATTENDANCE in asked else {},
        mandates,
        list(ChairTurn.objects.filter(body__in=bodies, valid_to__gte=within.starts).select_related("user", "party")),
        published_plans(bodies, within.starts, within.ends) if By.PAGE in asked else [],
        _cases(forms, bodies, within, names) if forms else [],
        _owed(forms, bodies, within) if forms else [],
        _drafts(forms, bodies, found) if forms else [],
    )


def _meetings(happenings: Sequence[Happening], bodies: frozenset[int], within: Span) -> list[Row]:
    own = {one.meeting_kind for one in happenings if one.fulfilled_by == By.MEETING}
    open_to_all = {one.meeting_kind for one in happenings if one.fulfilled_by == By.ATTENDANCE}
    rows = (
        Meeting.objects.exclude(status=meeting_rules.CANCELLED)
        .filter(Q(kind__in=own, body__in=bodies) | Q(kind__in=open_to_all), starts_at__range=days_of(within))
        .order_by("starts_at", "pk")
        .values("pk", "kind", "body", "starts_at", "status")
    )
    held = (meeting_rules.HELD, meeting_rules.ADJUSTED)
    return [{**row, "on": timezone.localdate(row["starts_at"]), "is_held": row["status"] in held} for row in rows]


def days_of(span: Span) -> tuple[datetime, datetime]:
    """From midnight of the first day to the last moment of the last, here in Sweden: for a column of times."""
    first = timezone.make_aware(datetime.combine(span.starts, time.min))
    after = timezone.make_aware(datetime.combine(span.ends + timedelta(days=1), time.min))
    return first, after - timedelta(microseconds=1)


def _attended(
    happenings: Sequence[Happening],
    meetings: Sequence[Row],
    mandates: Sequence[Mandate],
    whose: Mapping[int, frozenset[int]],
) -> dict[int, frozenset[int]]:
    """By meeting, the groups that somebody present had a seat in on the day."""
    kinds = {one.meeting_kind for one in happenings if one.fulfilled_by == By.ATTENDANCE}
    days = {row["pk"]: row["on"] for row in meetings if row["kind"] in kinds and row["is_held"]}
    seats: dict[int, list[Mandate]] = {}
    for seat in mandates:
        seats.setdefault(seat.user_id, []).append(seat)
    came: dict[int, set[int]] = {}
    rows = Attendance.objects.filter(meeting__in=days, is_present=True).values_list("meeting", "person")
    for meeting, person in rows:
        sat = {seat.body_id for seat in seats.get(person, []) if seat.is_valid(days[meeting])}
        came.setdefault(meeting, set()).update(body for body, own in whose.items() if own & sat)
    return {meeting: frozenset(groups) for meeting, groups in came.items()}


def _mandates(bodies: frozenset[int], within: Span) -> list[Mandate]:
    rows = Mandate.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=within.ends),
        Q(valid_to=None) | Q(valid_to__gte=within.starts),
        body__in=bodies,
    )
    return list(rows.select_related("user", "body").order_by("body", "role", "is_deputy", "user__name", "pk"))


def _cases(forms: set[str], bodies: frozenset[int], within: Span, names: StageNames) -> list[Row]:
    """Not what was withdrawn or refused: that is left out where its end is known."""
    rows = groups_of_cases(forms, within, names).filter(body__in=bodies)
    answers_alike = ["body", "case__submission__version__form__key", "case__period_from", "case__period_to"]
    answers_alike += ["case__status", "case__end", "case__route_version"]
    said = _first_of(rows, [F(each) for each in answers_alike], "case__received_at").values(
        "body",
        "case__number",
        "case__status",
        "case__end",
        "case__stage",
        "case__route_version",
        "case__received_at",
        "case__secret",
        "case__period_from",
        "case__period_to",
        "case__submission__version__form__key",
    )
    return [{**row, "form": row["case__submission__version__form__key"]} for row in said]


def groups_of_cases(forms: set[str], within: Span, names: StageNames) -> QuerySet[CaseGroup]:
    """Of cases opened with the forms for a time between the days: found among those of their routes, by index."""
    cases = Case.objects.filter(
        route_version__in=names.opened_with(forms), period_from__lte=within.ends, period_to__gte=within.starts
    )
    return CaseGroup.objects.filter(case__in=cases.values("pk"), case__submission__version__form__key__in=forms)


def _owed(forms: set[str], bodies: frozenset[int], within: Span) -> list[Row]:
    rows = Obligation.objects.filter(
        form__in=forms,
        sent_on__isnull=False,
        span_from__lte=within.ends,
        span_to__gte=within.starts,
        case__case_groups__body__in=bodies,
        case__secret=False,
    )
    answers_alike: list[Any] = [F(each) for each in ("form", "case__case_groups__body", "span_from", "span_to")]
    answers_alike += [IsNull(F(each), True) for each in ("done_on", "returned_on", "cancelled_by")]
    said = _first_of(rows, answers_alike, "sent_on").values(
        "pk",
        "form",
        "case__number",
        "case__case_groups__body",
        "span_from",
        "span_to",
        "sent_on",
        "returned_on",
        "done_on",
        "cancelled_by",
    )
    return [{**row} for row in said]


def _first_of(rows: QuerySet[Any], answers_alike: Sequence[Any], day: str) -> QuerySet[Any]:
    """In the order of the day, of those that answer the same the earliest, which is the one that is told."""
    place = Window(RowNumber(), partition_by=list(answers_alike), order_by=[F(day).asc(), F("pk").asc()])
    return rows.annotate(place=place).filter(place=1).order_by(day, "pk")


def _drafts(forms: set[str], bodies: frozenset[int], found: Standing) -> list[Row]:
    seen = Submission.objects.drafts_seen(found).filter(version__form__key__in=forms, bodies__in=bodies)
    rows = seen.order_by("-saved_at", "pk").values("uuid", "bodies", "answers__period", "version__form__key")
    return [{**row, "form": row["version__form__key"], "period": row["answers__period"]} for row in rows]
