"""Between what an editor draws (stream blocks) and the route of docs/formats.md, both ways, without loss."""

import re
from typing import TYPE_CHECKING, Any

from .domain.structure import SCHEMA

if TYPE_CHECKING:
    from .models import Route

Json = Any
Block = dict[str, Any]
# The members of each kind of outcome, beside key, label and whether a reason is needed.
LEADING = ("to",)
DECIDING = ("to", "grants")
OUTCOMES: dict[str, tuple[str, ...]] = {
    "support": LEADING,
    "submit": LEADING,
    "approve": DECIDING,
    "approve_in_part": DECIDING,
    "oppose": LEADING,
    "reject": LEADING,
    "remit": LEADING,
    "defer": (),
    "request_supplement": ("lapses",),
}


def compile_route(route: "Route") -> Json:
    """The definition of the route as it stands, members with their default left out. Checks nothing."""
    stages, ends = compile_stages(route.stages.get_prep_value())
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
        **given(introduction=route.introduction, reads=given(**reads)),
    }


def decompile(definition: Json) -> list[Block]:
    """The raw stream value of a definition's stages and ends, every id kept."""
    return [_write_stage(stage) for stage in definition["stages"]] + [_write_end(end) for end in definition["ends"]]


def compile_stages(stream: list[Block]) -> tuple[list[Json], list[Json]]:
    """Stages and ends, each in their order."""
    return (
        [_read_stage(block) for block in stream if block["type"] == "stage"],
        [_read_end(block) for block in stream if block["type"] == "end"],
    )


def given(**members: Json) -> dict[str, Json]:
    """Those that are not their default, which is empty, false or nothing for each of them."""
    return {name: value for name, value in members.items() if value}


def _read_stage(block: Block) -> Json:
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
        "outcomes": [_read_outcome(outcome) for outcome in value.get("outcomes") or []],
        **given(
            station=value.get("station"),
            help=value.get("help"),
            answers=_read_rule(rule, value.get("n")),
            one_refusal_settles=value.get("one_refusal_settles"),
            deadline=_read_deadline(value),
            remind_days_before=[int(days) for days in re.findall(r"\d+", value.get("remind_days_before") or "")],
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


def _read_outcome(block: Block) -> Json:
    value = block["value"]
    members = {name: value.get(name) for name in OUTCOMES[block["type"]]}
    return {
        **_named(block, "label"),
        "kind": block["type"],
        **given(needs_reason=value.get("needs_reason"), **members),
    }


def _read_end(block: Block) -> Json:
    return {**_named(block, "title"), "kind": block["value"].get("kind") or ""}


def _named(block: Block, name: str) -> Json:
    value = block["value"]
    return {"id": block.get("id") or "", "key": value.get("key") or "", name: value.get(name) or ""}


def _write_stage(stage: Json) -> Block:
    deadline = stage.get("deadline") or {}
    answers = stage.get("answers") or {}
    value = {
        "title": stage["title"],
        "station": stage.get("station", ""),
        "help": stage.get("help", ""),
        "actor": stage["actor"]["kind"],
        "body": stage["actor"].get("body", ""),
        "field": stage["actor"].get("field", ""),
        "role": stage["role"],
        "rule": answers.get("rule", "all"),
        "n": answers.get("n"),
        "one_refusal_settles": stage.get("one_refusal_settles", False),
        "days": deadline.get("days"),
        "unit": deadline.get("unit", "calendar"),
        "remind_days_before": ", ".join(str(days) for days in stage.get("remind_days_before") or []),
        "outcomes": [_write_outcome(outcome) for outcome in stage["outcomes"]],
        "key": stage["key"],
    }
    return {"type": "stage", "id": stage["id"], "value": value}


def _write_outcome(outcome: Json) -> Block:
    empty = {"to": "", "grants": False, "lapses": False}
    members = {name: outcome.get(name, empty[name]) for name in OUTCOMES[outcome["kind"]]}
    value = {
        "label": outcome["label"],
        "needs_reason": outcome.get("needs_reason", False),
        **members,
        "key": outcome["key"],
    }
    return {"type": outcome["kind"], "id": outcome["id"], "value": value}


def _write_end(end: Json) -> Block:
    return {
        "type": "end",
        "id": end["id"],
        "value": {"title": end["title"], "kind": end["kind"], "key": end["key"]},
    }
