"""How many there are of several kinds, looked at no further than to so many of each."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value


def counted(kinds: Mapping[str, QuerySet[Any]], *, most: int, in_their_order: bool = False) -> dict[str, int | str]:
    """Of each kind how many, or "1000+" where there are more than `most`; one query for rows of one table or many.

    `in_their_order` as `people.paging.LongPaginator` has it.
    """
    lines = [
        rows.model.objects.order_by()
        .filter(pk__in=(rows if in_their_order else rows.order_by()).values("pk")[: most + 1])
        .annotate(which=Value(kind, CharField()))
        .values("which")
        .annotate(number=Count("pk"))
        .values_list("which", "number")
        for kind, rows in kinds.items()
    ]
    read = lines[0].union(*lines[1:], all=True).order_by("which") if lines[1:] else lines[0]
    numbers: dict[str, int] = dict(read)
    return {kind: f"{most}+" if (number := numbers.get(kind, 0)) > most else number for kind in kinds}
