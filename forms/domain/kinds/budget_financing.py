"""How a budget is financed: what is applied for, one's own contribution, and others that the applicant names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.domain.budget import BudgetTotals, Financing, FinancingRow, financed, total
from forms.domain.problems import Problem

from .budget_amounts import Amount, by_year, stored_amount, text_of, typed_amount
from .kind import ROW_ID, Post, posted
from .rows_read import row_ids

APPLIED, OWN, OTHER = "applied", "own", "other"
FIXED = (APPLIED, OWN)
MOST_OTHERS = 20


@dataclass(frozen=True)
class Read:
    """As it is stored, what could be read of it, and what is wrong with its own amounts."""

    answer: Sequence[Mapping[str, Any]]
    financing: Financing
    problems: Sequence[Problem]


def read_financing(given: Any, years: tuple[int, ...], unit: str) -> Read:
    """The two that are always there, then the others that have a name or an amount."""
    entries = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    fixed = [_first(entries, source) for source in FIXED]
    others = [entry for entry in entries if entry.get("source") == OTHER and _has_content(entry)]
    ids = _ids([entry.get("id") for entry in others])
    rows = [
        *(_row(source, source, entry, years, unit) for source, entry in zip(FIXED, fixed, strict=True)),
        *(_row(row_id, OTHER, entry, years, unit) for row_id, entry in zip(ids, others, strict=True)),
    ]
    kept = [row.answer for row in rows if row.source == OTHER or row.answer["amounts"]]
    problems = [problem for row in rows for problem in row.problems()]
    if len(others) > MOST_OTHERS:
        problems.append(Problem("too_many_rows", ("financing",), {"maximum": MOST_OTHERS, "rows": len(others)}))
    return Read(kept, financed(years, tuple(row.value for row in rows)), problems)


def disagreements(totals: BudgetTotals) -> Iterator[Problem]:
    """Each year whose financing does not make the year's costs; nothing said yet is something missing."""
    financing = totals.financing
    if financing is None:
        return
    for year in totals.years:
        cost, found = totals.year_totals[year], financing.year_totals[year]
        said = any(year in row.amounts for row in financing.rows)
        if cost != found:
            params = {"year": year, "total": cost, "financed": found, "difference": abs(cost - found)}
            code = "not_financed" if not said else "financed_too_little" if found < cost else "financed_too_much"
            yield Problem(code, ("financing", "years", str(year)), params)


def posted_financing(post: Post, name: str, cells: Mapping[str, Mapping[str, str]], unit: str) -> list[dict[str, Any]]:
    """The rows as they were typed; `cells` are the texts under years by row."""
    return [
        {
            "id": row_id,
            "source": row_id if row_id in FIXED else OTHER,
            "name": posted(post, f"{name}.financing.{row_id}.name"),
            "amounts": {year: typed_amount(raw, unit)[0] for year, raw in cells.get(f"financing.{row_id}", {}).items()},
        }
        for row_id in post.get(f"{name}.financing.rows") or ()
    ]


def financing_schema(amounts: Mapping[str, Any]) -> dict[str, Any]:
    row = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": f"^{ROW_ID.pattern}$"},
            "source": {"enum": [*FIXED, OTHER]},
            "name": {"type": "string"},
            "amounts": amounts,
        },
        "required": ["source", "amounts"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": row, "maxItems": MOST_OTHERS + len(FIXED)}


@dataclass(frozen=True)
class _Row:
    id: str
    source: str
    name: str
    read: Mapping[str, Amount]
    years: tuple[int, ...]

    @property
    def answer(self) -> dict[str, Any]:
        amounts = {year: stored for year, (stored, _, _) in self.read.items()}
        return {"id": self.id, "source": self.source, "name": self.name, "amounts": amounts}

    @property
    def value(self) -> FinancingRow:
        known = {int(year): amount for year, (_, amount, _) in self.read.items() if amount is not None}
        counted: dict[int, Decimal] = {year: known[year] for year in self.years if year in known}
        return FinancingRow(self.id, self.source, self.name, counted, total(counted.values()))

    def problems(self) -> Iterator[Problem]:
        if self.source == OTHER and not self.name:
            yield Problem("financier_without_name", ("financing", self.id, "name"))
        for year, (_, _, problem) in self.read.items():
            if problem and int(year) in self.years:
                yield problem.under("financing", self.id, "amounts", year)


def _row(row_id: str, source: str, entry: Mapping[str, Any], years: tuple[int, ...], unit: str) -> _Row:
    read = {year: stored_amount(value, unit) for year, value in by_year(entry.get("amounts")).items()}
    return _Row(row_id, source, text_of(entry, "name") if source == OTHER else "", read, years)


def _first(entries: Sequence[Mapping[str, Any]], source: str) -> Mapping[str, Any]:
    return next((entry for entry in entries if entry.get("source") == source), {})


def _has_content(entry: Mapping[str, Any]) -> bool:
    return bool(text_of(entry, "name") or by_year(entry.get("amounts")))


def _ids(given: list[Any]) -> list[str]:
    return row_ids([*FIXED, *given])[len(FIXED) :]
