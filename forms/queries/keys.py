"""Keys that no other form, or no other route, has."""

from typing import Any

from django.db.models import Model


def free_key(model: type[Model], plain: str, *, but: Any = None) -> str:
    """The key itself, or with the first number that makes it free; `but` is the one that may keep its own."""
    others = model._default_manager.exclude(pk=but).filter(key__startswith=plain)
    taken = set(others.values_list("key", flat=True))
    key, number = plain, 1
    while key in taken:
        number += 1
        key = f"{plain[:56]}-{number}"
    return key
