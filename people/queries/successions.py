"""Who follows whom. There are few of them and they change once a year, so they are kept in the cache for a minute."""

from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet

from people.domain.following import Followed, predecessors, successors
from people.models import Body, Succession

NAME, SECONDS = "successions", 60
COLUMNS = ("predecessor_id", "successor_id", "predecessor__key", "successor__key", "on")


def followings() -> tuple[Followed[int], ...]:
    """By primary key."""
    return tuple(Followed(before, after, on) for before, after, _, _, on in _rows())


def followings_of_keys() -> tuple[Followed[str], ...]:
    return tuple(Followed(before, after, on) for _, _, before, after, on in _rows())


def with_predecessors(body_id: int, on: date) -> frozenset[int]:
    """The body and those that it has followed by the day: whose cases are looked for under its name."""
    return frozenset({body_id, *predecessors([body_id], followings(), on)})


def families(on: date) -> dict[int, frozenset[int]]:
    """Those that have followed others and are followed by nobody by the day, each with all that it has followed."""
    found = followings()
    involved = {pk for each in found if each.on <= on for pk in (each.predecessor, each.successor)}
    last = {pk for each in involved for pk in successors(each, found, on)}
    return {pk: predecessors([pk], found, on) for pk in sorted(last)}


def names_of_followed(body_id: int, on: date) -> tuple[str, ...]:
    """The names of those that the body has followed by the day: whose cases are found with its own."""
    before = predecessors([body_id], followings(), on)
    return tuple(Body.objects.filter(pk__in=before).order_by("name").values_list("name", flat=True)) if before else ()


def following_any(bodies: QuerySet[Body], on: date) -> QuerySet[Body]:
    """The bodies, and those that have followed any of them by the day."""
    after = Succession.objects.filter(on__lte=on, predecessor__in=bodies.values("pk")).values("successor")
    further = Succession.objects.filter(on__lte=on, predecessor__in=after).values("successor")
    return Body.objects.filter(Q(pk__in=bodies.values("pk")) | Q(pk__in=after) | Q(pk__in=further))


def forget(**_told: object) -> None:
    """Heard when a succession changes: at once here, and again when others can read it."""
    cache.delete(NAME)
    transaction.on_commit(lambda: cache.delete(NAME))


def _rows() -> tuple[tuple[int, int, str, str, date], ...]:
    kept = cache.get(NAME)
    if kept is None:
        kept = tuple(Succession.objects.order_by("on", "pk").values_list(*COLUMNS))
        cache.set(NAME, kept, SECONDS)
    return kept
