"""Somebody is back, or was never away."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from people import log
from people.models import Absence, PeopleEvent, User

from .end_mandate import end_mandate


@transaction.atomic
def cancel_absence(absence: Absence, *, by: User, on: date | None = None) -> Absence:
    """The deputies step back from today; what has been answered stands. Once more changes nothing."""
    today = on or timezone.localdate()
    absence = Absence.objects.select_for_update(of=("self",)).select_related("user").get(pk=absence.pk)
    if absence.cancelled_at is None and absence.last_day >= today:
        absence.cancelled_at = timezone.now()
        absence.save(update_fields=["cancelled_at"])
        for mandate in absence.mandates.all():
            end_mandate(mandate, today - timedelta(days=1), by=by)
        log.record(PeopleEvent.Kind.ABSENCE_CANCELLED, by=by, person=absence.user, absence=absence.pk)
    return absence
