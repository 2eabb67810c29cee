"""From one day to another, both included."""

from typing import Any

from forms.domain.days import NotADay, Period, read_period

from .kind import ANSWERED, Asked, Kind, Known, Post, Reading, posted, unread


class PeriodKind(Kind):
    name = "period"
    operators = ANSWERED

    def parse(self, raw: str, field: Asked) -> Reading:
        period = read_period(raw)
        return unread(raw, period.code) if isinstance(period, NotADay) else self._reading(period)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if isinstance(answer, dict) and set(answer) == {"from", "to"}:
            ends = (answer["from"], answer["to"])
            if all(isinstance(end, str) for end in ends):
                return super().read(_joined(*ends), field)
        return super().read(answer, field)

    def _reading(self, period: Period) -> Reading:
        return Reading({"from": period.start.isoformat(), "to": period.end.isoformat()}, period)

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        if name in post:
            return super().from_post(post, name, field)
        raw = _joined(posted(post, f"{name}.from").strip(), posted(post, f"{name}.to").strip())
        return self.parse(raw, field).answer if raw else None

    def json_schema(self, field: Asked) -> dict[str, Any]:
        day = {"type": "string", "format": "date"}
        return {
            "type": "object",
            "properties": {"from": day, "to": day},
            "required": ["from", "to"],
            "additionalProperties": False,
        }


def _joined(start: str, end: str) -> str:
    return f"{start}–{end}" if start or end else ""
