"""The trail's events as the engine's moves, what they say of the way that was taken, and the route that held then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from cases.audit import digest
from cases.domain.engine import step
from cases.domain.route import RouteDefinition
from cases.domain.state import (
    Answer,
    AnswerSupplement,
    CaseState,
    Delegate,
    Led,
    LiftRecusal,
    Move,
    Open,
    Passed,
    Reassign,
    Recuse,
    Refused,
    Reopen,
    RequestSupplement,
    Resume,
    Step,
    Succeed,
    TakeOver,
    Withdraw,
)
from cases.models import Case, CaseEvent, RouteVersion


def move_of(event: CaseEvent) -> Move | None:
    """The move that the event was; None for what does not move the case."""
    make = MOVES.get(event.kind)
    return make(event, event.data) if make else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _answer(event: CaseEvent, data: Mapping[str, Any]) -> Answer:
    on = timezone.localdate(event.at)
    return Answer(data["body"], data["outcome"], event.actor_id or 0, on, _day(data.get("until")))


def _supplement(event: CaseEvent, data: Mapping[str, Any]) -> RequestSupplement:
    on = timezone.localdate(event.at)
    return RequestSupplement(data["body"], tuple(data["sections"]), event.actor_id or 0, on)


def _delegate(event: CaseEvent, data: Mapping[str, Any]) -> Delegate:
    return Delegate(data["body"], data["person"], date.fromisoformat(data["until"]), event.actor_id or 0)


MOVES: dict[str, Callable[[CaseEvent, Mapping[str, Any]], Move]] = {
    "opened": lambda event, data: Open(tuple(data["groups"])),
    "answered": _answer,
    "supplement_requested": _supplement,
    "supplement_answered": lambda event, data: AnswerSupplement(),
    "withdrawn": lambda event, data: Withdraw(),
    "resumed": lambda event, data: Resume(data["body"]),
    "reassigned": lambda event, data: Reassign(data["body"], data["person"] or 0, data["to"]),
    "taken_over": lambda event, data: TakeOver(data["body"], data["person"]),
    "delegated": _delegate,
    "recused": lambda event, data: Recuse(data["person"], data["stage"]),
    "recusal_lifted": lambda event, data: LiftRecusal(data["person"], data["stage"]),
    "body_followed": lambda event, data: Succeed(tuple(data["before"]), tuple(data["bodies"])),
    "reopened": lambda event, data: Reopen(data["stage"]),
}


def routes_of(case: Case) -> dict[str, RouteDefinition]:
    """The versions of the case's route that events may name, by their digest."""
    versions = RouteVersion.objects.filter(route=case.route_version.route_id)
    return {digest(version.definition): version.parsed for version in versions}


def with_routes(case: Case, events: list[CaseEvent]) -> list[tuple[CaseEvent, RouteDefinition | None]]:
    """Each event with the route that the case followed when it had happened; None where that is not kept."""
    known = routes_of(case)
    route: RouteDefinition | None = None
    found = []
    for event in events:
        if "route_sha256" in event.data:
            route = known.get(event.data["route_sha256"])
        found.append((event, route))
    return found


def told_of(led: Led) -> dict[str, Any]:
    return {"stage": led.stage, "outcome": led.outcome, "to": led.to, "truths": list(led.truths)}


def passed_by(result: Step) -> list[dict[str, Any]]:
    """The stages that were passed by because their answers stood, as the trail tells them."""
    return [told_of(effect) for effect in result.effects if isinstance(effect, Led) and effect.stood]


def chosen_in(event: CaseEvent) -> list[dict[str, Any]]:
    """What chose the way in an event: at the stage that was left, and at those that were passed by."""
    after = event.data["after"]
    return [*([after["led"]] if "led" in after else []), *after.get("stood", [])]


def as_it_was(state: CaseState, event: CaseEvent) -> CaseState:
    """The state as the move met it: who was asked then, and what chose the way, are in the event."""
    after = event.data["after"]
    truths = {(led["stage"], led["outcome"]): tuple(led["truths"]) for led in chosen_in(event)}
    return replace(state, bodies={after["stage"]: tuple(after["asked"])}, truths=truths)


def passed_in(case: Case) -> tuple[Passed, ...]:
    """The stages behind a case whose answers it stands on: what the trail leads to."""
    state = CaseState()
    for event, route in with_routes(case, list(case.events.order_by("seq"))):
        move = move_of(event)
        if move is not None and route is not None:
            result = step(route, as_it_was(state, event), move)
            state = state if isinstance(result, Refused) else result.state
    return state.passed
