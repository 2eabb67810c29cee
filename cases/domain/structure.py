"""What a route is made of: stages, who answers, which outcomes there are and where they lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from forms.domain.conditions import Condition

from .converters import ROUTES

SCHEMA = ROUTES.current

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
TELL_ON = frozenset({"enter", "leave", "outcome"})
TELL_WHOM = frozenset({"applicants", "writer", "asked", "office", "association", "body"})
# Which approvals lapse when a supplement has come in; "" is none but the answer of the one who asked.
LAPSING = frozenset({"stage", "all", "from", "stages"})
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
class Way:
    """A stage or an end that an outcome leads to, and when; one without a condition is taken otherwise."""

    to: str
    when: Condition | None = None


@dataclass(frozen=True)
class Message:
    """Who is told what when the stage is entered or left, or answered in one way."""

    on: str
    to: str
    template: str
    outcome: str = ""  # an outcome's key, for `on` "outcome"
    body: str = ""  # a body's key, for `to` "body"


@dataclass(frozen=True)
class Lapsing:
    """Which answers count no longer when a supplement has come in, so that they are asked for again."""

    which: str = ""
    start: str = ""  # a stage's key, for "from": that stage and all after it
    stages: tuple[str, ...] = ()  # their keys, for "stages"; the stage that asked always answers again

    @property
    def places(self) -> tuple[str, ...]:
        """The stages that are named."""
        return (self.start,) if self.start else self.stages


@dataclass(frozen=True)
class Outcome:
    id: str
    key: str
    kind: str
    label: str
    needs_reason: bool = False
    to: str = ""  # where it leads; with several ways, where it leads otherwise
    ways: tuple[Way, ...] = ()  # empty where it leads to one place
    lapses: Lapsing = Lapsing()
    sections: tuple[str, ...] = ()  # of the form, that a supplement may open; empty means any
    grants: bool = False
    pays: bool = False  # what is granted is paid out at once

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Every place that it may lead to, each once."""
        return tuple(dict.fromkeys(way.to for way in self.ways or (Way(self.to),) if way.to))

    def way(self, truths: Sequence[bool | None]) -> str:
        """The first way whose condition is true; what is undetermined is not true."""
        for way, truth in zip(self.ways, truths, strict=False):
            if way.when is None or truth:
                return way.to
        return self.to

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
    remind_days_after: tuple[int, ...] = ()
    form: str = ""  # the key of a form that is filled in before the answer is given
    agreement: bool = False  # the agreement is drawn up here; its coming into force is the answer
    messages: tuple[Message, ...] = ()

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
class Limit:
    """An amount with a name, such as the director's delegation, as it was when the route was published."""

    key: str
    name: str
    amount: Decimal


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
    limits: tuple[Limit, ...] = ()

    @property
    def chooses(self) -> bool:
        """Whether any outcome's way depends on what was answered."""
        return any(outcome.ways for stage in self.stages for outcome in stage.outcomes)

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """Limits by their key."""
        return {limit.key: limit.amount for limit in self.limits}

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    def end(self, key: str) -> End | None:
        return next((end for end in self.ends if end.key == key), None)

    @property
    def withdrawn_end(self) -> End | None:
        return next((end for end in self.ends if end.kind == "withdrawn"), None)
