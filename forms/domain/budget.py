"""A budget: lines by years, and sums made from nothing but its amounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class BudgetLine:
    """`amounts` by year, in kronor, of the years that count; a year without an amount is absent."""

    id: str
    key: str  # a preset line's key, or "" for the applicant's own
    label: str
    measure: str
    amounts: Mapping[int, Decimal]
    total: Decimal


@dataclass(frozen=True)
class BudgetTotals:
    years: tuple[int, ...]
    lines: tuple[BudgetLine, ...]
    line_totals: Mapping[str, Decimal]  # by line id
    year_totals: Mapping[int, Decimal]
    grand_total: Decimal
    printed_years: Mapping[int, Decimal]
    printed_total: Decimal | None

    @property
    def has_amounts(self) -> bool:
        return any(line.amounts for line in self.lines)


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def add_up(
    years: tuple[int, ...],
    lines: tuple[BudgetLine, ...],
    printed_years: Mapping[int, Decimal],
    printed_total: Decimal | None,
) -> BudgetTotals:
    return BudgetTotals(
        years=years,
        lines=lines,
        line_totals={line.id: line.total for line in lines},
        year_totals={year: total(line.amounts.get(year, Decimal(0)) for line in lines) for year in years},
        grand_total=total(line.total for line in lines),
        printed_years=printed_years,
        printed_total=printed_total,
    )
