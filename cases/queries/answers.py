"""What was sent in with a case: its revisions, read and summed by the form's own rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from cases.domain.route import Reads
from cases.models import Case, Decision
from forms.domain.definition import Definition
from forms.domain.evaluate import Evaluation, evaluate
from forms.models import SubmissionRevision
from people.models import Party

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Notice:
    """Something that the reader must see and that did not stop the submission: a printed sum that differs."""

    year: int | None
    printed: Decimal
    true: Decimal

    @property
    def difference(self) -> Decimal:
        return self.true - self.printed


@dataclass(frozen=True)
class Sent:
    """One revision as it was sent in."""

    revision: SubmissionRevision
    definition: Definition
    evaluation: Evaluation
    reads: Reads

    @cached_property
    def revisions(self) -> tuple[SubmissionRevision, ...]:
        """All of them, without their answers."""
        found = _revisions(self.revision.submission_id)
        return tuple(found.select_related("sent_by").defer("answers").order_by("number"))

    @property
    def is_latest(self) -> bool:
        return self.revision.pk == self.revisions[-1].pk

    @property
    def budget(self) -> Any:
        """The summed budget table, or None where the form has none."""
        value = self.evaluation.values.get(self.reads.budget)
        return value if hasattr(value, "year_totals") else None

    @cached_property
    def employers(self) -> dict[str, str]:
        """Names of the employers whose salaries were worked out; no query where none was."""
        used = {line.employer for line in self.budget.lines if line.employer} if self.budget else set()
        return dict(Party.objects.filter(key__in=used).values_list("key", "name")) if used else {}

    @property
    def applied(self) -> dict[int, Decimal]:
        """Kronor applied for, by year; an amount without years stands in the period's first year."""
        if self.budget is not None:
            return dict(self.budget.applied_years)
        amount = self.evaluation.values.get(self.reads.budget)
        period = self.evaluation.values.get(self.reads.period)
        if not isinstance(amount, Decimal):
            return {}
        return {period.start.year if period else timezone.localdate(self.revision.sent_at).year: amount}

    @property
    def applied_total(self) -> Decimal:
        return sum(self.applied.values(), NOTHING)

    @property
    def notices(self) -> tuple[Notice, ...]:
        return printed_sums_that_differ(self.budget)


def printed_sums_that_differ(budget: Any) -> tuple[Notice, ...]:
    """Each printed sum that is not the true one, the total last."""
    if budget is None:
        return ()
    years = [
        Notice(year, printed, budget.year_totals.get(year, NOTHING))
        for year, printed in (budget.printed_years or {}).items()
        if printed is not None and printed != budget.year_totals.get(year, NOTHING)
    ]
    if budget.printed_total is not None and budget.printed_total != budget.grand_total:
        years.append(Notice(None, budget.printed_total, budget.grand_total))
    return tuple(years)


def last_sent(case: Case) -> Sent:
    return sent(case, None)


def sent(case: Case, number: int | None) -> Sent:
    """The revision with this number, or the latest; 404 for one that was never sent."""
    revisions = _revisions(case.submission_id).select_related("sent_by").order_by("-number")
    chosen = (revisions if number is None else revisions.filter(number=number)).first()
    if chosen is None:
        raise Http404
    definition = case.submission.version.parsed
    return Sent(
        revision=chosen,
        definition=definition,
        evaluation=evaluate(definition, chosen.answers),
        reads=case.route_version.parsed.reads,
    )


def _revisions(submission: int) -> QuerySet[SubmissionRevision]:
    return SubmissionRevision.objects.filter(submission=submission)


@dataclass(frozen=True)
class GrantedRow:
    year: int
    applied: Decimal
    granted: Decimal

    @property
    def difference(self) -> Decimal:
        return self.granted - self.applied


@dataclass(frozen=True)
class Decided:
    """A decision beside what was applied for."""

    decision: Decision
    label: str
    rows: tuple[GrantedRow, ...]
    recused: tuple[str, ...] = ()  # who took no part in it

    @property
    def total(self) -> GrantedRow:
        return GrantedRow(
            0, sum((row.applied for row in self.rows), NOTHING), sum((row.granted for row in self.rows), NOTHING)
        )


def decided(
    decision: Decision, applied: Mapping[int, Decimal], label: str, *, recused: tuple[str, ...] = ()
) -> Decided:
    granted = {row.year: row.by_decision for row in decision.granted.all() if row.amount or row.by_decision}
    years = sorted({*applied, *granted}) if granted else []
    return Decided(
        decision=decision,
        label=label,
        recused=recused,
        rows=tuple(GrantedRow(year, applied.get(year, NOTHING), granted.get(year, NOTHING)) for year in years),
    )
