"""Who follows whom. There are few of them and they change once a year, so they are kept in the cache for a minute."""

from datetime import date

from django.core.cache import cache
from django.db import transaction

from people.domain.following import Followed
from people.models import Succession

NAME, SECONDS = "successions", 60
COLUMNS = ("predecessor_id", "successor_id", "predecessor__key", "successor__key", "on")


def followings() -> tuple[Followed[int], ...]:
    """By primary key."""
    return tuple(Followed(before, after, on) for before, after, _, _, on in _rows())


def followings_of_keys() -> tuple[Followed[str], ...]:
    return tuple(Followed(before, after, on) for _, _, before, after, on in _rows())


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
