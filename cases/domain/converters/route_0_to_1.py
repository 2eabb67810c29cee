"""Schema 0 of routes, which the format was tried in, to schema 1.

Who acts was one word (`body:rar-styrelse`), and a deadline two members; each became an object of its own.
"""

from forms.domain.converters.chain import Json, Object, renamed, with_each

STAGE = {"who": "actor", "remind_before": "remind_days_before"}
# What stood after the colon, by the word before it.
NAMED = {"body": "body", "answer": "field"}


def route_0_to_1(route: Object) -> dict[str, Json]:
    return with_each(route, "stages", _stage)


def _stage(stage: Object) -> dict[str, Json]:
    return _with_deadline(_with_actor(renamed(stage, STAGE)))


def _with_actor(stage: Object) -> dict[str, Json]:
    actor = stage.get("actor")
    if not isinstance(actor, str):
        return dict(stage)
    kind, _colon, name = actor.partition(":")
    return {**stage, "actor": {"kind": kind} | ({NAMED.get(kind, "name"): name} if name else {})}


def _with_deadline(stage: Object) -> dict[str, Json]:
    """`"days": 14, "working_days": true` as `{"days": 14, "unit": "working"}`."""
    if "days" not in stage or "deadline" in stage:
        return dict(stage)
    rest = {name: value for name, value in stage.items() if name not in ("days", "working_days")}
    return {**rest, "deadline": {"days": stage["days"], "unit": "working" if stage.get("working_days") else "calendar"}}
