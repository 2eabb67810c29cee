"""The trail's events as the engine's moves, and the route that held when each was made."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from cases.audit import digest
from cases.domain.route import RouteDefinition
from cases.domain.state import (
    Answer,
    AnswerSupplement,
    Delegate,
    LiftRecusal,
    Move,
    Open,
    Reassign,
    Recuse,
    Reopen,
    RequestSupplement,
    Resume,
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
