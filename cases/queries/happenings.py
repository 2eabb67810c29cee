"""What a year asks of groups. There are few and they change seldom, so they are kept in the cache for a minute."""

from typing import NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from cases.models import Happening

NAME, SECONDS = "happenings", 60


class Asked(NamedTuple):
    """`chosen` are the groups that it is for; none: every local group."""

    happening: Happening
    chosen: frozenset[int]


def happenings() -> tuple[Asked, ...]:
    """By name; one query a minute."""
    kept = cache.get(NAME)
    if kept is None:
        kept = tuple(_read())
        cache.set(NAME, kept, SECONDS)
    return kept


def forget(**_told: object) -> None:
    """Heard when one changes: at once here, and again when others can read it."""
    cache.delete(NAME)
    transaction.on_commit(lambda: cache.delete(NAME))


def _read() -> list[Asked]:
    found: dict[int, tuple[Happening, set[int]]] = {}
    for one in Happening.objects.annotate(chosen=F("bodies")).order_by("name", "pk"):
        bodies = found.setdefault(one.pk, (one, set()))[1]
        if one.chosen is not None:
            bodies.add(one.chosen)
    return [Asked(one, frozenset(bodies)) for one, bodies in found.values()]
