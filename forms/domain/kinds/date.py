"""A day."""

from typing import Any

from forms.domain.days import NotADay, read_day

from .kind import ANSWERED, EQUAL, ORDERED, Asked, Cell, Kind, Reading, unread


class Date(Kind):
    name = "date"
    operators = ANSWERED | EQUAL | ORDERED

    def parse(self, raw: str, field: Asked) -> Reading:
        day = read_day(raw)
        return unread(raw, day.code) if isinstance(day, NotADay) else Reading(day.isoformat(), day)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value, "date")
