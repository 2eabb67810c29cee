"""Give somebody a role in a body, for a time."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from people import log
from people.domain.covering import Span
from people.errors import PeopleError
from people.models import Absence, Body, Mandate, Party, PeopleEvent, User


@transaction.atomic
def give_mandate(
    user: User,
    body: Body,
    role: str,
    *,
    by: User | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    is_deputy: bool = False,
    party: Party | None = None,
    absence: Absence | None = None,
) -> Mandate:
    """Raises PeopleError where the days are turned or the person holds the role then already."""
    if valid_from and valid_to and valid_to < valid_from:
        raise PeopleError("days_turned", field="valid_to")
    if not user.is_active:
        raise PeopleError("inactive", field="user", person=user.name)
    wanted = Span(valid_from, valid_to)
    held = Mandate.objects.select_for_update(of=("self",)).filter(Q(user=user), body=body, role=role)
    if any(Span(each.valid_from, each.valid_to).meets(wanted) for each in held):
        raise PeopleError("already_holds", field="user", person=user.name)
    mandate = Mandate.objects.create(
        user=user,
        body=body,
        role=role,
        is_deputy=is_deputy,
        party=party,
        valid_from=valid_from,
        valid_to=valid_to,
        absence=absence,
    )
    log.of_mandate(PeopleEvent.Kind.MANDATE_GIVEN, mandate, by=by)
    return mandate
