"""What a route is: stages, who answers, which outcomes there are and where they lead; see docs/formats.md."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .members import SLUG, Members
from .problems import DefinitionProblem, InvalidDefinition

SCHEMA = 1
MAXIMUM_BYTES = 1024 * 1024
MAXIMUM_STAGES = 50
MAXIMUM_OUTCOMES = 20
MAXIMUM_ENDS = 20
MAXIMUM_REMINDERS = 5

# The same words as people.Role; the domain knows no tables.
ROLES = frozenset({"chair", "member", "process_leader", "director", "case_officer", "registrar"})
ACTORS = frozenset({"applicants", "body", "answer", "office"})
RULES = frozenset({"all", "majority", "at_least", "any"})
UNITS = frozenset({"calendar", "working"})
END_KINDS = frozenset({"granted", "rejected", "withdrawn", "closed"})

APPROVING = frozenset({"approve", "approve_in_part"})
FORWARD = APPROVING | {"support", "submit"}
REFUSING = frozenset({"oppose", "reject"})
# These leave the case where it stands: the stage goes on.
STAYING = frozenset({"request_supplement", "defer"})
OUTCOME_KINDS = FORWARD | REFUSING | STAYING | {"remit"}


@dataclass(frozen=True)
class Actor:
    kind: str
    body: str = ""  # a body's key, for kind "body"
    field: str = ""  # a body field of the form, for kind "answer"


@dataclass(frozen=True)
class Quorum:
    """How many bodies must give a forward answer."""

    rule: str = "all"
    n: int = 0

    def needed(self, asked: int) -> int:
        """How many forward answers of `asked` bodies move the case on; never more than there are bodies."""
        wanted = {"all": asked, "majority": asked // 2 + 1, "at_least": self.n, "any": 1}[self.rule]
        return min(wanted, asked)


@dataclass(frozen=True)
class Deadline:
    days: int
    unit: str = "calendar"


@dataclass(frozen=True)
class Outcome:
    id: str
    key: str
    kind: str
    label: str
    needs_reason: bool = False
    to: str = ""
    lapses: bool = False
    grants: bool = False

    @property
    def is_forward(self) -> bool:
        return self.kind in FORWARD

    @property
    def is_refusing(self) -> bool:
        return self.kind in REFUSING


@dataclass(frozen=True)
class Stage:
    id: str
    key: str
    title: str
    actor: Actor
    role: str
    outcomes: tuple[Outcome, ...]
    station: str = ""
    help: str = ""
    answers: Quorum = Quorum()
    one_refusal_settles: bool = False
    deadline: Deadline | None = None
    remind_days_before: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The short name, as it stands on the line of stations."""
        return self.station or self.title

    @property
    def decides(self) -> bool:
        """Whether an answer here is a decision, with a day, a § and amounts."""
        return any(outcome.grants for outcome in self.outcomes)

    @property
    def supplement(self) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.kind == "request_supplement"), None)

    def outcome(self, key: str) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)


@dataclass(frozen=True)
class End:
    id: str
    key: str
    title: str
    kind: str


@dataclass(frozen=True)
class Reads:
    """Which fields of the form the case is made from; each may be empty."""

    title: str = ""
    groups: str = ""
    period: str = ""
    budget: str = ""
    obligations: str = ""


@dataclass(frozen=True)
class RouteDefinition:
    key: str
    title: str
    opens_with: str
    stages: tuple[Stage, ...]
    ends: tuple[End, ...]
    introduction: str = ""
    reads: Reads = field(default_factory=Reads)

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    def end(self, key: str) -> End | None:
        return next((end for end in self.ends if end.key == key), None)

    @property
    def withdrawn_end(self) -> End | None:
        return next((end for end in self.ends if end.kind == "withdrawn"), None)


def parse_route(source: object) -> RouteDefinition:
    """A definition from its JSON (parsed). Raises InvalidDefinition with every problem of the shape."""
    _refuse_what_cannot_be_read(source)
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
    )
    top.close()
    if problems:
        raise InvalidDefinition(tuple(problems))
    return route


def _refuse_what_cannot_be_read(source: object) -> None:
    if not isinstance(source, dict):
        raise InvalidDefinition((DefinitionProblem("not_an_object", "", {"member": ""}),))
    schema = source.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise InvalidDefinition((DefinitionProblem("schema_too_new", "", {"schema": schema, "known": SCHEMA}),))
    if schema != SCHEMA or isinstance(schema, bool):
        raise InvalidDefinition((DefinitionProblem("schema_unknown", "", {"known": SCHEMA}),))
    if len(json.dumps(source, ensure_ascii=False).encode()) > MAXIMUM_BYTES:
        raise InvalidDefinition((DefinitionProblem("definition_too_large", "", {"maximum": MAXIMUM_BYTES}),))


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


def _outcome(members: Members) -> Outcome:
    outcome = Outcome(
        id=members.text("id", required=True, maximum=60),
        key=members.key("key"),
        kind=members.one_of("kind", OUTCOME_KINDS),
        label=members.text("label", required=True, maximum=80),
        needs_reason=members.flag("needs_reason"),
        to=members.key("to", required=False),
        lapses=members.flag("lapses"),
        grants=members.flag("grants"),
    )
    members.close()
    return outcome


def _end(members: Members) -> End:
    end = End(
        id=members.text("id", required=True, maximum=60),
        key=members.key("key"),
        title=members.text("title", required=True, maximum=120),
        kind=members.one_of("kind", END_KINDS),
    )
    members.close()
    return end


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
        **_given(introduction=route.introduction, reads=_given(**vars(route.reads))),
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
            to=outcome.to,
            lapses=outcome.lapses,
            grants=outcome.grants,
        ),
    }


def canonical(definition: Mapping[str, Any]) -> str:
    """The one way to write a definition, which its checksum is taken of."""
    return json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(definition: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(definition).encode()).hexdigest()
