"""One or several bodies, such as the local groups that apply; the keys of bodies are people's."""

import re
from collections.abc import Mapping
from typing import Any

from forms.domain.problems import Problem
from forms.domain.typed import as_typed, bare

from .kind import ANSWERED, CONTAINS, EQUAL, NOTHING, Asked, Kind, Known, Post, Reading, a_flag, one_of, unread

_BODY_KEY = re.compile(r"[-a-zA-Z0-9_]{1,50}")


class BodyKind(Kind):
    name = "body"
    members = {
        "body_kind": one_of(
            "local_group", "board", "executive_committee", "preparatory_group", "steering_group", "office"
        ),
        "multiple": a_flag(False),
        "applicants": a_flag(False),
    }
    operators = ANSWERED | EQUAL | CONTAINS
    is_scalar = False

    def parse(self, raw: str, field: Asked) -> Reading:
        return self._named([part for part in re.split(r"[ ,;]+", bare(raw)) if part], field, raw)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if isinstance(answer, list):
            named = [bare(as_typed(entry)) for entry in answer]
            return self._named([key for key in named if key], field, ", ".join(named))
        return super().read(answer, field)

    def _named(self, keys: list[str], field: Asked, raw: str) -> Reading:
        if not keys:
            return NOTHING
        if not all(_BODY_KEY.fullmatch(key) for key in keys):
            return unread(raw, "not_a_body")
        once = tuple(dict.fromkeys(keys))
        too_many = len(once) > 1 and not field.options["multiple"]
        return Reading(list(once), once, (Problem("only_one"),) if too_many else ())

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return ", ".join((names or {}).get(key, key) for key in value)

    def operand(self, value: Any, field: Asked) -> Any:
        return value if isinstance(value, str) and _BODY_KEY.fullmatch(value) else None

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        return self.read(list(post.get(name) or ()), field).answer

    def json_schema(self, field: Asked) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
        return schema if field.options["multiple"] else schema | {"maxItems": 1}
