"""The route of docs/formats.md from what an editor draws (stream blocks), without loss; decompile.py goes back."""

import re
from typing import TYPE_CHECKING, Any

from .blocks.outcomes import with_lapsing
from .compile_ways import Kinds, items, kinds_of, limits_of, read_ways
from .domain.structure import SCHEMA

if TYPE_CHECKING:
    from .models import Route

Json = Any
Block = dict[str, Any]
# The members of each kind of outcome, beside key, label and whether a reason is needed.
LEADING = ("to",)
DECIDING = ("to", "grants", "pays")
OUTCOMES: dict[str, tuple[str, ...]] = {
    "support": LEADING,
    "submit": LEADING,
    "approve": DECIDING,
    "approve_in_part": DECIDING,
    "oppose": LEADING,
    "reject": LEADING,
    "remit": LEADING,
    "defer": (),
    "request_supplement": (),
}


def compile_route(route: "Route") -> Json:
    """The definition of the route as it stands, members with their default left out. Checks nothing."""
    stages, ends = compile_stages(route.stages.get_prep_value(), kinds_of(route.form if route.form_id else None))
    reads = {
        "title": route.title_field,
        "groups": route.groups_field,
        "period": route.period_field,
        "budget": route.budget_field,
        "obligations": route.obligations_field,
    }
    return {
        "schema": SCHEMA,
        "kind": "route",
        "key": route.key,
        "title": route.title,
        "opens_with": route.form.key if route.form_id else "",
        "stages": stages,
        "ends": ends,
        **given(introduction=route.introduction, reads=given(**reads), limits=limits_of(stages)),
    }


def compile_stages(stream: list[Block], kinds: Kinds | None = None) -> tuple[list[Json], list[Json]]:
    """Stages and ends, each in their order."""
    kinds = kinds if kinds is not None else kinds_of(None)
    return (
        [_read_stage(block, kinds) for block in stream if block["type"] == "stage"],
        [_read_end(block) for block in stream if block["type"] == "end"],
    )


def given(**members: Json) -> dict[str, Json]:
    """Those that are not their default, which is empty, false or nothing for each of them."""
    return {name: value for name, value in members.items() if value}


def _read_stage(block: Block, kinds: Kinds) -> Json:
    value = block["value"]
    actor = value.get("actor") or ""
    rule = value.get("rule") or "all"
    return {
        **_named(block, "title"),
        "actor": {
            "kind": actor,
            **({"body": value.get("body") or ""} if actor == "body" else {}),
            **({"field": value.get("field") or ""} if actor == "answer" else {}),
        },
        "role": value.get("role") or "",
        "outcomes": [_read_outcome(outcome, kinds) for outcome in value.get("outcomes") or []],
        **given(
            station=value.get("station"),
            help=value.get("help"),
            answers=_read_rule(rule, value.get("n")),
            one_refusal_settles=value.get("one_refusal_settles"),
            deadline=_read_deadline(value),
            remind_days_before=_read_days(value.get("remind_days_before")),
            remind_days_after=_read_days(value.get("remind_days_after")),
            form=value.get("form"),
            agreement=value.get("agreement"),
            messages=[_read_message(row) for row in items(value.get("messages"))],
        ),
    }


def _read_days(typed: str | None) -> list[int]:
    return [int(days) for days in re.findall(r"\d+", typed or "")]


def _read_message(value: Block) -> Json:
    on, to = value.get("on") or "", value.get("to") or ""
    return {
        "on": on,
        "to": to,
        "template": value.get("template") or "",
        **given(
            outcome=value.get("outcome") if on == "outcome" else "",
            body=value.get("body") if to == "body" else "",
        ),
    }


def _read_rule(rule: str, n: int | None) -> Json:
    if rule == "all":
        return None
    return {"rule": rule} | ({"n": n or 0} if rule == "at_least" else {})


def _read_deadline(value: Block) -> Json:
    if value.get("days") is None:
        return None
    unit = value.get("unit") or "calendar"
    return {"days": value["days"]} | ({} if unit == "calendar" else {"unit": unit})


def _read_outcome(block: Block, kinds: Kinds) -> Json:
    value = block["value"]
    members = {name: value.get(name) for name in OUTCOMES[block["type"]]}
    if "to" in members:
        members["to"] = read_ways(value, kinds)
    if block["type"] == "request_supplement":
        members = _read_lapsing(with_lapsing(value))
        members["sections"] = [key for key in items(value.get("sections")) if key]
    return {
        **_named(block, "label"),
        "kind": block["type"],
        **given(needs_reason=value.get("needs_reason"), **members),
    }


def _read_lapsing(value: Block) -> Json:
    which = value["lapses"]
    stages = [key for key in items(value.get("lapses_stages")) if key]
    return {
        "lapses": "" if which == "none" else which,
        "lapses_from": value.get("lapses_from") if which == "from" else "",
        "lapses_stages": stages if which == "stages" else [],
    }


def _read_end(block: Block) -> Json:
    return {**_named(block, "title"), "kind": block["value"].get("kind") or ""}


def _named(block: Block, name: str) -> Json:
    value = block["value"]
    return {"id": block.get("id") or "", "key": value.get("key") or "", name: value.get(name) or ""}
