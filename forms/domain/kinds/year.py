"""A year."""

import re
from typing import Any

from forms.domain.typed import bare

from .kind import ANSWERED, EQUAL, ORDERED, Asked, Cell, Kind, Reading, unread


class Year(Kind):
    name = "year"
    operators = ANSWERED | EQUAL | ORDERED

    def parse(self, raw: str, field: Asked) -> Reading:
        found = re.fullmatch(r"(?:19|20|21)[0-9]{2}", bare(raw))
        return Reading(int(found[0]), int(found[0])) if found else unread(raw, "not_year")

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1900, "maximum": 2199}

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value, "year")
