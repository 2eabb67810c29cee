"""A budget: lines by years, how they are financed, and sums made from nothing but their amounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .payroll import SalaryBasis


@dataclass(frozen=True)
class BudgetLine:
    """`amounts` by year, in kronor, of the years that count; a year without an amount is absent.

    A salary line may say how its amounts were worked out: `basis` by year, and whose overhead (a party's key).
    """

    id: str
    key: str  # a preset line's key, or "" for the applicant's own
    label: str
    measure: str
    amounts: Mapping[int, Decimal]
    total: Decimal
    basis: Mapping[int, SalaryBasis] = field(default_factory=dict)
    employer: str = ""


@dataclass(frozen=True)
class FinancingRow:
    """`source` is "applied", "own" or "other"; only another financier has a `name`."""

    id: str
    source: str
    name: str
    amounts: Mapping[int, Decimal]
    total: Decimal


@dataclass(frozen=True)
class Financing:
    """Who pays: what is applied for, the applicants' own contribution, and others by name."""

    rows: tuple[FinancingRow, ...]
    year_totals: Mapping[int, Decimal]
    total: Decimal

    def of(self, source: str) -> Mapping[int, Decimal]:
        """By year, what comes from there."""
        rows = [row for row in self.rows if row.source == source]
        return {year: total(row.amounts.get(year, Decimal(0)) for row in rows) for year in self.year_totals}

    def has(self, source: str) -> bool:
        return any(row.amounts for row in self.rows if row.source == source)


@dataclass(frozen=True)
class BudgetTotals:
    years: tuple[int, ...]
    lines: tuple[BudgetLine, ...]
    line_totals: Mapping[str, Decimal]  # by line id
    year_totals: Mapping[int, Decimal]
    grand_total: Decimal
    printed_years: Mapping[int, Decimal]
    printed_total: Decimal | None
    financing: Financing | None = None  # None: not asked for, and all of it is applied for

    @property
    def has_amounts(self) -> bool:
        return any(line.amounts for line in self.lines)

    @property
    def has_applied(self) -> bool:
        """Whether it is said what is applied for."""
        return self.has_amounts if self.financing is None else self.financing.has("applied")

    @property
    def applied_years(self) -> Mapping[int, Decimal]:
        return self.year_totals if self.financing is None else self.financing.of("applied")

    @property
    def applied_total(self) -> Decimal:
        return self.grand_total if self.financing is None else total(self.applied_years.values())


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def add_up(
    years: tuple[int, ...],
    lines: tuple[BudgetLine, ...],
    printed_years: Mapping[int, Decimal],
    printed_total: Decimal | None,
    financing: Financing | None = None,
) -> BudgetTotals:
    return BudgetTotals(
        years=years,
        lines=lines,
        line_totals={line.id: line.total for line in lines},
        year_totals={year: total(line.amounts.get(year, Decimal(0)) for line in lines) for year in years},
        grand_total=total(line.total for line in lines),
        printed_years=printed_years,
        printed_total=printed_total,
        financing=financing,
    )


def financed(years: tuple[int, ...], rows: tuple[FinancingRow, ...]) -> Financing:
    by_year = {year: total(row.amounts.get(year, Decimal(0)) for row in rows) for year in years}
    return Financing(rows, by_year, total(by_year.values()))
