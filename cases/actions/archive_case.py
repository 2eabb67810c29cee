"""Put a closed case in the archive, where it is read only."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case
from people.models import User

from .mandates import must_be_association
from .moving import locked
from .shelving import undo


@transaction.atomic
def archive_case(case: Case, *, by: User, at: datetime | None = None) -> Case:
    """The office archives it. Raises CaseError: 403 for others, 409 unless it is closed, or when it is archived."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case, even_archived=True)
    if case.archived_on is not None:
        raise CaseError("already_archived")
    if case.closed_on is None:
        raise CaseError("not_closed")
    case.archived_on = timezone.localdate(at)
    case.save(update_fields=["archived_on"])
    audit.record(case, "archived", by=by, at=at, data={"archived_on": case.archived_on.isoformat()})
    return case


@transaction.atomic
def take_out_of_archive(case: Case, *, by: User, reason: str, at: datetime | None = None) -> Case:
    """Raises CaseError: 403 for others, 409 unless it is archived or when it is decided to be disposed of, 422."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case, even_archived=True)
    if case.archived_on is None:
        raise CaseError("not_archived")
    undo(case, "taken_out_of_archive", reason=reason, by=by, at=at, fields=["archived_on", "closed_on"])
    return case
