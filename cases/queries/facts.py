"""Which of a route's conditions hold on what an application says."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.domain.facts import CaseFacts, Truths, applied_in, truths
from cases.domain.route import RouteDefinition
from forms.domain.evaluate import evaluate
from forms.models import Submission


def truths_of(
    route: RouteDefinition, submission: Submission, answers: Mapping[str, Any], *, groups: int, granted: Decimal | None
) -> Truths:
    """`answers` are those that were sent in. Costs nothing on a route where nothing is chosen."""
    if not route.chooses:
        return {}
    form = submission.version.parsed
    evaluation = evaluate(form, answers)
    applied, in_year = applied_in(route.reads, evaluation)
    return truths(route, form, evaluation, CaseFacts(applied, in_year, granted, groups))
