"""Text between the fields that asks nothing."""

from typing import Any

from .kind import NOTHING, Asked, Kind, Known, Post, Reading, a_text


class Information(Kind):
    name = "information"
    members = {"text": a_text()}
    operators = frozenset()
    is_scalar = False
    has_answer = False
    is_read = False
    is_posted = False

    def parse(self, raw: str, field: Asked) -> Reading:
        return NOTHING

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        return NOTHING

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        return None

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"not": {}}
