"""Where a case stands, what may be done to it, and what follows: the engine's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .facts import Truths
from .structure import Deadline

NOT_OPENED, WAITING, SUPPLEMENT, ENDED = "", "waiting", "supplement", "ended"


@dataclass(frozen=True)
class Turn:
    """One body's turn at the present stage: the round it was asked in and its answer, "" while it is silent."""

    round: int
    outcome: str = ""


@dataclass(frozen=True)
class OpenSupplement:
    body: str  # who asked for it
    sections: tuple[str, ...]
    lapses: bool
    lapses_from: str = ""  # the stage that the case goes back to when it is answered


@dataclass(frozen=True)
class CaseState:
    status: str = NOT_OPENED
    stage: str = ""
    turns: Mapping[str, Turn] = field(default_factory=dict)  # by body key, in the order that they were asked
    rounds: Mapping[str, int] = field(default_factory=dict)  # by stage key: how often it has asked
    supplement: OpenSupplement | None = None
    end: str = ""
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


@dataclass(frozen=True)
class Open:
    """The application is received; `groups` are those that apply."""

    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    body: str
    outcome: str


@dataclass(frozen=True)
class RequestSupplement:
    body: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class AnswerSupplement:
    pass


@dataclass(frozen=True)
class Withdraw:
    pass


Move = Open | Answer | RequestSupplement | AnswerSupplement | Withdraw


@dataclass(frozen=True)
class EnterStage:
    """The stage asks, for the first time or (`again`) anew without having been left."""

    stage: str
    round: int
    again: bool = False


@dataclass(frozen=True)
class Ask:
    """A body is asked to answer, by the one who holds the role in it."""

    body: str
    role: str
    round: int
    deadline: Deadline | None


@dataclass(frozen=True)
class Led:
    """The stage is settled by the outcome, which leads to a stage or an end; `truths` chose among its ways."""

    stage: str
    outcome: str
    to: str
    truths: tuple[bool | None, ...] = ()


@dataclass(frozen=True)
class Extend:
    """A body that was already asked has waited for somebody else: its time starts over."""

    body: str
    round: int
    deadline: Deadline | None


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


Effect = EnterStage | Led | Ask | Extend | Lapse | OpenSections | CloseSections | Finish


@dataclass(frozen=True)
class Step:
    state: CaseState
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Refused:
    """The move is not allowed now; `code` says why, and its wording is elsewhere."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
