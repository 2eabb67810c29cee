"""Report what a year cost, budget line by budget line, with the differences explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases import audit
from cases.domain.amounts import is_kronor
from cases.domain.deviations import must_be_explained
from cases.errors import CaseError
from cases.models import Case, OutcomeLine, OutcomeReport
from cases.queries.outcomes import budget_lines, threshold
from people.models import User

from .granting import granted_for, may_ask
from .moving import locked


@dataclass(frozen=True)
class Cost:
    """What a budget line cost in kronor, and why it differs."""

    outcome: Decimal
    explanation: str = ""


@transaction.atomic
def report_outcome(
    case: Case, *, year: int, costs: Mapping[str, Cost], after: int, by: User, at: datetime | None = None
) -> OutcomeReport:
    """`costs` by budget line id; `after` is the number of the report that the reader saw, 0 for none.

    Raises CaseError: 403 for others than the groups' people and the office, 409 where nothing is granted or
    somebody has reported meanwhile, 422 for a year that has not begun, for an amount that misses or a difference
    that is not explained; its `line` says at which.
    """
    at = at or timezone.now()
    case = locked(case)
    may_ask(case, by, at)
    granted_for(case, year)
    if refusal := not_begun(year, timezone.localdate(at)):
        raise refusal
    latest = case.outcomes.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    if latest != after:
        raise CaseError("outcome_changed")
    lines = _lines(case, year, costs)
    report = OutcomeReport.objects.create(case=case, year=year, number=latest + 1, by=by, at=at)
    for line in lines:
        line.report = report
    OutcomeLine.objects.bulk_create(lines)
    data = {"year": year, "report": report.number, **said_of(lines)}
    audit.record(case, "outcome_reported", by=by, at=at, data=data)
    return report


def not_begun(year: int, on: date) -> CaseError | None:
    """Why nothing can have been spent in the year yet, on the day; None where it has begun."""
    return CaseError("year_not_begun", field="year", year=year) if year > on.year else None


def _lines(case: Case, year: int, costs: Mapping[str, Cost]) -> list[OutcomeLine]:
    limit, found = threshold(), []
    for place, line in enumerate(budget_lines(case, year), 1):
        cost = costs.get(line.id)
        if cost is None or not is_kronor(cost.outcome) or cost.outcome < 0:
            raise CaseError("outcome_missing", field="costs", line=line.id, label=line.label)
        explanation = cost.explanation.strip()
        if must_be_explained(line.budget, cost.outcome, limit) and not explanation:
            raise CaseError("explanation_missing", field="costs", line=line.id, label=line.label)
        found.append(
            OutcomeLine(
                place=place,
                line=line.id[:60],
                label=line.label[:200],
                budget=line.budget,
                outcome=cost.outcome,
                explanation=explanation,
            )
        )
    if not found:
        raise CaseError("no_budget_lines", year=year)
    return found


def said_of(lines: Sequence[OutcomeLine]) -> dict[str, Any]:
    """The report in the trail: amounts by line, and a digest of the words."""
    return {
        "lines": {line.line: [f"{line.budget:.2f}", f"{line.outcome:.2f}"] for line in lines},
        "explanations_sha256": audit.digest([line.explanation for line in lines]),
    }
