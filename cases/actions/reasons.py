"""Keep why something was done: the words in a row of their own, their digest for the trail."""

from datetime import datetime
from typing import Any

from cases import audit
from cases.errors import CaseError
from cases.models import Case, Reason
from people.models import User


def keep_reason(case: Case, kind: str, text: str, *, by: User, at: datetime) -> dict[str, Any]:
    """What the event says of it. Raises CaseError (422) where nothing was written."""
    text = text.strip()
    if not text:
        raise CaseError("why_missing", field="reason")
    row = Reason.objects.create(case=case, kind=kind, text=text, by=by, at=at)
    return {"reason": row.pk, "reason_sha256": audit.digest(text)}
