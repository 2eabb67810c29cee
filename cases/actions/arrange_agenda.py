"""Put points on a meeting's agenda, arrange them, and take them off again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import AgendaItem, Meeting
from cases.queries.meetings import proposals_for, waiting_for
from people.models import User

from .attach_to_point import forget_bytes
from .meetings import fresh_item, keep_event, kept, last_place


@transaction.atomic
def add_point(meeting: Meeting, title: str, *, by: User, proposal: str = "", at: datetime | None = None) -> AgendaItem:
    """A free point, last on the agenda; also in a meeting that is held, for what comes up there."""
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.OPEN)
    title = title.strip()
    if not title:
        raise CaseError("title_missing", field="title")
    item = AgendaItem(meeting=meeting, position=last_place(meeting) + 1, title=title, proposal=proposal.strip())
    item.save()
    keep_event(meeting, "point_added", by=by, at=at, item=item.pk)
    return item


@transaction.atomic
def add_waiting_cases(meeting: Meeting, *, by: User, at: datetime | None = None) -> list[AgendaItem]:
    """The cases that wait for the body and are on no coming agenda of it, each with what was proposed last."""
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.OPEN)
    turns = list(waiting_for(meeting))
    proposals = proposals_for([turn.case_id for turn in turns])
    start = last_place(meeting) + 1
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=turn.case.subject[:300],
            case=turn.case,
            assignment=turn,
            proposal=proposals.get(turn.case_id, ""),
        )
        for position, turn in enumerate(turns, start=start)
    )
    if items:
        keep_event(meeting, "cases_added", by=by, at=at, cases=[item.case_id for item in items])
    return items


@transaction.atomic
def arrange(meeting: Meeting, order: Sequence[int], *, by: User, at: datetime | None = None) -> None:
    """The points in the order of these primary keys; what is dealt with keeps its place."""
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.OPEN)
    items = list(meeting.items.all())
    free = [item for item in items if not item.is_settled]
    places = [item.position for item in free]
    by_key = {item.pk: item for item in free}
    wanted = [by_key[pk] for pk in rules.rearranged([item.pk for item in free], order)]
    moved = [(item, place) for item, place in zip(wanted, places, strict=True) if item.position != place]
    for item, place in moved:
        item.position = place
    AgendaItem.objects.bulk_update([item for item, _place in moved], ["position"])
    if moved:
        keep_event(meeting, "arranged", by=by, at=at, order=[item.pk for item in wanted])


@transaction.atomic
def move_point(item: AgendaItem, step: int, *, by: User, at: datetime | None = None) -> None:
    """One point so many places down, or up where below zero."""
    order = [one.pk for one in item.meeting.items.all() if not one.is_settled]
    if item.pk not in order:
        raise CaseError("point_settled")
    arrange(item.meeting, rules.moved(order, item.pk, step), by=by, at=at)


@transaction.atomic
def remove_point(item: AgendaItem, *, by: User, at: datetime | None = None) -> None:
    """Raises CaseError (409) where the point is dealt with: it has its § and stays, as one with tasks does."""
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=rules.OPEN)
    item = fresh_item(item, meeting)
    if item.is_settled:
        raise CaseError("point_settled")
    if item.action_items.exists():
        raise CaseError("point_has_tasks")
    key, stored = item.pk, list(item.files.values_list("file", flat=True))
    item.delete()
    forget_bytes(stored)
    keep_event(meeting, "point_removed", by=by, at=at, item=key)


@transaction.atomic
def word_point(
    item: AgendaItem,
    *,
    by: User,
    title: str,
    proposal: str,
    version: int | None = None,
    at: datetime | None = None,
) -> AgendaItem:
    """The heading (of a free point) and the proposal, before the point is dealt with."""
    at = at or timezone.now()
    meeting = kept(item.meeting, by=by, at=at, while_in=rules.OPEN)
    item = fresh_item(item, meeting, version=version)
    if item.is_settled:
        raise CaseError("point_settled")
    if not title.strip():
        raise CaseError("title_missing", field="title")
    item.title, item.proposal, item.version = title.strip(), proposal.strip(), item.version + 1
    item.save(update_fields=["title", "proposal", "version"])
    keep_event(meeting, "point_worded", by=by, at=at, item=item.pk)
    return item
