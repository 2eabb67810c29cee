"""What an amount of money may be."""

from decimal import Decimal

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 12  # what the column holds


def is_kronor(amount: Decimal) -> bool:
    return amount.is_finite() and abs(amount) < LARGEST and amount == amount.quantize(CENT)
