"""Text of several lines."""

from typing import Any

from forms.domain.problems import Problem
from forms.domain.typed import lines, words

from .kind import ANSWERED, CONTAINS, NOTHING, Asked, Kind, Reading, a_whole

# Longer than any application: a limit against mistakes and mischief, not for editors.
LONGEST = 100_000


class LongText(Kind):
    name = "long_text"
    members = {"max_words": a_whole(None, least=1, most=20_000)}
    operators = ANSWERED | CONTAINS

    def parse(self, raw: str, field: Asked) -> Reading:
        text = lines(raw)
        if not text:
            return NOTHING
        return Reading(text, text, tuple(self._problems(text, field)))

    def _problems(self, text: str, field: Asked) -> list[Problem]:
        if len(text) > LONGEST:
            return [Problem("too_long", (), {"maximum": LONGEST, "length": len(text)})]
        most = field.options["max_words"]
        if most is not None and (count := words(text)) > most:
            return [Problem("too_many_words", (), {"maximum": most, "words": count})]
        return []

    def operand(self, value: Any, field: Asked) -> Any:
        return lines(value).casefold() or None if isinstance(value, str) else None

    def comparable(self, value: Any) -> Any:
        return value.casefold()

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST}
