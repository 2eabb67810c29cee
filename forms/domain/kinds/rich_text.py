"""Text with paragraphs, lists, bold, italics and links, written with plain signs."""

from collections.abc import Mapping
from typing import Any

from forms.domain.markup import without_signs

from .kind import Asked
from .long_text import LongText


class RichText(LongText):
    """Kept as it was written; `forms.domain.markup.to_html` shows it."""

    name = "rich_text"
    is_scalar = False

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return without_signs(value)

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        """With its signs, to go on writing."""
        return answer if isinstance(answer, str) else super().typed(answer, field)
