"""A route as JSON, and the checksum of it."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from forms.domain import conditions

from .structure import SCHEMA, Deadline, Message, Outcome, Quorum, RouteDefinition, Stage, Way


def to_json(route: RouteDefinition) -> dict[str, Any]:
    """The JSON of a definition, without the members whose value is the default."""
    return {
        "schema": SCHEMA,
        "kind": "route",
        "key": route.key,
        "title": route.title,
        "opens_with": route.opens_with,
        "stages": [_stage_json(stage) for stage in route.stages],
        "ends": [{"id": end.id, "key": end.key, "title": end.title, "kind": end.kind} for end in route.ends],
        **_given(
            introduction=route.introduction,
            reads=_given(**vars(route.reads)),
            limits=[
                {"key": limit.key, "name": limit.name, "amount": plain_amount(limit.amount)} for limit in route.limits
            ],
        ),
    }


def _given(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}


def _stage_json(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "key": stage.key,
        "title": stage.title,
        "actor": {"kind": stage.actor.kind, **_given(body=stage.actor.body, field=stage.actor.field)},
        "role": stage.role,
        "outcomes": [_outcome_json(outcome) for outcome in stage.outcomes],
        **_given(
            station=stage.station,
            help=stage.help,
            answers=None if stage.answers == Quorum() else _quorum_json(stage.answers),
            one_refusal_settles=stage.one_refusal_settles,
            deadline=None if stage.deadline is None else _deadline_json(stage.deadline),
            remind_days_before=list(stage.remind_days_before),
            remind_days_after=list(stage.remind_days_after),
            form=stage.form,
            agreement=stage.agreement,
            messages=[_message_json(message) for message in stage.messages],
        ),
    }


def _quorum_json(quorum: Quorum) -> dict[str, Any]:
    return {"rule": quorum.rule, **({"n": quorum.n} if quorum.rule == "at_least" else {})}


def _deadline_json(deadline: Deadline) -> dict[str, Any]:
    return {"days": deadline.days, **({} if deadline.unit == "calendar" else {"unit": deadline.unit})}


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "key": outcome.key,
        "kind": outcome.kind,
        "label": outcome.label,
        **_given(
            needs_reason=outcome.needs_reason,
            to=[_way_json(way) for way in outcome.ways] or outcome.to,
            lapses=outcome.lapses.which,
            lapses_from=outcome.lapses.start,
            lapses_stages=list(outcome.lapses.stages),
            sections=list(outcome.sections),
            grants=outcome.grants,
            pays=outcome.pays,
        ),
    }


def _way_json(way: Way) -> dict[str, Any]:
    return {"to": way.to} | ({} if way.when is None else {"when": conditions.dump(way.when)})


def _message_json(message: Message) -> dict[str, Any]:
    named = {"on": message.on, "to": message.to, "template": message.template}
    return named | _given(outcome=message.outcome, body=message.body)


def plain_amount(amount: Decimal) -> str:
    """Kronor as they stand in a definition: 100000, or 1547.50."""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def canonical(definition: Mapping[str, Any]) -> str:
    """The one way to write a definition, which its checksum is taken of."""
    return json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(definition: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(definition).encode()).hexdigest()
