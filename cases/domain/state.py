"""Where a case stands, what may be done to it, and what follows: the engine's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .facts import Truths
from .structure import Deadline, Lapsing

NOT_OPENED, WAITING, SUPPLEMENT, ENDED = "", "waiting", "supplement", "ended"


@dataclass(frozen=True)
class Turn:
    """One body's turn at the present stage: the round it was asked in and its answer, "" while it is silent.

    People are numbers, 0 for nobody; `acting` says which of them may answer.
    """

    round: int
    outcome: str = ""
    by: int = 0  # who answered
    person: int = 0  # whom the turn is given to
    delegate: int = 0  # the deputy who answers it, to and including the day
    delegated_until: date | None = None
    rests_until: date | None = None  # deferred: nobody is asked before this day

    def rests(self, on: date | None) -> bool:
        return on is not None and self.rests_until is not None and on < self.rests_until


@dataclass(frozen=True)
class OpenSupplement:
    body: str  # who asked for it
    sections: tuple[str, ...]
    lapses: Lapsing


@dataclass(frozen=True)
class Passed:
    """A stage and the outcome that settled it; ahead of the case, "" where it is to answer anew."""

    stage: str
    outcome: str


@dataclass(frozen=True)
class CaseState:
    status: str = NOT_OPENED
    stage: str = ""
    turns: Mapping[str, Turn] = field(default_factory=dict)  # by body key, in the order that they were asked
    rounds: Mapping[str, int] = field(default_factory=dict)  # by stage key: how often it has asked
    supplement: OpenSupplement | None = None
    end: str = ""
    # The stages behind the case whose answers it stands on, in the order that it passed them. Only what leads back to
    # chosen stages asks for them, so a case's row does not keep them; the trail does.
    passed: tuple[Passed, ...] = ()
    # While it goes back for answers that lapsed: what it comes to after them, each asked anew or passed by.
    ahead: tuple[Passed, ...] = ()
    # Who is taken out, and at which stage; "" is the whole case.
    recused: frozenset[tuple[int, str]] = frozenset()
    # Who would be asked at each stage if it were entered today. It comes from outside: bodies change with time.
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Which conditions of the ways hold on the answers as they are now; also from outside.
    truths: Truths = field(default_factory=dict)

    @property
    def round(self) -> int:
        return self.rounds.get(self.stage, 0)

    @property
    def asked(self) -> tuple[str, ...]:
        """The bodies that have yet to answer."""
        return tuple(body for body, turn in self.turns.items() if not turn.outcome)

    @property
    def answers(self) -> dict[str, str]:
        return {body: turn.outcome for body, turn in self.turns.items() if turn.outcome}

    def is_recused(self, person: int) -> bool:
        """At the present stage."""
        return bool({(person, ""), (person, self.stage)} & self.recused)


@dataclass(frozen=True)
class Open:
    """The application is received; `groups` are those that apply."""

    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    body: str
    outcome: str
    by: int = 0
    on: date | None = None  # where it is told, a turn that rests is not answered before its day
    until: date | None = None  # for an outcome that defers: the turn rests to this day


@dataclass(frozen=True)
class RequestSupplement:
    body: str
    sections: tuple[str, ...]
    by: int = 0
    on: date | None = None


@dataclass(frozen=True)
class AnswerSupplement:
    pass


@dataclass(frozen=True)
class Withdraw:
    pass


@dataclass(frozen=True)
class Resume:
    """A deferred turn is taken up before its day."""

    body: str


@dataclass(frozen=True)
class Reassign:
    """The office gives a body's turn to a person, or (`to`) to another body."""

    body: str
    person: int = 0
    to: str = ""


@dataclass(frozen=True)
class TakeOver:
    """A colleague takes the turn; so does the first who takes what was given to nobody."""

    body: str
    person: int


@dataclass(frozen=True)
class Delegate:
    body: str
    person: int
    until: date
    by: int = 0


@dataclass(frozen=True)
class Recuse:
    """A person with a conflict of interest is taken out, at a stage or ("") in the whole case."""

    person: int
    stage: str = ""


@dataclass(frozen=True)
class LiftRecusal:
    person: int
    stage: str = ""


@dataclass(frozen=True)
class Reopen:
    """A closed case goes on from the stage."""

    stage: str


@dataclass(frozen=True)
class Succeed:
    """Bodies are no more; the turns that wait for them are those of the bodies that follow."""

    before: tuple[str, ...]
    after: tuple[str, ...]


Move = (
    Open
    | Answer
    | RequestSupplement
    | AnswerSupplement
    | Withdraw
    | Resume
    | Reassign
    | TakeOver
    | Delegate
    | Recuse
    | LiftRecusal
    | Reopen
    | Succeed
)


@dataclass(frozen=True)
class EnterStage:
    """The stage asks, for the first time or (`again`) anew without having been left."""

    stage: str
    round: int
    again: bool = False


@dataclass(frozen=True)
class Ask:
    """A body is asked to answer, by the one who holds the role in it or whom `turn` names."""

    body: str
    role: str
    turn: Turn
    deadline: Deadline | None

    @property
    def round(self) -> int:
        return self.turn.round


@dataclass(frozen=True)
class Led:
    """The stage is settled by the outcome, which leads to a stage or an end; `truths` chose among its ways.

    `stood`: nobody was asked, since the answer from before still stands.
    """

    stage: str
    outcome: str
    to: str
    truths: tuple[bool | None, ...] = ()
    stood: bool = False


@dataclass(frozen=True)
class Inherit:
    """A body has the turn that another had, in the same round and with the same last day."""

    body: str
    before: str
    turn: Turn


@dataclass(frozen=True)
class Extend:
    """A body that was already asked has waited for somebody else: its time starts over."""

    body: str
    round: int
    deadline: Deadline | None
    rests_until: date | None = None


@dataclass(frozen=True)
class Hold:
    """An open turn has other people, or rests no longer; `deadline` starts over where it is said to."""

    body: str
    turn: Turn
    deadline: Deadline | None = None


@dataclass(frozen=True)
class Lapse:
    """A turn counts no longer, whether it was answered or not."""

    body: str
    round: int


@dataclass(frozen=True)
class OpenSections:
    sections: tuple[str, ...]


@dataclass(frozen=True)
class CloseSections:
    pass


@dataclass(frozen=True)
class Finish:
    end: str
    kind: str


Effect = EnterStage | Led | Ask | Inherit | Extend | Hold | Lapse | OpenSections | CloseSections | Finish


@dataclass(frozen=True)
class Step:
    state: CaseState
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Refused:
    """The move is not allowed now; `code` says why, and its wording is elsewhere."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
