"""What a line cost against its budget, and when the difference must be explained."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Threshold:
    """A difference above either must be explained; zero turns that one off."""

    percent: Decimal = Decimal(10)
    kronor: Decimal = Decimal(10_000)


def deviation(budget: Decimal, outcome: Decimal) -> Decimal:
    """Kronor above the budget, or below it with a minus."""
    return outcome - budget


def percent(budget: Decimal, outcome: Decimal) -> Decimal | None:
    """Of the budget, with one decimal; None where there was no budget."""
    if not budget:
        return None
    return (deviation(budget, outcome) / budget * 100).quantize(Decimal("0.1"))


def must_be_explained(budget: Decimal, outcome: Decimal, threshold: Threshold) -> bool:
    """Whether the difference is above the share or above the sum; what had no budget, above the sum or at all."""
    difference = abs(deviation(budget, outcome))
    if not difference:
        return False
    if threshold.kronor and difference > threshold.kronor:
        return True
    if not threshold.percent:
        return False
    return not budget or difference * 100 > budget * threshold.percent
