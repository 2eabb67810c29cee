"""The route of a case as a line of stations: passed, here, to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from cases.domain.facts import Truths
from cases.domain.route import RouteDefinition, Stage
from cases.models import Assignment, Case
from cases.sentences import language_day
from people.models import Body
from people.naming import in_sentence

STOPPED = {"rejected", "withdrawn"}
MAY_BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True)
class Stop:
    """One body at a station: what it answered and when, or until when it is waited for."""

    body: str
    answer: str = ""
    on: date | None = None
    until: date | None = None
    late: bool = False
    waits: bool = False
    rests: date | None = None
    supplements: bool = False

    def words(self, station: str) -> str:
        """A line under the station; a body that is named like it is not named again."""
        body = "" if self.body == station else self.body.replace("/", f"/{MAY_BREAK}")
        if not self.waits:
            said = f"{self.answer}, {language_day(self.on)}"
            return f"{body}: {said}" if body else said
        if self.rests:
            return ", ".join(
                filter(None, [body, gettext("deferred until %(day)s") % {"day": language_day(self.rests)}])
            )
        if self.supplements:
            body = gettext("Supplement from %(body)s") % {"body": in_sentence(body or self.body)}
        due = gettext("late since %(day)s") if self.late else gettext("until %(day)s")
        return ", ".join(filter(None, [body, due % {"day": language_day(self.until)} if self.until else ""]))


@dataclass(frozen=True)
class Station:
    title: str
    state: str  # passed, here, coming, stopped
    stops: tuple[Stop, ...] = ()
    on: date | None = None

    @property
    def who(self) -> list[str]:
        """The lines under the station's name."""
        return [*(stop.words(self.title) for stop in self.stops), *([language_day(self.on)] if self.on else [])]


def stations(
    case: Case,
    route: RouteDefinition,
    turns: Sequence[Assignment],
    groups: Sequence[Body],
    *,
    on: date,
    truths: Truths | None = None,
) -> tuple[Station, ...]:
    """`truths` tell which ways the answers choose, where the route has several."""
    visited = {turn.stage for turn in turns}
    ended = case.status == Case.Status.ENDED
    keys = [stage.key for stage in route.stages]
    here = keys.index(case.stage) if case.stage in keys else len(keys)
    usual = usual_way(route, truths or {})
    line = []
    for index, stage in enumerate(route.stages):
        if not ended and index > here and (stage.key in usual or stage.key in visited):
            line.append(Station(stage.name, "coming"))
        elif not ended and index == here:
            line.append(Station(stage.name, "here", _here(case, stage, turns, groups, on)))
        elif stage.key in visited and (ended or index < here):
            line.append(Station(stage.name, "passed", _answers(stage, turns)))
    if ended:
        line.append(_end(case, route))
    return tuple(line)


def usual_way(route: RouteDefinition, truths: Truths) -> set[str]:
    """The stages that a case passes when every answer says yes."""
    way: set[str] = set()
    stage: Stage | None = route.stages[0]
    while stage is not None and stage.key not in way:
        way.add(stage.key)
        forward = next((outcome for outcome in stage.outcomes if outcome.is_forward), None)
        stage = route.stage(forward.way(truths.get((stage.key, forward.key), ()))) if forward else None
    return way


def _here(case: Case, stage: Stage, turns: Sequence[Assignment], groups: Sequence[Body], on: date) -> tuple[Stop, ...]:
    answered = _answers(
        stage,
        [turn for turn in turns if turn.state == Assignment.State.ANSWERED and turn.round >= case.entered_round],
    )
    if case.status == Case.Status.SUPPLEMENT:
        late = case.due_on is not None and case.due_on < on
        return (
            *answered,
            *(Stop(body.name, until=case.due_on, late=late, waits=True, supplements=True) for body in groups),
        )
    waiting = [turn for turn in turns if turn.stage == stage.key and turn.state == Assignment.State.WAITING]
    asked_again = {turn.body.name for turn in waiting}
    return (
        *(stop for stop in answered if stop.body not in asked_again),
        *(
            Stop(
                turn.body.name,
                until=turn.due_on,
                late=bool(turn.due_on and turn.due_on < on),
                waits=True,
                rests=turn.rests_until if turn.rests_until and turn.rests_until > on else None,
            )
            for turn in waiting
        ),
    )


def _answers(stage: Stage, turns: Sequence[Assignment]) -> tuple[Stop, ...]:
    """Each body's last answer at the stage."""
    last: dict[int, Stop] = {}
    for turn in turns:
        if turn.stage == stage.key and turn.outcome and turn.answered_at:
            outcome = stage.outcome(turn.outcome)
            last[turn.body_id] = Stop(
                turn.body.name, outcome.label if outcome else turn.outcome, on=_day(turn.answered_at)
            )
    return tuple(last.values())


def _end(case: Case, route: RouteDefinition) -> Station:
    end = route.end(case.end)
    stopped = end is not None and end.kind in STOPPED
    return Station(
        end.title if end else case.end,
        "stopped" if stopped else "passed",
        on=_day(case.ended_at) if case.ended_at else None,
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
