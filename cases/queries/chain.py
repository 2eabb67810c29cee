"""Is a chain of sealed events whole? The same question of a case, a fund, an amount limit and a group's year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Fault:
    """What does not agree: in which case (or other trail), at which event (0 for the tables), and how."""

    case: str
    seq: int
    code: str
    expected: str = ""
    found: str = ""


class Sealed(Protocol):
    seq: int
    previous: str
    sha256: str


def chain_faults[Event: Sealed](
    name: str, events: Sequence[Event], seal: Callable[[Event], str], *, count: int, head: str
) -> Iterator[Fault]:
    """`events` in their order; `count` and `head` stand beside them: how many there are, and the last seal."""
    previous = ""
    for seq, event in enumerate(events, start=1):
        if event.seq != seq:
            yield Fault(name, seq, "event_missing", str(seq), str(event.seq))
            return
        if event.previous != previous:
            yield Fault(name, seq, "not_after_the_previous", previous, event.previous)
        sealed = seal(event)
        if event.sha256 != sealed:
            yield Fault(name, seq, "seal_broken", sealed, event.sha256)
        previous = event.sha256
    if (len(events), previous) != (count, head):
        found = f"{len(events)} {previous[:12]}"
        yield Fault(name, len(events), "last_event_missing", f"{count} {head[:12]}", found)
