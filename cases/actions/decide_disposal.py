"""Decide that cases are to be disposed of."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, DisposalDecision, DisposalItem, DisposalRule
from cases.queries.disposal import due_for_disposal
from people.models import BodyKind, Role, User
from people.queries.mandates import Standing, standing

from .moving import locked


def may_decide(found: Standing) -> bool:
    """The director at the office (or a deputy) answers for what is taken away for ever; an administrator may too."""
    at_office = (found.kinds[body_id] == BodyKind.OFFICE for body_id in found.bodies_as(Role.DIRECTOR))
    return found.is_superuser or any(at_office)


@transaction.atomic
def decide_disposal(
    rule: DisposalRule,
    cases: Iterable[Case],
    *,
    reference: str,
    decided_on: date,
    by: User,
    note: str = "",
    at: datetime | None = None,
) -> DisposalDecision:
    """Record the decision; nothing is taken away yet.

    Raises CaseError: 403 for others than the director, 409 for a case that the rule does not reach,
    422 without cases or the decision's number, or for a day to come.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    if not may_decide(standing(by, on=on)):
        raise CaseError("not_the_director")
    chosen = [case.pk for case in cases]
    reference = " ".join(reference.split())[:60]
    if not chosen:
        raise CaseError("no_cases", field="cases")
    if not reference:
        raise CaseError("reference_missing", field="reference")
    if decided_on > on:
        raise CaseError("decision_in_the_future", field="decided_on")
    due = list(due_for_disposal(rule, on=on).filter(pk__in=chosen))
    if len(due) != len(set(chosen)):
        raise CaseError("not_due_for_disposal")
    decision = DisposalDecision.objects.create(
        rule=rule, reference=reference, decided_on=decided_on, note=note.strip(), recorded_by=by, recorded_at=at
    )
    for case in due:
        case = locked(case, even_archived=True)
        item = DisposalItem.objects.create(decision=decision, case=case)
        data = {"decision": decision.pk, "item": item.pk, "decided_on": decided_on.isoformat(), "rule": rule.pk}
        audit.record(case, "disposal_decided", by=by, at=at, data=data)
    return decision
