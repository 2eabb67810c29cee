"""The blocks that an editor draws a route with, from the route of docs/formats.md, every id kept."""

from typing import Any

from .compile import OUTCOMES
from .compile_ways import Kinds, item, kinds_of, write_ways

Json = Any
Block = dict[str, Any]


def decompile(definition: Json, kinds: Kinds | None = None) -> list[Block]:
    """The raw stream value of a definition's stages and ends, every id kept."""
    kinds = kinds if kinds is not None else kinds_of(None)
    stages = [_write_stage(stage, kinds) for stage in definition["stages"]]
    return stages + [_write_end(end) for end in definition["ends"]]


def _write_stage(stage: Json, kinds: Kinds) -> Block:
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
        "remind_days_after": ", ".join(str(days) for days in stage.get("remind_days_after") or []),
        "form": stage.get("form", ""),
        "agreement": stage.get("agreement", False),
        "messages": [
            item({"outcome": "", "body": "", **message}, stage, f"messages/{number}")
            for number, message in enumerate(stage.get("messages") or [])
        ],
        "outcomes": [_write_outcome(outcome, kinds) for outcome in stage["outcomes"]],
        "key": stage["key"],
    }
    return {"type": "stage", "id": stage["id"], "value": value}


def _write_outcome(outcome: Json, kinds: Kinds) -> Block:
    empty = {"to": "", "grants": False, "pays": False}
    members = {name: outcome.get(name, empty[name]) for name in OUTCOMES[outcome["kind"]]}
    if "to" in members:
        members |= write_ways(outcome, kinds)
    if outcome["kind"] == "request_supplement":
        members |= {"lapses": outcome.get("lapses") or "none", "lapses_from": outcome.get("lapses_from", "")}
        for name in ("lapses_stages", "sections"):
            keys = outcome.get(name) or []
            members[name] = [item(key, outcome, f"{name}/{number}") for number, key in enumerate(keys)]
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
