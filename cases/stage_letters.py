"""The letters that a stage of a route says itself, when a case comes to it and when it goes on."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from people.models import Mandate, User

from .domain import state as engine
from .domain.route import Message, RouteDefinition, Stage
from .models import Case
from .notices import recipients, send_from_template


def tell_moves(case: Case, route: RouteDefinition, before: str, result: engine.Step, *, at: datetime) -> None:
    """After the move is saved, in its transaction; `before` is the stage that the case stood at."""
    for place, message in _due(route, before, result):
        send_from_template(case, message.template, to=_readers(case, message, at), at=at, once=place)


def _due(route: RouteDefinition, before: str, result: engine.Step) -> Iterator[tuple[str, Message]]:
    """Each letter with what makes it one: the stage, its round and the moment."""
    led = next((effect for effect in result.effects if isinstance(effect, engine.Led)), None)
    entered = [effect for effect in result.effects if isinstance(effect, engine.EnterStage) and not effect.again]
    left = route.stage(before) if entered or result.state.end else None
    if left is not None:
        number = result.state.rounds.get(left.key, 0)
        yield from _of(left, number, "leave")
        if led is not None:
            yield from _of(left, number, "outcome", led.outcome)
    for effect in entered:
        stage = route.stage(effect.stage)
        if stage is not None:
            yield from _of(stage, effect.round, "enter")


def _of(stage: Stage, number: int, on: str, outcome: str = "") -> Iterator[tuple[str, Message]]:
    for place, message in enumerate(stage.messages):
        if message.on == on and message.outcome == outcome:
            yield f"{stage.key}.{number}.{on}.{place}", message


def _readers(case: Case, message: Message, at: datetime) -> list[User]:
    on = timezone.localdate(at)
    if message.to != "body":
        return recipients(case, message.to, on=on)
    mandates = Mandate.objects.valid(on).filter(body__key=message.body, user__is_active=True)
    return [mandate.user for mandate in mandates.select_related("user").order_by("user__name", "pk")]
