"""Who follows whom when bodies merge, divide and are succeeded."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Followed[Id: (int, str)]:
    """From the day on, `successor` does what `predecessor` did: both primary keys, or both keys."""

    predecessor: Id
    successor: Id
    on: date


def successors[Id: (int, str)](body: Id, followings: Collection[Followed[Id]], on: date) -> tuple[Id, ...]:
    """Who does the body's work on the day, each once: the body itself where nobody has followed it.

    A merger of what was merged before leads on; a circle stops where it began.
    """
    found: dict[Id, None] = {}
    _follow(body, followings, on, found, seen={body})
    return tuple(found)


def predecessors[Id: (int, str)](bodies: Iterable[Id], followings: Collection[Followed[Id]], on: date) -> frozenset[Id]:
    """Those whose work the bodies do on the day, themselves left out."""
    own = set(bodies)
    found: set[Id] = set()
    waiting = list(own)
    while waiting:
        now = waiting.pop()
        for each in followings:
            if each.successor == now and each.on <= on and each.predecessor not in found | own:
                found.add(each.predecessor)
                waiting.append(each.predecessor)
    return frozenset(found)


def _follow[Id: (int, str)](
    body: Id, followings: Collection[Followed[Id]], on: date, found: dict[Id, None], seen: set[Id]
) -> None:
    next_ones = [each.successor for each in followings if each.predecessor == body and each.on <= on]
    new = [one for one in dict.fromkeys(next_ones) if one not in seen]
    if not new:
        found.setdefault(body)
    for one in new:
        seen.add(one)
        _follow(one, followings, on, found, seen)
