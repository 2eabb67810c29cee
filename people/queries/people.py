"""People who hold mandates: whom one may name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from people.models import Mandate, User

MOST = 2000


@dataclass(frozen=True)
class Holder:
    """A person, and in words what they are."""

    id: int
    name: str
    seats: str


def holders_of_seats(
    user: User | AnonymousUser, *, on: date, keys: Collection[str] = (), kind: str = ""
) -> list[Holder]:
    """Those with a mandate on the day in the bodies named, or in any of the kind, that the user may see.

    One query, in the order of their names; each person once.
    """
    mandates = Mandate.objects.visible_to(user).valid(on).filter(user__is_active=True)
    mandates = mandates.filter(body__kind=kind) if kind else mandates.filter(body__key__in=keys)
    people: dict[int, tuple[str, list[str]]] = {}
    found = mandates.select_related("user", "body").order_by("user__name", "user_id", "body__name", "pk")
    for mandate in found[:MOST]:
        seats = people.setdefault(mandate.user_id, (mandate.user.name, []))[1]
        seats.append(f"{mandate.get_role_display()}, {mandate.body.name}")
    return [Holder(pk, name, "; ".join(dict.fromkeys(seats))) for pk, (name, seats) in people.items()]
