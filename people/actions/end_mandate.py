"""Give a mandate its last day."""

from datetime import date

from django.db import transaction

from people import log
from people.models import Mandate, PeopleEvent, User


@transaction.atomic
def end_mandate(mandate: Mandate, last_day: date, *, by: User | None) -> Mandate | None:
    """The mandate as it is then; one that would begin later is taken back, which the log tells, and gives None.

    A mandate that ends by the day anyway stays as it is.
    """
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("user", "body").get(pk=mandate.pk)
    if mandate.valid_to is not None and mandate.valid_to <= last_day:
        return mandate
    if mandate.valid_from is not None and mandate.valid_from > last_day:
        log.of_mandate(PeopleEvent.Kind.MANDATE_TAKEN_BACK, mandate, by=by)
        mandate.delete()
        return None
    before = mandate.valid_to
    mandate.valid_to = last_day
    mandate.save(update_fields=["valid_to"])
    log.of_mandate(PeopleEvent.Kind.MANDATE_ENDED, mandate, by=by, last_before=before)
    return mandate
