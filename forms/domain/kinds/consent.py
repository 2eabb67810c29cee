"""A declaration that is agreed to, or not yet: there is no answer no."""

from collections.abc import Mapping
from typing import Any

from forms.domain.typed import bare

from .kind import ANSWERED, NOTHING, Asked, Kind, Known, Reading, a_text, unread
from .yes_no import WORDS


class Consent(Kind):
    name = "consent"
    members = {"text": a_text()}
    operators = ANSWERED
    is_scalar = False

    def parse(self, raw: str, field: Asked) -> Reading:
        agreed = WORDS.get(bare(raw).lower())
        if agreed is None:
            return unread(raw, "not_yes_no")
        return Reading(True, True) if agreed else NOTHING

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if isinstance(answer, bool):
            return Reading(True, True) if answer else NOTHING
        return super().read(answer, field)

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return "Ja"

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"const": True}
