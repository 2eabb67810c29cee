"""What follows from a period that was changed: reports that nobody has begun move or go, what is there stays."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from cases import audit
from cases.domain.following_up import DAY, EVALUATION, STATUS_REPORT, Owed, Span
from cases.models import Case, FollowUp, Obligation
from cases.queries.changes import obligations_to_move
from cases.queries.follow_up import covers, owed_by, title_of
from people.models import User

from .make_obligations import Wanted, make_wanted, said_of


def follow_period(case: Case, *, by: User, at: datetime) -> None:
    """In the caller's transaction, each step with its event. What was reported is never asked for again."""
    on = timezone.localdate(at)
    follow_up = FollowUp.in_use()
    there = list(case.obligations.all())
    free = [each for each in obligations_to_move(case) if each.span_from is not None and each.span_to is not None]
    new: list[Owed] = []
    with translation.override(settings.LANGUAGE_CODE):
        for owed in owed_by(case, follow_up.terms, even_made=True):
            same = next((each for each in free if covers(each, owed)), None)
            if same is not None:
                free.remove(same)
                continue
            if any(covers(each, owed) for each in there):
                continue
            moved = next((each for each in free if _goes_on_as(each, owed)), None)
            if moved is not None:
                free.remove(moved)
                _move(case, moved, owed, by=by, at=at)
            elif (left := _left_of(owed, there)) is not None and left.due_on >= on:
                new.append(left)
        wanted = [Wanted(each, title_of(each), each.due_on) for each in new]
        make_wanted(case, wanted, follow_up, by=by, at=at)
    for each in free:
        if each.submission_id is None:
            data = {"obligation": each.pk}
            each.delete()
            audit.record(case, "obligation_removed", by=by, at=at, data=data)


def _goes_on_as(found: Obligation, owed: Owed) -> bool:
    """One evaluation, one final report, and the status report of the half-year that became longer or shorter."""
    return found.kind == owed.kind and (owed.kind != STATUS_REPORT or found.span_from == owed.span.starts)


def _left_of(owed: Owed, there: list[Obligation]) -> Owed | None:
    """What is still to be told of: nothing of an evaluation that was made, of a half-year its days that are left."""
    told = [each for each in there if each.kind == owed.kind and (each.sent_on or each.done_on)]
    if owed.kind == EVALUATION:
        return None if told else owed
    if owed.kind != STATUS_REPORT:
        return owed
    ends = [each.span_to for each in told if each.span_to and owed.span.starts <= each.span_to]
    inside = max((day for day in ends if day <= owed.span.ends), default=None)
    if inside is None:
        return owed
    return Owed(owed.kind, Span(inside + DAY, owed.span.ends), owed.due_on) if inside < owed.span.ends else None


def _move(case: Case, found: Obligation, owed: Owed, *, by: User, at: datetime) -> None:
    """The words follow the days where they are the system's own."""
    assert found.span_from is not None  # those that are moved tell of a span
    assert found.span_to is not None
    before = Owed(found.kind, Span(found.span_from, found.span_to), found.due_on or owed.due_on)
    if found.title == title_of(before):
        found.title = title_of(owed)
    found.span_from, found.span_to, found.due_on = owed.span.starts, owed.span.ends, owed.due_on
    found.save(update_fields=["title", "span_from", "span_to", "due_on"])
    audit.record(case, "obligation_changed", by=by, at=at, data=said_of(found))
