"""What is late, or due soon, in the year of the groups that somebody keeps: one query, for the inbox."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from cases.domain import year as rules
from cases.domain.following_up import Span
from cases.domain.year import Fulfilment, Occasion
from cases.models import Happening
from people.domain.following import predecessors
from people.models import Body, BodyKind, Role
from people.queries.mandates import Standing
from people.queries.successions import followings

from .happenings import happenings
from .stages import StageNames
from .year_found import By
from .year_lines import BODY, CAME, CASE, MARK, MEETING, OWED, PLAN, SEAT, TERM, Line, lines_for

# What is to be done within so many days stands in the inbox, and at most so many rows.
SOON = timedelta(days=30)
MOST = 8
# As `people_of` in queries/year.py, who keep a group's year.
KEEPERS = (Role.PROCESS_LEADER, Role.CHAIR)


@dataclass(frozen=True)
class Wait:
    """One thing that somebody is to see to, for one group or for several of theirs."""

    name: str
    groups: tuple[str, ...]
    span: Span
    due_on: date
    late: bool
    days_late: int
    url: str


@dataclass(frozen=True)
class YearWaits:
    """The first rows, the oldest first, of so many; `waiting` and `late` are how many there are whatever is shown."""

    rows: tuple[Wait, ...] = ()
    count: int = 0
    waiting: int = 0
    late: int = 0


def year_waits(found: Standing, names: StageNames, *, on: date, late_alone: bool = False) -> YearWaits:
    """Of the groups that one is chair or process leader of; of all groups what the office itself sees to."""
    mine = frozenset(body for body in found.bodies_as(*KEEPERS) if found.kinds.get(body) == BodyKind.LOCAL_GROUP)
    if not mine and not found.is_office:
        return YearWaits()
    asked = [_Asked(*one) for one in happenings() if mine or one.happening.done_by == Happening.DoneBy.OFFICE]
    if not asked:
        return YearWaits()
    for_all = found.is_office and any(each.is_of_office for each in asked)
    groups = Body.objects.filter(kind=BodyKind.LOCAL_GROUP)
    found_now = _waits(asked, groups if for_all else groups.filter(pk__in=mine), found, mine, names, on)
    waits = _together(found_now, on)
    late = [wait for wait in waits if wait.late]
    shown = late if late_alone else waits
    return YearWaits(tuple(shown[:MOST]), len(shown), len(waits), len(late))


@dataclass(frozen=True)
class _Asked:
    happening: Happening
    chosen: frozenset[int]

    @property
    def is_of_office(self) -> bool:
        return self.happening.done_by == Happening.DoneBy.OFFICE

    def occasions(self, body: "_Group", on: date) -> Iterator[Occasion]:
        """Those that may be late, or are due soon."""
        if self.chosen and body.pk not in self.chosen:
            return
        first, last = max(on - rules.LATE_FOR, body.first), min(on + SOON, body.last, self.happening.until or date.max)
        for year in range(first.year, last.year + 1):
            yield from (each for each in rules.occasions(self.happening.rule, year) if first <= each.due_on <= last)


@dataclass(frozen=True)
class _Group:
    pk: int
    key: str
    name: str
    first: date
    last: date
    # Itself and those that it followed.
    whose: frozenset[int]


@dataclass(frozen=True)
class _Open:
    happening: Happening
    body: _Group
    each: Occasion
    late: bool


def _waits(
    asked: Sequence[_Asked],
    groups: QuerySet[Body],
    found: Standing,
    mine: frozenset[int],
    names: StageNames,
    on: date,
) -> Iterator["_Open"]:
    lines = lines_for([each.happening for each in asked], groups, _within(asked, on), names)
    by_what: dict[str, list[Line]] = {}
    for line in lines:
        by_what.setdefault(line.what, []).append(line)
    marks = {(line.ref, line.body, line.first): line.word for line in by_what.get(MARK, [])}
    for body in _groups(by_what.get(BODY, []), on):
        for one in asked:
            if not (found.is_office if one.is_of_office else body.pk in mine):
                continue
            for each in one.occasions(body, on):
                marked = marks.get((one.happening.pk, body.pk, each.span.starts))
                answer = Fulfilment(marked) if marked else _answer(one.happening, body, each, by_what, names)
                state = rules.state(each, answer, on=on, since=one.happening.since)
                if state in (rules.LATE, rules.DUE, rules.NOT_YET):
                    yield _Open(one.happening, body, each, state == rules.LATE)


def _together(found: Iterable["_Open"], on: date) -> list[Wait]:
    """What is asked of several groups at once is one row."""
    rows: dict[tuple[int, date], list[_Open]] = {}
    for one in sorted(found, key=lambda one: one.body.name):
        rows.setdefault((one.happening.pk, one.each.span.starts), []).append(one)
    return sorted((_wait(row, on) for row in rows.values()), key=lambda wait: (wait.due_on, wait.name))


def _within(asked: Sequence[_Asked], on: date) -> Span:
    """From the first to the last day that an answer may be about."""
    all_of_it = [
        span
        for one in asked
        for year in range((on - rules.LATE_FOR).year, (on + SOON).year + 1)
        for each in rules.occasions(one.happening.rule, year)
        for span in (each.span, each.window)
    ]
    return Span(min(span.starts for span in all_of_it), max(span.ends for span in all_of_it))


def _groups(lines: Iterable[Line], on: date) -> Iterator[_Group]:
    for line in lines:
        if line.is_of(on):
            whose = frozenset({line.body, *predecessors([line.body], followings(), on)})
            yield _Group(line.body, line.more, line.word, line.first, line.last, whose)


def _wait(row: Sequence["_Open"], on: date) -> Wait:
    """The page of the one group, or that of all of them."""
    first = row[0]
    due_on = first.each.due_on
    one, all_of_them = ("cases:group_year", [due_on.year, first.body.key]), ("cases:years", [due_on.year])
    name, at = one if len(row) == 1 else all_of_them
    groups = tuple(each.body.name for each in row)
    url = reverse(name, args=at)
    return Wait(first.happening.name, groups, first.each.span, due_on, first.late, max(0, (on - due_on).days), url)


def _answer(
    happening: Happening, body: _Group, each: Occasion, lines: Mapping[str, Sequence[Line]], names: StageNames
) -> Fulfilment | None:
    """What is done before what waits for others, and that before what is only begun: as `year_found` finds it."""
    kinds: dict[str, tuple[str, ...]] = {
        By.MEETING: (MEETING,),
        By.ATTENDANCE: (CAME, MEETING),
        By.PAGE: (PLAN,),
        By.CHAIR: (SEAT, TERM),
        By.ROTATION: (TERM,),
        By.FORM: (CASE, OWED),
    }
    rows = (line for what in kinds.get(happening.fulfilled_by, ()) for line in lines.get(what, ()))
    found = (_found(line, happening, body, each, names) for line in rows)
    return min((one for one in found if one), key=lambda one: (one.state != rules.DONE, not one.sent), default=None)


def _found(line: Line, happening: Happening, body: _Group, each: Occasion, names: StageNames) -> Fulfilment | None:
    done, begun = Fulfilment(rules.DONE), Fulfilment(rules.UNDER_WAY)
    is_own, starts = line.body in body.whose, each.span.starts
    is_within = each.window.starts <= line.first <= each.window.ends
    match line.what:
        case "meeting" if line.word == happening.meeting_kind and is_within:
            if happening.fulfilled_by == By.ATTENDANCE:
                return None if line.yes else begun
            return (done if line.yes else begun) if is_own else None
        case "came" if line.word == happening.meeting_kind and is_own and is_within:
            return done
        case "plan" if line.word == happening.plan_kind and is_own and rules.covers(_span(line), each.span):
            return done
        case "seat" if line.body == body.pk and line.is_of(starts) and (line.last < date.max or line.first == starts):
            return done
        case "term" if line.body == body.pk:
            is_it = line.first > starts if happening.fulfilled_by == By.ROTATION else line.yes and line.is_of(starts)
            return done if is_it else None
        case "case" | "owed" if line.word == happening.form and is_own and rules.covers(_span(line), each.span):
            return _sent_in(line, names)
    return None


def _sent_in(line: Line, names: StageNames) -> Fulfilment | None:
    if line.what == OWED:
        return Fulfilment(rules.DONE) if line.yes else Fulfilment(rules.UNDER_WAY, sent=bool(line.ref))
    if not line.yes:
        return Fulfilment(rules.UNDER_WAY, sent=True)
    return Fulfilment(rules.DONE) if line.more in names.carried.get(line.ref, set()) else None


def _span(line: Line) -> Span:
    return Span(line.first, line.last)
