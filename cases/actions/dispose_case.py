"""Dispose of one case that it was decided to dispose of: its words, files and personal data go, the trail stays."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit
from cases.models import DisposalItem
from cases.tasks import forget_files
from people.models import User

from .erasing import erase
from .moving import locked


@transaction.atomic
def dispose_case(item: DisposalItem, *, by: User | None, at: datetime | None = None) -> DisposalItem:
    """One transaction a case; a case that is done already stays as it is. The bytes of files go after the commit.

    `by` is the person at the office who pressed the button, or None for the command. Number, dates,
    kind, outcome and sums are left, with the digests of what was taken.
    """
    at = at or timezone.now()
    case = locked(item.case, even_archived=True)
    item = DisposalItem.objects.select_related("decision").get(pk=item.pk)
    if item.done_at is not None:
        return item
    taken, names = erase(case)
    case.disposed_on = timezone.localdate(at)
    case.save()
    item.done_at, item.taken = at, taken
    item.save()
    data = {"decision": item.decision_id, "item": item.pk, "taken": taken, "disposed_on": case.disposed_on.isoformat()}
    audit.record(case, "disposed", by=by, at=at, data=data)
    if names:
        forget_files.enqueue(names)
    return item
