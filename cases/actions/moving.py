"""How an act moves a case: lock, ask the engine, save what follows. The verbs beside this file use it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Q
from django.utils import timezone

from cases.domain import state as engine
from cases.domain.deadlines import due_on
from cases.domain.engine import step
from cases.domain.route import Deadline
from cases.errors import CaseError
from cases.models import Assignment, Case, FollowUp
from cases.queries.calendar import swedish_holidays
from cases.queries.standing_of_case import state_of
from cases.queries.trail_moves import passed_by, told_of
from cases.sentences import language_day
from cases.stage_letters import tell_moves
from people.models import Body, User


def locked(case: Case, *, even_archived: bool = False) -> Case:
    """The case as it is now, nobody else's until the transaction ends. An archived case is read only."""
    asked = FollowUp.objects.filter(agreed=FollowUp.Agreed.ALWAYS)
    found = (
        Case.objects.select_for_update(of=("self",))
        .annotate(agreed_always=Exists(asked))
        .select_related("route_version", "submission__created_by__mail_choice")
        .get(pk=case.pk)
    )
    if found.archived_on is not None and not even_archived:
        raise CaseError("case_archived")
    return found


def next_step(
    case: Case,
    move: engine.Move,
    *,
    at: datetime,
    state: engine.CaseState | None = None,
    granted: Decimal | None = None,
    field: Mapping[str, str] | None = None,
) -> engine.Step:
    """What the engine makes of the move, which may grant so much.

    Raises CaseError when it refuses; `field`: by code, which argument of the action it concerns.
    """
    now = state if state is not None else state_of(case, on=timezone.localdate(at), granted=granted)
    result = step(case.route_version.parsed, now, move)
    if isinstance(result, engine.Refused):
        raise refusal(case, result, field=(field or {}).get(result.code, ""))
    return result


def refusal(case: Case, refused: engine.Refused, *, field: str = "") -> CaseError:
    """The engine's refusal in names instead of keys."""
    params: dict[str, Any] = dict(refused.params)
    if "body" in params:
        params["body"] = (
            Body.objects.filter(key=params["body"]).values_list("name", flat=True).first() or params["body"]
        )
    if "person" in params:
        params["person"] = (
            User.objects.filter(pk=params["person"]).values_list("name", flat=True).first() or params["person"]
        )
    if "stage" in params:
        stage = case.route_version.parsed.stage(params["stage"])
        params["stage"] = stage.title if stage else params["stage"]
    if "day" in params:
        params["day"] = language_day(params["day"])
    return CaseError(refused.code, field=field, **params)


def carry_out(case: Case, result: engine.Step, *, at: datetime) -> list[Assignment]:
    """Save the effects and where the case stands. Gives the assignments that are new.

    The number of queries does not grow with the number of bodies.
    """
    bodies = _bodies(case, _named(result.effects))
    changes, before = _Changes(case, at), case.stage
    for effect in result.effects:
        match effect:
            case engine.Lapse(body, number):
                changes.lapse(bodies[body], number)
            case engine.EnterStage(stage, number, again):
                case.stage, case.round = stage, number
                case.entered_round = case.entered_round if again else number
            case engine.Ask(body, role, turn, deadline):
                changes.ask(bodies[body], role, turn, deadline)
            case engine.Inherit(body, before, turn):
                changes.inherit(bodies[body], bodies[before], turn)
            case engine.Extend(body, number, deadline, rests_until):
                changes.extend(bodies[body], number, deadline, rests_until)
            case engine.Hold(body, turn, deadline):
                changes.hold(bodies[body], turn, deadline)
            case engine.Finish(_, _):
                case.stage, case.ended_at = "", at
    asked = changes.save()
    case.status, case.end = result.state.status, result.state.end
    case.ahead = [[each.stage, each.outcome] for each in result.state.ahead]
    case.ended_at = case.ended_at if case.end else None
    if case.status != Case.Status.ENDED:
        case.closed_on = None  # opened again: the office has more to wait for
    case.due_on = first_due(case)
    case.save()
    tell_moves(case, case.route_version.parsed, before, result, at=at)
    return asked


def _bodies(case: Case, keys: set[str]) -> dict[str, Body]:
    """By key; those that the case knows already are not read again."""
    known = case.known_bodies or {}
    unknown = Body.objects.filter(key__in=keys - known.keys())
    return {key: body for key, body in known.items() if key in keys} | {body.key: body for body in unknown}


