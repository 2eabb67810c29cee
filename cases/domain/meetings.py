"""How a meeting goes: planned, called, held, adjusted; and where a point may stand on its agenda."""

from collections.abc import Sequence

PLANNED, CALLED, HELD, ADJUSTED, CANCELLED = "planned", "called", "held", "adjusted", "cancelled"
CALL, CANCEL, HOLD, ADJUST = "call", "cancel", "hold", "adjust"

TRANSITIONS = {
    (PLANNED, CALL): CALLED,
    (CALLED, CALL): CALLED,
    (PLANNED, CANCEL): CANCELLED,
    (CALLED, CANCEL): CANCELLED,
    (PLANNED, HOLD): HELD,
    (CALLED, HOLD): HELD,
    (HELD, ADJUST): ADJUSTED,
}
# While it is prepared or held the agenda changes; what is adjusted or cancelled stays as it is.
OPEN = frozenset({PLANNED, CALLED, HELD})
COMING = frozenset({PLANNED, CALLED})


def after(status: str, move: str) -> str | None:
    """Where the move leads, or None where it cannot be made."""
    return TRANSITIONS.get((status, move))


def moved(order: Sequence[int], one: int, step: int) -> list[int]:
    """The order with one of them so many places further down (up where below zero), never beyond the ends."""
    found = list(order)
    place = found.index(one)
    found.insert(max(0, min(len(order) - 1, place + step)), found.pop(place))
    return found


def rearranged(order: Sequence[int], asked: Sequence[int]) -> list[int]:
    """The order that was asked for; what it does not name comes last, as it stood, and what is unknown is left out."""
    known = [one for one in dict.fromkeys(asked) if one in order]
    return known + [one for one in order if one not in known]
