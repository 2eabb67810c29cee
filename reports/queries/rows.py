"""Cases with what a report says of them, in a fixed number of SQL queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from cases.models import Case, CaseGroup, Decision, Document, GrantedAmount, Obligation
from forms.domain.budget import BudgetTotals
from forms.domain.evaluate import evaluate
from forms.models import SubmissionRevision


@dataclass(frozen=True)
class CaseRow:
    case: Case
    groups: str
    # Where it stands or how it ended, in the words of its own route.
    standing: str
    route_title: str
    budget: BudgetTotals | None = None

    @property
    def is_application(self) -> bool:
        """Groups apply; a route that reads no groups is for the office's own papers to the board.

        What the board sets aside on such a paper is granted again out of the fund, so the two are never added.
        """
        return bool(self.case.route_version.raised.get("reads", {}).get("groups"))

    @property
    def applied_total(self) -> Decimal | None:
        return self.case.applied_total if self.is_application else None

    @property
    def granted_total(self) -> Decimal | None:
        return self.case.granted_total if self.is_application else None

    @property
    def set_aside(self) -> Decimal | None:
        return None if self.is_application else self.case.granted_total

    @property
    def received_on(self) -> date:
        return timezone.localtime(self.case.received_at).date()

    @property
    def documents_in(self) -> int | None:
        return getattr(self.case, "documents_in", None)

    @property
    def documents_out(self) -> int | None:
        return getattr(self.case, "documents_out", None)

    @property
    def ended_on(self) -> date | None:
        return timezone.localtime(self.case.ended_at).date() if self.case.ended_at else None

    @property
    def granted(self) -> Mapping[int, Decimal]:
        """Per year, from the last decision that granted anything."""
        for decision in self.case.decisions.all():
            amounts = {row.year: row.amount for row in decision.granted.all()}
            if amounts and decision.replaced_by_id is None:
                return amounts
        return {}


def case_rows(cases: QuerySet[Case]) -> list[CaseRow]:
    counted = cases.annotate(
        documents_in=Count("documents", filter=Q(documents__direction=Document.Direction.IN), distinct=True),
        documents_out=Count("documents", filter=Q(documents__direction=Document.Direction.OUT), distinct=True),
    )
    return [_row(case) for case in _with_groups(counted).order_by("year", "serial")]


def budget_rows(cases: QuerySet[Case]) -> list[CaseRow]:
    """The cases whose route reads a budget, each with its sums as the server makes them of what was sent in last."""
    found = [
        case
        for case in _with_groups(cases)
        .select_related("submission__version")
        .prefetch_related("decisions__granted")
        .order_by("year", "serial")
        if _budget_field(case)
    ]
    sent = _sent_answers(found)
    definitions: dict[int, Any] = {}
    rows = []
    for case in found:
        version = case.submission.version
        if version.pk not in definitions:
            definitions[version.pk] = version.parsed
        answers = sent.get(case.submission_id, case.submission.answers)
        value = evaluate(definitions[version.pk], answers).values.get(_budget_field(case))
        rows.append(_row(case, value if isinstance(value, BudgetTotals) else None))
    return rows


def decision_rows(cases: QuerySet[Case]) -> list[tuple[CaseRow, Decision]]:
    decisions = (
        Decision.objects.filter(case__in=cases.order_by().values("pk"))
        .select_related("case__route_version__route", "body", "fund", "assignment")
        .prefetch_related(_groups("case__case_groups"), Prefetch("granted", GrantedAmount.objects.order_by("year")))
        .order_by("decided_on", "pk")
    )
    return [(_row(decision.case), decision) for decision in decisions]


def obligation_rows(cases: QuerySet[Case]) -> list[tuple[CaseRow, Obligation]]:
    obligations = (
        Obligation.objects.filter(case__in=cases.order_by().values("pk"))
        .select_related("case__route_version__route", "done_by")
        .prefetch_related(_groups("case__case_groups"))
        .order_by("due_on", "pk")
    )
    return [(_row(obligation.case), obligation) for obligation in obligations]


def _groups(path: str) -> Prefetch:
    return Prefetch(path, CaseGroup.objects.select_related("body").order_by("body__name"))


def _with_groups(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("route_version__route").prefetch_related(_groups("case_groups"))


def _row(case: Case, budget: BudgetTotals | None = None) -> CaseRow:
    definition = case.route_version.raised
    places = {stage["key"]: stage.get("station") or stage["title"] for stage in definition["stages"]}
    places |= {end["key"]: end["title"] for end in definition["ends"]}
    return CaseRow(
        case=case,
        groups=", ".join(link.body.name for link in case.case_groups.all()),
        standing=places.get(case.end or case.stage, "") or case.get_status_display(),
        route_title=definition["title"],
        budget=budget,
    )


def _budget_field(case: Case) -> str:
    return case.route_version.raised.get("reads", {}).get("budget", "")


def _sent_answers(cases: Iterable[Case]) -> dict[int, dict[str, Any]]:
    """The answers that were sent in last, by submission: a draft of a supplement is not reported."""
    revisions = SubmissionRevision.objects.filter(submission__in=[case.submission_id for case in cases])
    return dict(revisions.order_by("number").values_list("submission", "answers"))
