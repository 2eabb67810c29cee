"""A route from its JSON (docs/formats.md), read strictly: every problem of the shape is told at once."""

import json

from forms.domain.conditions import Condition

from .converters import ROUTES
from .members import KEY, SLUG, Members
from .problems import DefinitionProblem, InvalidDefinition
from .structure import (
    ACTORS,
    END_KINDS,
    LAPSING,
    OUTCOME_KINDS,
    ROLES,
    RULES,
    SCHEMA,
    TELL_ON,
    TELL_WHOM,
    UNITS,
    Actor,
    Deadline,
    End,
    Lapsing,
    Limit,
    Message,
    Outcome,
    Quorum,
    Reads,
    RouteDefinition,
    Stage,
    Way,
)

MAXIMUM_BYTES = 1024 * 1024
MAXIMUM_STAGES = 50
MAXIMUM_OUTCOMES = 20
MAXIMUM_ENDS = 20
MAXIMUM_REMINDERS = 5
MAXIMUM_WAYS = 10
MAXIMUM_MESSAGES = 20
MAXIMUM_LIMITS = 20
MAXIMUM_SECTIONS = 50


def parse_route(source: object) -> RouteDefinition:
    """A definition from its JSON (parsed). Raises InvalidDefinition with every problem of the shape."""
    source = _readable(source)
    problems: list[DefinitionProblem] = []
    top = Members(source, problems)
    top.number("schema")
    top.one_of("kind", {"route"})
    route = RouteDefinition(
        key=top.slug("key"),
        title=top.text("title", required=True, maximum=120),
        introduction=top.text("introduction", maximum=5000),
        opens_with=top.slug("opens_with"),
        reads=_reads(top.inner("reads")),
        stages=tuple(_stage(stage) for stage in top.list("stages", maximum=MAXIMUM_STAGES, required=True)),
        ends=tuple(_end(end) for end in top.list("ends", maximum=MAXIMUM_ENDS, required=True)),
        limits=tuple(_limit(limit) for limit in top.list("limits", maximum=MAXIMUM_LIMITS)),
    )
    top.close()
    if problems:
        raise InvalidDefinition(tuple(problems))
    return route


def _readable(source: object) -> object:
    """The route in the format of today; raises InvalidDefinition where nothing more can be said of it."""
    if not isinstance(source, dict):
        raise InvalidDefinition((DefinitionProblem("not_an_object", "", {"member": ""}),))
    schema = source.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise InvalidDefinition((DefinitionProblem("schema_too_new", "", {"schema": schema, "known": SCHEMA}),))
    raised = ROUTES.raised(source)
    if not isinstance(raised, dict) or raised.get("schema") != SCHEMA or isinstance(schema, bool):
        raise InvalidDefinition((DefinitionProblem("schema_unknown", "", {"known": SCHEMA}),))
    if len(json.dumps(source, ensure_ascii=False).encode("utf-8", "surrogatepass")) > MAXIMUM_BYTES:
        raise InvalidDefinition((DefinitionProblem("definition_too_large", "", {"maximum": MAXIMUM_BYTES}),))
    return raised


def _reads(members: Members | None) -> Reads:
    if members is None:
        return Reads()
    reads = Reads(
        **{name: members.key(name, required=False) for name in ("title", "groups", "period", "budget", "obligations")}
    )
    members.close()
    return reads


def _stage(members: Members) -> Stage:
    deadline = members.inner("deadline")
    stage = Stage(
        id=members.text("id", required=True, maximum=60),
        key=members.key("key"),
        title=members.text("title", required=True, maximum=120),
        station=members.text("station", maximum=40),
        help=members.text("help", maximum=2000),
        actor=_actor(members.inner("actor", required=True)),
        role=members.one_of("role", ROLES),
        answers=_quorum(members.inner("answers")),
        one_refusal_settles=members.flag("one_refusal_settles"),
        deadline=None if deadline is None else _deadline(deadline),
        remind_days_before=members.numbers("remind_days_before", maximum=MAXIMUM_REMINDERS),
        remind_days_after=members.numbers("remind_days_after", maximum=MAXIMUM_REMINDERS),
        form=members.slug("form", required=False),
        agreement=members.flag("agreement"),
        messages=tuple(_message(item) for item in members.list("messages", maximum=MAXIMUM_MESSAGES)),
        outcomes=tuple(_outcome(item) for item in members.list("outcomes", maximum=MAXIMUM_OUTCOMES, required=True)),
    )
    members.close()
    return stage


