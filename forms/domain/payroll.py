"""What a salary costs an employer: monthly salary × posts × months, and the payroll overhead (PO) on it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class SalaryBasis:
    """One year of one line. `posts` are full-time posts (0.5 is half time), `rate` is per cent."""

    monthly: Decimal
    posts: Decimal
    months: Decimal
    rate: Decimal

    @property
    def salary(self) -> Decimal:
        return _ore(self._salary)

    @property
    def overhead(self) -> Decimal:
        return _ore(self._overhead)

    @property
    def total(self) -> Decimal:
        """Made from the unrounded parts, so it may differ by an öre from their sum as they are shown."""
        return _ore(self._salary + self._overhead)

    @property
    def _salary(self) -> Fraction:
        return Fraction(self.monthly) * Fraction(self.posts) * Fraction(self.months)

    @property
    def _overhead(self) -> Fraction:
        return self._salary * Fraction(self.rate) / 100


def _ore(number: Fraction) -> Decimal:
    """To whole öre, half up; nothing here is below zero."""
    twice = 200 * number
    return Decimal((twice.numerator // twice.denominator + 1) // 2).scaleb(-2)
