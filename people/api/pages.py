"""Lists in pieces: never more than a hundred at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from ninja import Schema
from pydantic import ConfigDict, Field

MOST = 100


class Asking(Schema):
    """What is sent in: a member that is not known is refused rather than passed over."""

    model_config = ConfigDict(extra="forbid")


class Paging(Asking):
    limit: int = Field(20, ge=1, le=MOST, description="How many at most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over.")


class Page[Row](Schema):
    """A piece of a list; `count` is the length of the whole."""

    count: int
    limit: int
    offset: int
    results: list[Row]


def page_of(rows: QuerySet[Any], asked: Paging, shown: Callable[[list[Any]], list[Any]] = list) -> dict[str, Any]:
    """`shown` turns the rows of the piece into what is answered, all at once so that it can read what they need."""
    piece = list(rows[asked.offset : asked.offset + asked.limit])
    return {"count": rows.count(), "limit": asked.limit, "offset": asked.offset, "results": shown(piece)}


def piece_of[Row](rows: Sequence[Row], asked: Paging, shown: Callable[[Sequence[Row]], list[Any]]) -> dict[str, Any]:
    """The same of rows that were read with something else already."""
    piece = rows[asked.offset : asked.offset + asked.limit]
    return {"count": len(rows), "limit": asked.limit, "offset": asked.offset, "results": shown(piece)}
