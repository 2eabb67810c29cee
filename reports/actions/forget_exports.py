"""Take away workbooks that were made more than a week ago."""

from datetime import timedelta

from django.utils import timezone

from reports.models import Export

KEPT_FOR = timedelta(days=7)


def forget_exports() -> int:
    """How many went."""
    old = list(Export.objects.filter(created_at__lt=timezone.now() - KEPT_FOR))
    for export in old:
        if export.file:
            export.file.delete(save=False)
        export.delete()
    return len(old)
