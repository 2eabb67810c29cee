"""The log of who changed whose role."""

from datetime import date
from typing import Any

from .models import Body, Mandate, PeopleEvent, User


def record(
    kind: str,
    *,
    by: User | None,
    person: User | None = None,
    body: Body | None = None,
    role: str = "",
    **data: Any,
) -> PeopleEvent:
    """Written in the transaction of the change; days become text, nothing that somebody wrote is kept."""
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}
    event = PeopleEvent(kind=kind, actor=by, person=person, body=body, role=role, data=said)
    event.save()
    return event


def of_mandate(kind: str, mandate: Mandate, *, by: User | None, **data: Any) -> PeopleEvent:
    return record(
        kind,
        by=by,
        person=mandate.user,
        body=mandate.body,
        role=mandate.role,
        mandate=mandate.pk,
        deputy=mandate.is_deputy,
        first=mandate.valid_from,
        last=mandate.valid_to,
        **data,
    )
