"""A group's year: what is asked for, how it stands, what answered it. A fixed number of queries for all groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.domain import year as rules
from cases.domain.following_up import Span
from cases.domain.year import Fulfilment, Occasion
from cases.models import Happening, HappeningMark
from people.domain.following import predecessors
from people.models import Body, BodyKind, Mandate, Role
from people.queries.mandates import Standing
from people.queries.successions import followings

from .happenings import Asked, happenings
from .year_found import Answers, Found
from .year_reads import found_for

# Years further away have no rules that anybody meant.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Entry:
    """One thing in a group's year."""

    happening: Happening
    body: Body
    occasion: Occasion
    state: str
    who: tuple[str, ...] = ()
    found: Found | None = None
    mark: HappeningMark | None = None
    # A draft that somebody has begun, by its address.
    draft: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in (rules.LATE, rules.DUE)


@dataclass(frozen=True)
class GroupYear:
    body: Body
    entries: tuple[Entry, ...]

    def count(self, state: str) -> int:
        return sum(1 for entry in self.entries if entry.state == state)


def groups_seen(found: Standing, year: int) -> QuerySet[Body]:
    """The local groups whose year one sees: one's own; the association's bodies see every group's."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    groups = Body.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=last),
        Q(valid_to=None) | Q(valid_to__gte=first),
        kind=BodyKind.LOCAL_GROUP,
    )
    if found.user_id is None:
        return groups.none()
    return (groups if found.is_financier else groups.filter(pk__in=found.body_ids)).order_by("name", "pk")


def years_of(bodies: Sequence[Body], year: int, *, found: Standing, on: date) -> list[GroupYear]:
    """Each body's year, each entry in the order that it is due."""
    kept = happenings()
    asked = {body.pk: list(_asked(body, kept, year)) for body in bodies}
    whose = {body.pk: frozenset({body.pk, *predecessors([body.pk], followings(), on)}) for body in bodies}
    spans = [each.span for rows in asked.values() for _, each in rows]
    windows = [each.window for rows in asked.values() for _, each in rows]
    if not spans:
        return [GroupYear(body, ()) for body in bodies]
    within = Span(min(each.starts for each in spans + windows), max(each.ends for each in spans + windows))
    answers = found_for([each.happening for each in kept], whose, within, found=found, on=on)
    marks = _marks(bodies, within)
    return [
        GroupYear(body, tuple(_entry(body, one, each, answers, marks, on) for one, each in asked[body.pk]))
        for body in bodies
    ]


def _asked(body: Body, kept: Iterable[Asked], year: int) -> Iterable[tuple[Happening, Occasion]]:
    """What the year asks of the body, the earliest first: of a time in which it was there, or those before it."""
    rows = [
        (happening, each)
        for happening, chosen in kept
        if (body.pk in chosen if chosen else body.kind == BodyKind.LOCAL_GROUP)
        for each in rules.occasions(happening.rule, year)
        if body.is_valid(each.due_on) and (happening.until is None or each.due_on <= happening.until)
    ]
    return sorted(rows, key=lambda row: (row[1].due_on, row[0].name))


def _entry(
    body: Body,
    happening: Happening,
    each: Occasion,
    answers: Answers,
    marks: Mapping[tuple[int, int, date], HappeningMark],
    on: date,
) -> Entry:
    mark = marks.get((happening.pk, body.pk, each.span.starts))
    found = answers.answer(happening, body.pk, each)
    fulfilment = found.fulfilment if found else None
    if mark is not None and (fulfilment is None or fulfilment.state != rules.DONE):
        fulfilment = Fulfilment(mark.state, mark.done_on)
    return Entry(
        happening,
        body,
        each,
        rules.state(each, fulfilment, on=on, since=happening.since),
        answers.who(happening, body.pk),
        found,
        mark,
        answers.draft(happening, body.pk, each),
    )


def _marks(bodies: Sequence[Body], within: Span) -> dict[tuple[int, int, date], HappeningMark]:
    rows = HappeningMark.objects.filter(body__in=bodies, span_from__range=(within.starts, within.ends))
    return {(row.happening_id, row.body_id, row.span_from): row for row in rows.select_related("by")}


def people_of(bodies: Iterable[int], *, on: date) -> list[Mandate]:
    """Who sees to a group's year: its process leaders and its chair, deputies too."""
    seats = Mandate.objects.valid(on).filter(
        body__in=list(bodies), role__in=(Role.PROCESS_LEADER, Role.CHAIR), user__is_active=True
    )
    return list(seats.select_related("user").order_by("body", "role", "is_deputy", "user__name", "pk"))
