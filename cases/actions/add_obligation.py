"""Add something that must follow from a case."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, FollowUp, Obligation
from people.models import User

from .make_obligations import said_of
from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def add_obligation(
    case: Case,
    *,
    title: str,
    due_on: date | None,
    by: User,
    kind: str = Obligation.Kind.OTHER,
    at: datetime | None = None,
) -> Obligation:
    """The office adds it. Raises CaseError: 403 for others, 422 without a title or with an unknown kind."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    title = " ".join(title.split())[:300]
    if not title:
        raise CaseError("title_missing", field="title")
    if kind not in Obligation.Kind.values:
        raise CaseError("unknown_obligation_kind", field="kind")
    case = locked(case)
    obligation = Obligation.objects.create(
        case=case, kind=kind, title=title, due_on=due_on, form=FollowUp.in_use().form_for(kind)
    )
    audit.record(case, "obligation_added", by=by, at=at, data=said_of(obligation))
    return obligation
