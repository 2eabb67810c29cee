"""How an act moves a case: lock, ask the engine, save what follows. The verbs beside this file use it."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.domain import state as engine
from cases.domain.deadlines import due_on
from cases.domain.engine import step
from cases.domain.route import Deadline
from cases.errors import CaseError
from cases.models import Assignment, Case
from cases.queries.calendar import swedish_holidays
from cases.queries.standing_of_case import state_of
from people.models import Body


def locked(case: Case) -> Case:
    """The case as it is now, nobody else's until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("route_version", "submission").get(pk=case.pk)


def next_step(
    case: Case,
    move: engine.Move,
    *,
    at: datetime,
    state: engine.CaseState | None = None,
    granted: Decimal | None = None,
) -> engine.Step:
    """What the engine makes of the move, which may grant so much. Raises CaseError when it refuses."""
    now = state if state is not None else state_of(case, on=timezone.localdate(at), granted=granted)
    result = step(case.route_version.parsed, now, move)
    if isinstance(result, engine.Refused):
        raise refusal(case, result)
    return result


def refusal(case: Case, refused: engine.Refused) -> CaseError:
    """The engine's refusal in names instead of keys."""
    params: dict[str, Any] = dict(refused.params)
    if "body" in params:
        params["body"] = (
            Body.objects.filter(key=params["body"]).values_list("name", flat=True).first() or params["body"]
        )
    if "stage" in params:
        stage = case.route_version.parsed.stage(params["stage"])
        params["stage"] = stage.title if stage else params["stage"]
    return CaseError(refused.code, **params)


def carry_out(case: Case, result: engine.Step, *, at: datetime) -> list[Assignment]:
    """Save the effects and where the case stands. Gives the assignments that are new."""
    bodies = {body.key: body for body in Body.objects.filter(key__in=_named(result.effects))}
    asked: list[Assignment] = []
    for effect in result.effects:
        match effect:
            case engine.Lapse(body, number):
                _turn(case, bodies[body], number).update(state=Assignment.State.LAPSED)
            case engine.EnterStage(stage, number, again):
                case.stage, case.round = stage, number
                case.entered_round = case.entered_round if again else number
            case engine.Ask(body, role, number, deadline):
                asked.append(_ask(case, bodies[body], role, number, _due(deadline, at), at))
            case engine.Extend(body, number, deadline):
                _turn(case, bodies[body], number).update(due_on=_due(deadline, at))
            case engine.Finish(end, _):
                case.stage, case.end, case.ended_at = "", end, at
    case.status = result.state.status
    case.due_on = first_due(case)
    case.save()
    return asked


def first_due(case: Case) -> Any:
    """The day that the case waits for: that of the open supplement, or the nearest of those who are asked."""
    if case.status == Case.Status.SUPPLEMENT:
        return case.supplements.filter(answered_at=None).values_list("due_on", flat=True).first()
    waiting = case.assignments.filter(state=Assignment.State.WAITING, due_on__isnull=False)
    return waiting.order_by("due_on").values_list("due_on", flat=True).first()


def after(result: engine.Step) -> dict[str, Any]:
    """Where the case stands and what chose the way there, which `verify_audit` compares a replay with."""
    now = result.state
    chosen = [effect for effect in result.effects if isinstance(effect, engine.Led) and effect.truths]
    led = {"led": vars(chosen[0]) | {"truths": list(chosen[0].truths)}} if chosen else {}
    return {
        **led,
        "status": now.status,
        "stage": now.stage,
        "round": now.round,
        "asked": list(now.turns),
        "end": now.end,
    }


def _named(effects: Iterable[engine.Effect]) -> set[str]:
    return {effect.body for effect in effects if isinstance(effect, engine.Lapse | engine.Ask | engine.Extend)}


def _turn(case: Case, body: Body, number: int) -> Any:
    return Assignment.objects.filter(case=case, stage=case.stage, body=body, round=number)


def _ask(case: Case, body: Body, role: str, number: int, due: Any, at: datetime) -> Assignment:
    return Assignment.objects.create(
        case=case, stage=case.stage, round=number, body=body, role=role, opened_at=at, due_on=due
    )


def _due(deadline: Deadline | None, at: datetime) -> Any:
    start = timezone.localdate(at)
    return due_on(start, deadline, swedish_holidays(start))
