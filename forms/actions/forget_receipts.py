"""Let go of receipts that nobody asks for again."""

from datetime import datetime, timedelta

from django.utils import timezone

from forms.models import KeptReceipt

# A request whose answer got lost is repeated within minutes; a month leaves room for a program that stood still.
KEPT_FOR = timedelta(days=30)


def forget_receipts(at: datetime | None = None) -> int:
    """How many were let go of. What was sent in stays; only the answer to a repeated request goes."""
    gone, _by_model = KeptReceipt.objects.filter(created_at__lt=(at or timezone.now()) - KEPT_FOR).delete()
    return gone
