"""A line of text."""

from typing import Any

from forms.domain.problems import Problem
from forms.domain.typed import one_line

from .kind import ANSWERED, CONTAINS, EQUAL, NOTHING, Asked, Kind, Reading, a_whole


class Text(Kind):
    name = "text"
    members = {"max_length": a_whole(200, least=1, most=2000)}
    operators = ANSWERED | EQUAL | CONTAINS

    def parse(self, raw: str, field: Asked) -> Reading:
        text = one_line(raw)
        if not text:
            return NOTHING
        longest = field.options["max_length"]
        if len(text) > longest:
            return Reading(text, text, (Problem("too_long", (), {"maximum": longest, "length": len(text)}),))
        return Reading(text, text)

    def operand(self, value: Any, field: Asked) -> Any:
        return one_line(value).casefold() or None if isinstance(value, str) else None

    def comparable(self, value: Any) -> Any:
        return value.casefold()

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "maxLength": field.options["max_length"]}
