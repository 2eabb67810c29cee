"""Who holds which role in a body: now, to come and before; and the days on which nobody does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from people.domain.covering import Span, gaps
from people.models import Body, BodyKind, ChairTurn, Mandate, PeopleEvent, Role, Succession

# So far ahead a role that nobody will hold is worth knowing of.
AHEAD = timedelta(days=365)
# Roles that cases wait for, by kind of body; others may stand empty.
NEEDED: dict[str, tuple[str, ...]] = {
    BodyKind.LOCAL_GROUP: (Role.CHAIR, Role.PROCESS_LEADER),
    BodyKind.BOARD: (Role.CHAIR,),
    BodyKind.OFFICE: (Role.DIRECTOR, Role.CASE_OFFICER, Role.REGISTRAR),
}
MOST_PAST, MOST_EVENTS = 50, 20


@dataclass(frozen=True)
class Gap:
    """Days on which nobody holds the role."""

    role: str
    label: str
    span: Span
    is_now: bool


@dataclass(frozen=True)
class BodyRoles:
    body: Body
    now: tuple[Mandate, ...]
    coming: tuple[Mandate, ...]
    past: tuple[Mandate, ...]
    terms: tuple[ChairTurn, ...]
    gaps: tuple[Gap, ...]
    follows: tuple[Succession, ...]
    followed_by: tuple[Succession, ...]
    events: tuple[PeopleEvent, ...]


@dataclass(frozen=True)
class BodyRow:
    body: Body
    chairs: tuple[Mandate, ...]
    leaders: tuple[Mandate, ...]
    gaps: tuple[Gap, ...]


def body_roles(body: Body, *, on: date, with_events: bool) -> BodyRoles:
    """All of it in a fixed number of queries."""
    held = Mandate.objects.filter(body=body).select_related("user", "party", "absence__user")
    now = tuple(held.valid(on).order_by("role", "is_deputy", "user__name"))
    coming = tuple(held.filter(valid_from__gt=on).order_by("valid_from", "role", "is_deputy", "user__name")[:MOST_PAST])
    past = tuple(held.filter(valid_to__lt=on).order_by("-valid_to", "role", "user__name")[:MOST_PAST])
    events = (
        PeopleEvent.objects.filter(body=body).select_related("actor", "person")[:MOST_EVENTS] if with_events else ()
    )
    return BodyRoles(
        body=body,
        now=now,
        coming=coming,
        past=past,
        terms=tuple(ChairTurn.objects.filter(body=body).select_related("party", "user", "mandate")),
        gaps=tuple(_gaps(body, [*now, *coming], on)),
        follows=tuple(Succession.objects.filter(successor=body).select_related("predecessor").order_by("on")),
        followed_by=tuple(Succession.objects.filter(predecessor=body).select_related("successor").order_by("on")),
        events=tuple(events),
    )


def body_rows(*, on: date) -> list[BodyRow]:
    """Every body of today with who leads it and what nobody holds; three queries."""
    bodies = list(Body.objects.valid(on).order_by("kind", "name"))
    held: dict[int, list[Mandate]] = {body.pk: [] for body in bodies}
    ahead = Mandate.objects.filter(body__in=bodies).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    for mandate in ahead.select_related("user").order_by("is_deputy", "user__name"):
        held[mandate.body_id].append(mandate)
    return [
        BodyRow(
            body,
            chairs=_holding(held[body.pk], Role.CHAIR, on),
            leaders=_holding(held[body.pk], Role.PROCESS_LEADER, on),
            gaps=tuple(_gaps(body, held[body.pk], on)),
        )
        for body in bodies
    ]


def _holding(mandates: Iterable[Mandate], role: str, on: date) -> tuple[Mandate, ...]:
    return tuple(each for each in mandates if each.role == role and not each.is_deputy and each.is_valid(on))


def _gaps(body: Body, mandates: Sequence[Mandate], on: date) -> Iterable[Gap]:
    """Days ahead on which a role is empty that is held now, or that a body of its kind needs."""
    until = min(on + AHEAD, body.valid_to or date.max)
    if until < on:
        return
    roles = dict.fromkeys([*NEEDED.get(body.kind, ()), *(each.role for each in mandates if not each.is_deputy)])
    for role in roles:
        spans = [Span(each.valid_from, each.valid_to) for each in mandates if each.role == role and each.user.is_active]
        for span in gaps(spans, on, until):
            yield Gap(role, str(Role(role).label), span, span.holds(on))
