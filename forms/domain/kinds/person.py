"""A person of the system, by a stable id and by the name that they had when they were chosen.

Whether they hold a mandate is the database's to tell: it writes the name, and a person without one is unknown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.domain.problems import Problem
from forms.domain.typed import as_typed, one_line

from .kind import ANSWERED, Asked, Kind, Known, Post, Reading, one_of, posted, unread

LONGEST_NAME = 150
_TYPED = re.compile(r"(?P<id>[1-9][0-9]{0,17})(?: (?P<name>.+))?")


@dataclass(frozen=True)
class Person:
    id: int
    name: str


class PersonKind(Kind):
    name = "person"
    members = {
        # Who may be chosen: those with a mandate in the bodies that apply, or in any body of a kind.
        "chosen_from": one_of("applicants", "body_kind"),
        "body_kind": one_of(
            "local_group", "board", "executive_committee", "preparatory_group", "steering_group", "office"
        ),
    }
    operators = ANSWERED
    is_scalar = False

    def parse(self, raw: str, field: Asked) -> Reading:
        """`12 Anna Andersson`, as the page's list sends it."""
        found = _TYPED.fullmatch(one_line(raw))
        return self._known(int(found["id"]), found["name"] or "") if found else unread(raw, "not_a_person")

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if not isinstance(answer, dict) or "id" not in answer:
            return super().read(answer, field)
        number, name = answer["id"], answer.get("name", "")
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10**18:
            return unread(as_typed(answer), "not_a_person")
        return self._known(number, one_line(name)[:LONGEST_NAME].strip() if isinstance(name, str) else "")

    def _known(self, number: int, name: str) -> Reading:
        answer = {"id": number} | ({"name": name} if name else {})
        return Reading(answer, Person(number, name), () if name else (Problem("unknown_person"),))

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return str(value.name or f"({value.id})")

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        value = self.read(answer, field).value
        return f"{value.id} {value.name}".strip() if value else super().typed(answer, field)

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        raw = posted(post, name)
        return self.parse(raw, field).answer if raw.strip() else None

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {"id": {"type": "integer", "minimum": 1}, "name": {"type": "string"}},
            "required": ["id"],
            "additionalProperties": False,
        }