class _Changes:
    """What an act does to the turns of a case, saved together."""

    def __init__(self, case: Case, at: datetime) -> None:
        self.case, self.at = case, at
        self.lapsing: list[Q] = []
        self.asked: list[Assignment] = []
        self.due: dict[date | None, list[Q]] = {}
        self.held: list[tuple[Q, dict[str, Any]]] = []

    def lapse(self, body: Body, number: int) -> None:
        self.lapsing.append(self._turn(body, number))

    def ask(self, body: Body, role: str, turn: engine.Turn, deadline: Deadline | None) -> None:
        asked = Assignment(case=self.case, stage=self.case.stage, round=turn.round, body=body, role=role)
        asked.opened_at, asked.due_on = self.at, self._due(deadline, turn.rests_until)
        for name, value in _people(turn).items():
            setattr(asked, name, value)
        self.asked.append(asked)

    def inherit(self, body: Body, before: Body, turn: engine.Turn) -> None:
        """The turn of a body that is no more, with its time, for the one that follows."""
        had = Assignment.objects.filter(self._turn(before, turn.round), case=self.case).get()
        asked = Assignment(case=self.case, stage=had.stage, round=had.round, body=body, role=had.role)
        asked.opened_at, asked.due_on, asked.rests_until = self.at, had.due_on, turn.rests_until
        self.asked.append(asked)

    def extend(self, body: Body, number: int, deadline: Deadline | None, rests_until: date | None) -> None:
        due = self._due(deadline, rests_until)
        self.due.setdefault(due, []).append(self._turn(body, number))

    def hold(self, body: Body, turn: engine.Turn, deadline: Deadline | None) -> None:
        due = {} if deadline is None else {"due_on": self._due(deadline, turn.rests_until)}
        self.held.append((self._turn(body, turn.round), {**_people(turn), **due}))

    def save(self) -> list[Assignment]:
        turns = Assignment.objects.filter(case=self.case)
        if self.lapsing:
            turns.filter(reduce(or_, self.lapsing)).update(state=Assignment.State.LAPSED)
        for due, which in self.due.items():
            turns.filter(reduce(or_, which)).update(due_on=due)
        for turn, values in self.held:
            turns.filter(turn).update(**values)
        return Assignment.objects.bulk_create(self.asked)

    def _turn(self, body: Body, number: int) -> Q:
        return Q(stage=self.case.stage, body=body, round=number)

    def _due(self, deadline: Deadline | None, rests_until: date | None) -> date | None:
        """The last day to answer; the time of what rests begins when it comes back."""
        today = timezone.localdate(self.at)
        start = max(today, rests_until or today)
        return due_on(start, deadline, swedish_holidays(start))


def _people(turn: engine.Turn) -> dict[str, Any]:
    """Who has the turn and how long it rests, as its row's columns."""
    return {
        "person_id": turn.person or None,
        "delegate_id": turn.delegate or None,
        "delegated_until": turn.delegated_until,
        "rests_until": turn.rests_until,
    }


def first_due(case: Case) -> Any:
    """The day that the case waits for: that of the open supplement, or the nearest of those who are asked."""
    if case.status == Case.Status.ENDED:
        return None
    if case.status == Case.Status.SUPPLEMENT:
        return case.supplements.filter(answered_at=None).values_list("due_on", flat=True).first()
    waiting = case.assignments.filter(state=Assignment.State.WAITING, due_on__isnull=False)
    return waiting.order_by("due_on").values_list("due_on", flat=True).first()


def after(result: engine.Step) -> dict[str, Any]:
    """Where the case stands and what chose the way there, which `verify_audit` compares a replay with."""
    now = result.state
    led = [effect for effect in result.effects if isinstance(effect, engine.Led)]
    chosen = [told_of(effect) for effect in led if effect.truths and not effect.stood]
    stood = passed_by(result)
    return {
        **({"led": chosen[0]} if chosen else {}),
        **({"stood": stood} if stood else {}),
        "status": now.status,
        "stage": now.stage,
        "round": now.round,
        "asked": list(now.turns),
        "end": now.end,
    }


def _named(effects: Iterable[engine.Effect]) -> set[str]:
    about = engine.Lapse | engine.Ask | engine.Extend | engine.Hold | engine.Inherit
    before = {effect.before for effect in effects if isinstance(effect, engine.Inherit)}
    return before | {effect.body for effect in effects if isinstance(effect, about)}
