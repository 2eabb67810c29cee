"""Close a case: it has ended and nothing more is expected in it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.errors import CaseError
from cases.models import Case, Handout
from people.models import User

from .mandates import must_be_association
from .moving import locked
from .shelving import undo


@transaction.atomic
def close_case(case: Case, *, by: User, at: datetime | None = None) -> Case:
    """The office closes it. Raises CaseError: 403 for others, 409 while it runs, or while something is left to do."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    if case.closed_on is not None:
        raise CaseError("already_closed")
    if case.status != Case.Status.ENDED:
        raise CaseError("not_ended")
    left = obligations_left(case)
    if left:
        raise CaseError("obligations_left", count=left)
    if case.handouts.filter(state=Handout.State.PREPARED).exists():
        raise CaseError("handouts_left")
    case.closed_on = timezone.localdate(at)
    case.save(update_fields=["closed_on"])
    audit.record(case, "closed", by=by, at=at, data={"closed_on": case.closed_on.isoformat()})
    return case


def obligations_left(case: Case) -> int:
    """What must still follow from the case; one that was refused or withdrawn owes nothing."""
    end = case.route_version.parsed.end(case.end)
    owes = end is None or end.kind not in {"rejected", "withdrawn"}
    return case.obligations.filter(done_on=None).count() if owes else 0


@transaction.atomic
def undo_closing(case: Case, *, by: User, reason: str, at: datetime | None = None) -> Case:
    """More came, or it was closed by mistake. Raises CaseError: 403, 409 unless it is closed, 422 without a reason."""
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(case)
    if case.closed_on is None:
        raise CaseError("not_closed")
    undo(case, "closing_undone", reason=reason, by=by, at=at, fields=["closed_on"])
    return case
