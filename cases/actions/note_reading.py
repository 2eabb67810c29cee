"""Note how far somebody has read the messages of a case, or of all cases together."""

from cases.models import Case, MessageReading
from people.models import User


def note_reading(case: Case | None, reader: User, last: int) -> None:
    """Never backwards; whoever opens the page twice at once is noted once. No case: all cases, "mark all as read"."""
    reading, is_new = MessageReading.objects.get_or_create(case=case, user=reader, defaults={"last": last})
    if not is_new:
        MessageReading.objects.filter(pk=reading.pk, last__lt=last).update(last=last)
