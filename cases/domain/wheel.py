"""Where the days of a year stand on a wheel: January first at the top, then clockwise."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

SIZE, CENTRE = 400, 200
RIM, LABELS, OUTER, STEP, ROUND = 196, 172, 136, 34, 14
# How far two marks on one ring must stand from each other, in degrees.
APART = 15


@dataclass(frozen=True)
class Spot:
    x: str
    y: str


@dataclass(frozen=True)
class Month:
    """Where its line begins and ends, and where its name stands."""

    number: int
    inner: Spot
    outer: Spot
    name: Spot


def angle(day: date) -> float:
    """In degrees from the top: the middle of the day."""
    length = 366 if isleap(day.year) else 365
    return (day.timetuple().tm_yday - 0.5) / length * 360


def spot(degrees: float, radius: float) -> Spot:
    turned = degrees / 180 * pi
    return Spot(f"{CENTRE + radius * sin(turned):.1f}", f"{CENTRE - radius * cos(turned):.1f}")


def months(year: int) -> tuple[Month, ...]:
    found = []
    for number in range(1, 13):
        begins = angle(date(year, number, 1)) - 0.5
        middle = angle(date(year, number, 15))
        found.append(Month(number, spot(begins, 40), spot(begins, RIM), spot(middle, LABELS + 8)))
    return tuple(found)


def rings(days: Sequence[date]) -> list[Spot]:
    """A place for each day, in the order given (by day): those that would touch move inwards, ring by ring."""
    taken: list[tuple[int, float]] = []
    found = []
    for day in days:
        at, ring = angle(day), 0
        while ring < 3 and any(there == ring and _apart(at, other) < APART + 8 * ring for there, other in taken):
            ring += 1
        taken.append((ring, at))
        found.append(spot(at, OUTER - ring * STEP))
    return found


def hand(day: date) -> Spot:
    return spot(angle(day), RIM)


def _apart(one: float, other: float) -> float:
    away = abs(one - other) % 360
    return min(away, 360 - away)
