"""A walk through a route that makes no case: what was done so far, and what anyone could do next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .engine import step
from .explore import moves
from .facts import Truths
from .state import Answer, AnswerSupplement, CaseState, Led, Move, Open, Refused, RequestSupplement, Withdraw
from .structure import RouteDefinition

ANSWER, SUPPLEMENT, ANSWERED, WITHDRAW = "answer", "supplement", "answered", "withdraw"
# A walk comes back from a page: it may be long, not endless.
MOST_STEPS = 200

type Code = tuple[str, ...]


@dataclass(frozen=True)
class Taken:
    """A step that was taken: where the case stood and what was done there."""

    stage: str
    code: Code
    stood: tuple[str, ...] = ()  # the stages that it passed by after that, whose answers still stand


@dataclass(frozen=True)
class Walk:
    state: CaseState
    taken: tuple[Taken, ...] = ()
    refused: Refused | None = None  # why the last step could not be taken

    @property
    def passed(self) -> frozenset[str]:
        return frozenset(taken.stage for taken in self.taken)


def walk(
    route: RouteDefinition,
    groups: Sequence[str],
    bodies: Mapping[str, tuple[str, ...]],
    codes: Sequence[Code],
    truths: Truths | None = None,
) -> Walk:
    """As far as the steps can be taken, from the application's being received. `truths` choose the ways."""
    state = CaseState(bodies=bodies, truths=truths or {})
    opened = step(route, state, Open(tuple(groups)))
    if isinstance(opened, Refused):
        return Walk(state, refused=opened)
    here = Walk(opened.state)
    for code in codes[:MOST_STEPS]:
        move = move_of(code)
        result = Refused("not_now") if move is None else step(route, here.state, move)
        if isinstance(result, Refused):
            return replace(here, refused=result)
        stood = tuple(effect.stage for effect in result.effects if isinstance(effect, Led) and effect.stood)
        here = Walk(result.state, (*here.taken, Taken(here.state.stage, tuple(code), stood)))
    return here


def next_codes(route: RouteDefinition, state: CaseState) -> Iterator[Code]:
    """Everything that somebody could do now, withdrawing last."""
    if state.end or not state.stage:
        return
    yield from (code_of(route, state, move) for move in moves(route, state))
    if route.withdrawn_end is not None:
        yield (WITHDRAW,)


def code_of(route: RouteDefinition, state: CaseState, move: Move) -> Code:
    match move:
        case Answer(body, outcome):
            return (ANSWER, body, outcome)
        case RequestSupplement(body):
            stage = route.stage(state.stage)
            asks = stage.supplement.key if stage and stage.supplement else ""
            return (SUPPLEMENT, body, asks)
        case AnswerSupplement():
            return (ANSWERED,)
    return (WITHDRAW,)


def move_of(code: Code) -> Move | None:
    match list(code):
        case ["answer", str(body), str(outcome)]:
            return Answer(body, outcome)
        case ["supplement", str(body), str()]:
            return RequestSupplement(body, ("section",))
        case ["answered"]:
            return AnswerSupplement()
        case ["withdraw"]:
            return Withdraw()
    return None
