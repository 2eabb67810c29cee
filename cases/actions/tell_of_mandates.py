"""Tell those whose mandate has begun what it is and what waits for them: the chair, the deputy, the successor."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.models import OutgoingEmail
from cases.notices_of_people import begins, mandate_begins
from cases.queries.begun import begun_lately, waits_by


def tell_of_mandates(*, at: datetime | None = None) -> int:
    """A letter for each mandate that began; gives how many. Safe to repeat, and nights that were missed are made up."""
    on = timezone.localdate(at or timezone.now())
    begun = begun_lately(on)
    told = set(OutgoingEmail.objects.filter(key__in=[begins(each) for each in begun]).values_list("key", flat=True))
    new = [mandate for mandate in begun if begins(mandate) not in told]
    for mandate in new:
        with transaction.atomic():
            mandate_begins(mandate, waits_by(mandate, on=on))
    return len(new)
