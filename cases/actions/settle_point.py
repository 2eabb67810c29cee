"""Deal with a point of a meeting: what was said and decided, its §, and the case's answer, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.errors import CaseError
from cases.models import AgendaItem, Fund, Meeting, ParagraphSeries
from people.models import User

from .answer_assignment import answer_assignment
from .hold_meeting import HELD
from .meetings import fresh_item, keep_event, kept, must_take_part


@dataclass(frozen=True)
class CaseAnswer:
    """What the body answers in the case; the day and the § are the meeting's."""

    outcome: str
    granted: Mapping[int, Decimal] = field(default_factory=dict)
    fund: Fund | None = None
    conditions: str = ""
    until: date | None = None


@transaction.atomic
def settle_point(
    item: AgendaItem,
    *,
    by: User,
    notes: str = "",
    decision: str = "",
    answer: CaseAnswer | None = None,
    adjust_now: bool = False,
    version: int | None = None,
    at: datetime | None = None,
) -> AgendaItem:
    """The point gets its § where the body keeps minutes, and an answer moves its case.

    Without an answer the case goes on waiting. `adjust_now`: the point is adjusted at once, and locked.
    Raises CaseError: 403, 409 where the point is settled or the case has gone on, 422 for what was typed.
    """
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=HELD)
    item = fresh_item(item, meeting, version=version)
    if item.is_settled:
        raise CaseError("point_settled")
    must_take_part(item, by)
    if meeting.has_minutes:
        item.series, item.paragraph = _next_paragraph(meeting)
    item.notes, item.decision = notes.strip(), decision.strip()
    item.settled_at, item.version = at, item.version + 1
    item.adjusted_at = at if adjust_now else None
    if answer is not None:
        item.outcome = _answer_the_case(item, meeting, answer, by=by, at=at)
    item.save()
    data: dict[str, Any] = {"item": item.pk, "paragraph": item.paragraph, "case": item.case_id}
    keep_event(meeting, "point_settled", by=by, at=at, **data)
    return item


@transaction.atomic
def reword_point(
    item: AgendaItem, *, by: User, notes: str, decision: str, version: int | None = None, at: datetime | None = None
) -> AgendaItem:
    """Before the adjustment: what was written down at a point that is dealt with. What a case got as its decision
    stands, for it is in the case's own records."""
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=HELD)
    item = fresh_item(item, meeting, version=version)
    if not item.is_settled:
        raise CaseError("point_not_settled")
    must_take_part(item, by)
    item.notes = notes.strip()
    if not item.outcome:
        item.decision = decision.strip()
    item.version += 1
    item.save(update_fields=["notes", "decision", "version"])
    keep_event(meeting, "point_reworded", by=by, at=at, item=item.pk)
    return item


def _next_paragraph(meeting: Meeting) -> tuple[ParagraphSeries, int]:
    """The year's next §. The row stays locked until the point is kept or undone, so none is skipped."""
    about: dict[str, Any] = {"body": meeting.body, "year": meeting.on.year}
    ParagraphSeries.objects.get_or_create(**about)
    series = ParagraphSeries.objects.select_for_update().get(**about)
    series.last += 1
    series.save(update_fields=["last"])
    return series, series.last


def _answer_the_case(item: AgendaItem, meeting: Meeting, answer: CaseAnswer, *, by: User, at: datetime) -> str:
    """The case's own action, in our transaction; gives the label of the answer."""
    if item.assignment is None:
        raise CaseError("unknown_outcome", field="outcome", outcome=answer.outcome)
    turn = item.assignment
    stage = turn.case.route_version.parsed.stage(turn.stage)
    answer_assignment(
        turn,
        answer.outcome,
        by=by,
        text=item.decision,
        decided_on=meeting.on if stage is not None and stage.decides else None,
        paragraph=str(item.paragraph or ""),
        conditions=answer.conditions,
        granted=answer.granted,
        fund=answer.fund,
        until=answer.until,
        minuted=True,
        at=at,
    )
    outcome = stage.outcome(answer.outcome) if stage is not None else None
    return outcome.label if outcome is not None else answer.outcome
