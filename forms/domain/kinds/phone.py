"""A telephone number, kept as it is written."""

import re
from typing import Any

from forms.domain.typed import bare

from .kind import ANSWERED, Asked, Kind, Reading, unread

_NUMBER = re.compile(r"\+?[0-9 ()/-]+")
_HYPHENS = re.compile("[‐‑‒–—−]")


class Phone(Kind):
    name = "phone"
    operators = ANSWERED

    def parse(self, raw: str, field: Asked) -> Reading:
        typed = _HYPHENS.sub("-", bare(raw))
        figures = re.sub(r"[^0-9]", "", typed)
        if not _NUMBER.fullmatch(typed) or not 6 <= len(figures) <= 15:
            return unread(raw, "not_phone")
        return Reading(typed, typed)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+?[0-9 ()/-]+$"}
