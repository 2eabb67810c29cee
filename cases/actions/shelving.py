"""What closing and archiving begin with, and how they are undone with a reason."""

from datetime import datetime
from typing import Any

from cases import audit
from cases.errors import CaseError
from cases.models import Case
from cases.models.acting import Reason
from people.models import User


def undo(case: Case, kind: str, *, reason: str, by: User, at: datetime, fields: list[str]) -> None:
    """Save that the fields are empty again, and why."""
    reason = reason.strip()
    if not reason:
        raise CaseError("reason_missing", field="reason")
    if case.disposed_on is not None:
        raise CaseError("case_disposed")
    kept = Reason.objects.create(case=case, kind=kind, text=reason, by=by, at=at)
    for name in fields:
        setattr(case, name, None)
    case.save(update_fields=fields)
    data: dict[str, Any] = {"reason": kept.pk, "reason_sha256": audit.digest(reason)}
    audit.record(case, kind, by=by, at=at, data=data)
