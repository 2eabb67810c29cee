"""Open a meeting, and write down who was there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.domain import meetings as rules
from cases.errors import CaseError
from cases.models import Adjuster, Attendance, Meeting
from cases.queries.meetings import doers_for, seats_of
from people.models import User

from .meetings import keep_event, kept, moved_on

HELD = frozenset({rules.HELD})


@dataclass(frozen=True)
class Present:
    """`stands_for`: whose place a deputy took."""

    person: int
    stands_for: int | None = None


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: User, at: datetime | None = None) -> Meeting:
    """The meeting begins: everybody with a seat is on the list, and who is no deputy is present until told otherwise.

    Raises CaseError: 403, 409 before its day or where it is held already.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=rules.COMING)
    if meeting.on > timezone.localdate(at):
        raise CaseError("not_yet")
    moved_on(meeting, rules.HOLD)
    meeting.held_at, meeting.secretary = at, meeting.secretary or by
    meeting.save(update_fields=["status", "held_at", "secretary"])
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=seat.user,
            role=seat.role,
            is_deputy=seat.is_deputy,
            is_present=not seat.is_deputy,
        )
        for seat in seats_of(meeting)
    )
    keep_event(meeting, "held", by=by, at=at)
    return meeting


@transaction.atomic
def note_attendance(
    meeting: Meeting,
    present: Iterable[Present],
    *,
    by: User,
    others: str = "",
    adjusters: Iterable[int] = (),
    secretary: int | None = None,
    at: datetime | None = None,
) -> None:
    """Who was present, for whom a deputy stepped in, who else was there, who adjusts the minutes and who wrote them.

    Raises CaseError: 403, 409 unless the meeting is being held, 422 for what cannot be.
    """
    at = at or timezone.now()
    meeting = kept(meeting, by=by, at=at, while_in=HELD)
    rows = {row.person_id: row for row in meeting.attendance.select_related("person")}
    there = {each.person: each for each in present}
    _check(rows, there)
    for person, row in rows.items():
        row.is_present = person in there
        row.stands_for_id = there[person].stands_for if person in there else None
    # First the places that are left, so that a seat which passes to another deputy is free.
    meeting.attendance.update(stands_for=None)
    Attendance.objects.bulk_update(rows.values(), ["is_present", "stands_for"])
    meeting.others_present = others.strip()
    _write(meeting, secretary)
    meeting.save(update_fields=["others_present", "secretary"])
    _choose(meeting, rows, there, set(adjusters))
    keep_event(meeting, "attendance", by=by, at=at, present=sorted(there))


def _check(rows: Mapping[int, Attendance], there: Mapping[int, Present]) -> None:
    taken: set[int] = set()
    for person, each in there.items():
        if person not in rows:
            raise CaseError("stands_for_who")
        if each.stands_for is None:
            continue
        absent = rows.get(each.stands_for)
        if absent is None or absent.is_deputy or not rows[person].is_deputy:
            raise CaseError("stands_for_who", field=f"stands_for_{person}")
        if each.stands_for in there:
            names = {"deputy": rows[person].person.name, "person": absent.person.name}
            raise CaseError("stands_for_present", field=f"stands_for_{person}", **names)
        if each.stands_for in taken:
            raise CaseError("stands_for_twice", field=f"stands_for_{person}", person=absent.person.name)
        taken.add(each.stands_for)


def _write(meeting: Meeting, secretary: int | None) -> None:
    """Somebody with a seat, or of the office; without a choice whoever it is stays."""
    if secretary is None or secretary == meeting.secretary_id:
        return
    person = next((one for one in doers_for(meeting) if one.pk == secretary), None)
    if person is None:
        raise CaseError("secretary_from_elsewhere", field="secretary")
    meeting.secretary = person


def _choose(
    meeting: Meeting, rows: Mapping[int, Attendance], there: Mapping[int, Present], adjusters: set[int]
) -> None:
    """Who has adjusted already stays; the others are those that are chosen now."""
    for person in adjusters - set(there):
        name = rows[person].person.name if person in rows else str(person)
        raise CaseError("not_present", field="adjusters", person=name)
    signed = set(meeting.adjusters.exclude(signed_at=None).values_list("person", flat=True))
    meeting.adjusters.filter(signed_at=None).exclude(person__in=adjusters).delete()
    have = set(meeting.adjusters.values_list("person", flat=True))
    Adjuster.objects.bulk_create(
        Adjuster(meeting=meeting, person_id=person) for person in sorted(adjusters - have - signed)
    )
