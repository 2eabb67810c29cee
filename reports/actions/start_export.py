"""Ask for a workbook that is made in the background."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from people.models import User
from reports.models import Export

# Asked again so soon it is the same question: a page that was reloaded, or a second click.
SAME_FOR = timedelta(minutes=10)


@transaction.atomic
def start_export(report: str, asked: Mapping[str, str], *, by: User) -> Export:
    """The export that is under way or just made with the same filters; otherwise a new one, queued."""
    from reports.tasks import make_export

    User.objects.select_for_update().get(pk=by.pk)
    lately = Export.objects.filter(owner=by, report=report, created_at__gt=timezone.now() - SAME_FOR)
    for export in lately.exclude(state=Export.State.FAILED):
        if export.asked == dict(asked) and export.language == _language():
            return export
    export = Export.objects.create(owner=by, report=report, asked=dict(asked), language=_language())
    make_export.enqueue(export.pk)
    return export


def _language() -> str:
    return translation.get_language() or "sv"
