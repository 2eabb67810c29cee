"""Save a mandate that somebody edited in the register, and tell what changed."""

from typing import Any

from django.db import transaction

from people import log
from people.models import Mandate, PeopleEvent, User

TOLD = ("user_id", "body_id", "role", "is_deputy", "party_id", "valid_from", "valid_to")


@transaction.atomic
def change_mandate(mandate: Mandate, *, by: User | None) -> Mandate:
    """A new one is given; of a changed one the log tells what was."""
    before = Mandate.objects.filter(pk=mandate.pk).values(*TOLD).first() if mandate.pk else None
    mandate.save()
    if before is None:
        log.of_mandate(PeopleEvent.Kind.MANDATE_GIVEN, mandate, by=by)
        return mandate
    changed = {name: _plain(value) for name, value in before.items() if value != getattr(mandate, name)}
    if changed:
        log.of_mandate(PeopleEvent.Kind.MANDATE_CHANGED, mandate, by=by, before=changed)
    return mandate


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