def _actor(members: Members | None) -> Actor:
    if members is None:
        return Actor("")
    kind = members.one_of("kind", ACTORS)
    actor = Actor(
        kind,
        body=members.text("body", required=kind == "body", maximum=50, pattern=SLUG),
        field=members.key("field", required=kind == "answer"),
    )
    for name, value, owner in (("body", actor.body, "body"), ("field", actor.field, "answer")):
        if value and kind != owner:
            members.refuse("unknown_member", name)
    members.close()
    return actor


def _quorum(members: Members | None) -> Quorum:
    if members is None:
        return Quorum()
    rule = members.one_of("rule", RULES, default="all")
    quorum = Quorum(rule, members.number("n") if rule == "at_least" else 0)
    members.close()
    return quorum


def _deadline(members: Members) -> Deadline:
    deadline = Deadline(members.number("days"), members.one_of("unit", UNITS, default="calendar"))
    members.close()
    return deadline


def _message(members: Members) -> Message:
    on, to = members.one_of("on", TELL_ON), members.one_of("to", TELL_WHOM)
    message = Message(
        on,
        to,
        template=members.slug("template"),
        outcome=members.key("outcome", required=on == "outcome"),
        body=members.text("body", required=to == "body", maximum=50, pattern=SLUG),
    )
    if message.outcome and on != "outcome":
        members.refuse("unknown_member", "outcome")
    if message.body and to != "body":
        members.refuse("unknown_member", "body")
    members.close()
    return message


def _limit(members: Members) -> Limit:
    limit = Limit(
        key=members.slug("key"),
        name=members.text("name", required=True, maximum=80),
        amount=members.amount("amount"),
    )
    members.close()
    return limit


def _ways(members: Members) -> tuple[Way, ...]:
    """In their order. One way without a condition is no choice, and is read as the place that it leads to."""
    return tuple(_way(way) for way in members.list("to", maximum=MAXIMUM_WAYS))


def _way(members: Members) -> Way:
    when: Condition | None = members.condition("when")
    way = Way(members.key("to"), when)
    members.close()
    return way


def _outcome(members: Members) -> Outcome:
    ways = _ways(members) if members.is_list("to") else ()
    otherwise = next((way.to for way in ways if way.when is None), "")
    outcome = Outcome(
        id=members.text("id", required=True, maximum=60),
        key=members.key("key"),
        kind=members.one_of("kind", OUTCOME_KINDS),
        label=members.text("label", required=True, maximum=80),
        needs_reason=members.flag("needs_reason"),
        to=otherwise if ways else members.key("to", required=False),
        ways=ways if len(ways) > 1 or any(way.when for way in ways) else (),
        lapses=_lapsing(members),
        sections=members.texts("sections", maximum=MAXIMUM_SECTIONS, pattern=KEY),
        grants=members.flag("grants"),
        pays=members.flag("pays"),
    )
    members.close()
    return outcome


def _lapsing(members: Members) -> Lapsing:
    which = members.one_of("lapses", LAPSING, default="")
    start = members.key("lapses_from", required=which == "from")
    stages = members.texts("lapses_stages", maximum=MAXIMUM_STAGES, pattern=KEY)
    for name, value, owner in (("lapses_from", start, "from"), ("lapses_stages", stages, "stages")):
        if value and which != owner:
            members.refuse("unknown_member", name)
    return Lapsing(which, start, stages)


def _end(members: Members) -> End:
    end = End(
        id=members.text("id", required=True, maximum=60),
        key=members.key("key"),
        title=members.text("title", required=True, maximum=120),
        kind=members.one_of("kind", END_KINDS),
    )
    members.close()
    return end
