"""Who may act for whom on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people.domain.following import predecessors, successors
from people.models import Body, BodyKind, Mandate, Role, User

from .successions import followings


@dataclass(frozen=True)
class Standing:
    """All that a user is on one day, read with one query.

    `seats` are (body id, role) pairs; deputies count, because they have the same powers. Whoever sits in a body that
    has followed another has the same seat in that one: what was the old group's is seen and done by the new.
    """

    user_id: int | None
    on: date
    is_superuser: bool = False
    seats: frozenset[tuple[int, str]] = frozenset()
    kinds: dict[int, str] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)

    @property
    def body_ids(self) -> frozenset[int]:
        return frozenset(body_id for body_id, _ in self.seats)

    @property
    def is_office(self) -> bool:
        """Whether the person works at the association's office, which sees every case."""
        return self.is_superuser or any(self.kinds[body_id] == BodyKind.OFFICE for body_id in self.body_ids)

    @property
    def is_financier(self) -> bool:
        """Whether the person sits in a body of the association itself, not of a local group."""
        own = {BodyKind.OFFICE, BodyKind.BOARD, BodyKind.EXECUTIVE_COMMITTEE, BodyKind.PREPARATORY_GROUP}
        return self.is_superuser or any(self.kinds[body_id] in own for body_id in self.body_ids)

    @property
    def has_mandate(self) -> bool:
        """Whether the person has anything to do here at all on the day."""
        return self.is_superuser or bool(self.seats)

    def holds(self, body_id: int, *roles: str) -> bool:
        return any((body_id, role) in self.seats for role in roles)

    def bodies_as(self, *roles: str) -> frozenset[int]:
        return frozenset(body_id for body_id, role in self.seats if role in roles)


def standing(user: User | AnonymousUser, *, on: date | None = None) -> Standing:
    day = on or timezone.localdate()
    if not user.is_authenticated or not user.is_active:
        return Standing(user_id=None, on=day)
    rows = list(Mandate.objects.held_by(user, on=day).select_related("body"))
    inherited = {row.body_id: predecessors([row.body_id], followings(), day) for row in rows}
    seats = {(body_id, row.role) for row in rows for body_id in (row.body_id, *inherited[row.body_id])}
    kinds = {body_id: row.body.kind for row in rows for body_id in inherited[row.body_id]}
    return Standing(
        user_id=user.pk,
        on=day,
        is_superuser=user.is_superuser,
        seats=frozenset(seats),
        kinds={**kinds, **{row.body_id: row.body.kind for row in rows}},
        keys={row.body_id: row.body.key for row in rows},
    )


def holders(bodies: Iterable[int], role: str, *, on: date) -> list[Mandate]:
    """The mandates of a role in these bodies, or in those that have followed them, on the day: holders first."""
    acting = {each for body_id in bodies for each in (body_id, *successors(body_id, followings(), on))}
    return list(
        Mandate.objects.valid(on)
        .filter(body__in=acting, role=role, user__is_active=True)
        .select_related("user", "body")
        .order_by("body__name", "is_deputy", "user__name")
    )


def groups_to_apply_for(user: User, *, on: date, found: Standing | None = None) -> list[Body]:
    """The local groups that the user may write an application for; `found`, on the day, where it is known already."""
    found = found or standing(user, on=on)
    groups = Body.objects.valid(on).filter(kind=BodyKind.LOCAL_GROUP)
    if not found.is_office:
        groups = groups.filter(pk__in=found.bodies_as(Role.PROCESS_LEADER, Role.CHAIR, Role.MEMBER))
    return list(groups)
