"""Yes or no."""

from collections.abc import Mapping
from typing import Any

from forms.domain.typed import bare

from .kind import ANSWERED, EQUAL, Asked, Kind, Known, Reading, unread

WORDS = {
    **dict.fromkeys(("ja", "yes", "true", "on", "1", "x"), True),
    **dict.fromkeys(("nej", "no", "false", "off", "0"), False),
}


class YesNo(Kind):
    name = "yes_no"
    operators = ANSWERED | EQUAL

    def parse(self, raw: str, field: Asked) -> Reading:
        answer = WORDS.get(bare(raw).lower())
        return unread(raw, "not_yes_no") if answer is None else Reading(answer, answer)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        return Reading(answer, answer) if isinstance(answer, bool) else super().read(answer, field)

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return "Ja" if value else "Nej"

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        return super().typed(answer, field).lower() if isinstance(answer, bool) else super().typed(answer, field)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "boolean"}
