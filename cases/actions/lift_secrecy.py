"""Lift a mark of secrecy: what it stood on is open again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Document, SecrecyMark
from people.models import User

from .mandates import must_be_association
from .mark_secret import set_secrecy
from .moving import locked


@transaction.atomic
def lift_secrecy(mark: SecrecyMark, *, by: User, reason: str, at: datetime | None = None) -> SecrecyMark:
    """The office lifts it and says why. Raises CaseError: 403 for others, 409 when it is lifted, 422 without reason."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    reason = reason.strip()
    if not reason:
        raise CaseError("reason_missing", field="reason")
    case = locked(mark.case, even_archived=True)
    mark = SecrecyMark.objects.select_related("document").get(pk=mark.pk, case=case)
    if mark.lifted_at is not None:
        raise CaseError("not_marked")
    mark.lifted_by, mark.lifted_at, mark.lifted_reason = by, at, reason
    mark.save()
    set_secrecy(case, mark.document, Document.Secrecy.NONE)
    number = mark.document.number if mark.document is not None else None
    data = {"mark": mark.pk, "document": number, "reason_sha256": audit.digest(reason)}
    audit.record(case, "secrecy_lifted", by=by, at=at, data=data)
    return mark
