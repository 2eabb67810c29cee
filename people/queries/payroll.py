"""Which payroll overhead an employer has in a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from people.models import Party, PayrollOverhead

type OfYears = Mapping[int, Decimal]


@dataclass(frozen=True)
class PayrollRates:
    """Rates in per cent by employer (a party's key, "" for all others) and the year that they hold from."""

    by_employer: Mapping[str, OfYears] = field(default_factory=dict)

    def rate(self, employer: str, year: int) -> Decimal | None:
        """The employer's own, else that of all employers; of a year without one the last before it."""
        for key in (employer, ""):
            known = [since for since in self.by_employer.get(key, {}) if since <= year]
            if known:
                return self.by_employer[key][max(known)]
        return None


def payroll_rates() -> PayrollRates:
    """All that the office keeps, with one query: some rows a year."""
    found: dict[str, dict[int, Decimal]] = {}
    for employer, year, rate in PayrollOverhead.objects.values_list("employer__key", "year", "rate"):
        found.setdefault(employer or "", {})[year] = rate
    return PayrollRates(found)


def names_of_employers() -> dict[str, str]:
    """Every party's name by its key, with one query; those too that are no longer parties."""
    return dict(Party.objects.values_list("key", "name"))
