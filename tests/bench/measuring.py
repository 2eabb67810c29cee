"""How long something takes, and how many queries it asks."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

RUNS, WARM_UP = 20, 3


@dataclass(frozen=True)
class Figure:
    what: str
    milliseconds: float
    queries: int | None = None
    # How many times as long as the bare view of the same template, or as half of the same work.
    times: float | None = None
    kilobytes: float | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def milliseconds(act: Callable[[], object], *, runs: int = RUNS, warm_up: int = WARM_UP) -> float:
    """The median of so many runs, when everything is warm."""
    for _ in range(warm_up):
        act()
    taken = []
    for _ in range(runs):
        started = perf_counter()
        act()
        taken.append(perf_counter() - started)
    return round(median(taken) * 1000, 2)


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)
