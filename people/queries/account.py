"""What somebody is and has set for themselves."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from people.models import Absence, MailChoice, Mandate, User


@dataclass(frozen=True)
class Account:
    mandates: tuple[Mandate, ...]
    absences: tuple[Absence, ...]
    mail: MailChoice


def account(user: User, *, on: date) -> Account:
    held = Mandate.objects.filter(user=user).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    return Account(
        mandates=tuple(held.select_related("body", "party", "absence__user").order_by("body__name", "role")[:50]),
        absences=absences_ahead(user, on=on),
        mail=MailChoice.objects.filter(user=user).first() or MailChoice(user=user),
    )


def absences_ahead(user: User, *, on: date) -> tuple[Absence, ...]:
    """Those that go on or are to come, with the mandates that stand in."""
    found = Absence.objects.filter(user=user, cancelled_at=None, last_day__gte=on)
    return tuple(found.prefetch_related("mandates__user", "mandates__body").order_by("first_day")[:20])
