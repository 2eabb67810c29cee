"""Add something that must follow from a case."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, Obligation
from people.models import User

from .mandates import must_be_association
from .moving import locked


@transaction.atomic
def add_obligation(case: Case, *, title: str, due_on: date | None, by: User, at: datetime | None = None) -> Obligation:
    """The office adds it. Raises CaseError: 403 for others, 422 without a title."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    title = " ".join(title.split())[:300]
    if not title:
        raise CaseError("title_missing", field="title")
    case = locked(case)
    obligation = Obligation.objects.create(case=case, title=title, due_on=due_on)
    data = {
        "obligation": obligation.pk,
        "due_on": due_on.isoformat() if due_on else None,
        "title_sha256": audit.digest(title),
    }
    audit.record(case, "obligation_added", by=by, at=at, data=data)
    return obligation
