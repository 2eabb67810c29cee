"""Tick something in a group's year by hand, or take the tick back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import year_trail
from cases.audit import digest
from cases.domain import year as rules
from cases.errors import CaseError
from cases.models import Happening, HappeningMark
from cases.permissions import SPEAKS_FOR_GROUP
from people.models import Body, User
from people.queries.mandates import Standing, standing


@transaction.atomic
def mark_happening(
    happening: Happening,
    body: Body,
    span_from: date,
    *,
    state: str,
    by: User,
    done_on: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> HappeningMark:
    """Done on a day (today), or not needed, for the period that begins so.

    Raises CaseError: 403 for others than the group's own and the office, 404 for a period that it is not asked for,
    409 where it is ticked already, 422 for a day to come or nothing said of why it is not needed.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    done_on = done_on or today
    _checked(happening, body, span_from, by, today)
    if state not in HappeningMark.State.values:
        raise CaseError("no_such_occasion")
    if done_on > today:
        raise CaseError("done_in_the_future", field="done_on")
    if state == rules.NOT_NEEDED and not note.strip():
        raise CaseError("why_not_needed", field="note")
    if HappeningMark.objects.filter(happening=happening, body=body, span_from=span_from).exists():
        raise CaseError("already_done")
    mark = HappeningMark.objects.create(
        happening=happening,
        body=body,
        span_from=span_from,
        state=state,
        done_on=done_on,
        note=note.strip(),
        by=by,
        at=at,
    )
    said = {"state": state, "done_on": done_on.isoformat(), "note_sha256": digest(mark.note)}
    said["span_from"] = span_from.isoformat()
    year_trail.record(body, happening, "ticked", by=by, at=at, data=said)
    return mark


@transaction.atomic
def take_back_mark(happening: Happening, body: Body, span_from: date, *, by: User, at: datetime | None = None) -> None:
    """As if it had not been ticked; the log keeps that it was. Raises CaseError: 403, 404, 409 where there is none."""
    at = at or timezone.now()
    _checked(happening, body, span_from, by, timezone.localdate(at))
    gone, _ = HappeningMark.objects.filter(happening=happening, body=body, span_from=span_from).delete()
    if not gone:
        raise CaseError("not_ticked")
    said = {"span_from": span_from.isoformat()}
    year_trail.record(body, happening, "tick_taken_back", by=by, at=at, data=said)


def keeps_year(found: Standing, body_id: int) -> bool:
    """Who keeps a group's year: its chair, its process leader, the office."""
    return found.is_office or found.holds(body_id, *SPEAKS_FOR_GROUP)


def _checked(happening: Happening, body: Body, span_from: date, by: User, today: date) -> None:
    """The group is locked, so that two who tick at once do it one after the other."""
    if not keeps_year(standing(by, on=today), body.pk):
        raise CaseError("not_the_keeper_of_year")
    Body.objects.select_for_update().get(pk=body.pk)
    spans = (span for year in (span_from.year - 1, span_from.year) for span in rules.spans(happening.rule, year))
    if not happening.is_for(body) or all(span.starts != span_from for span in spans):
        raise CaseError("no_such_occasion")
