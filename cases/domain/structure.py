"""What a route is made of: stages, who answers, which outcomes there are and where they lead."""

from dataclasses import dataclass, field

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
