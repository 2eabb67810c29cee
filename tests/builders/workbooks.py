"""A draft's workbook, changed and looked at."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from openpyxl import load_workbook

from forms.queries.draft import Draft
from forms.workbook.reading import read_workbook
from forms.workbook.review import Review, review

SEED = UUID(int=7)


def looked_at(draft: Draft, content: bytes) -> Review:
    return review(draft, read_workbook(content, "bok.xlsx"), SEED)


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The book with something done to it, its formulas and the values that they had kept apart from that."""
    book = load_workbook(BytesIO(content))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def table(seen: Review, key: str) -> Any:
    return next(one for one in seen.tables if one.field.key == key)
