"""One or several municipalities, by their official code of four figures."""

import re
from collections.abc import Mapping
from typing import Any

from forms.domain.problems import Problem
from forms.domain.typed import as_typed, bare

from .kind import ANSWERED, CONTAINS, EQUAL, NOTHING, Asked, Kind, Known, Post, Reading, a_flag, unread

_CODE = re.compile(r"[0-9]{4}")
MOST = 300  # Sweden has 290


class MunicipalityKind(Kind):
    name = "municipality"
    members = {"multiple": a_flag(False)}
    operators = ANSWERED | EQUAL | CONTAINS
    is_scalar = False

    def parse(self, raw: str, field: Asked) -> Reading:
        return self._named(re.split(r"[ ,;]+", bare(raw)), field, raw)

    def read(self, answer: Any, field: Asked, known: Known | None = None) -> Reading:
        if isinstance(answer, list):
            named = [bare(as_typed(entry)) for entry in answer]
            return self._named(named, field, ", ".join(named))
        return super().read(answer, field)

    def _named(self, given: list[str], field: Asked, raw: str) -> Reading:
        codes = tuple(dict.fromkeys(code for code in given if code))
        if not codes:
            return NOTHING
        if len(codes) > MOST or not all(_CODE.fullmatch(code) for code in codes):
            return unread(raw, "not_a_municipality")
        too_many = len(codes) > 1 and not field.options["multiple"]
        return Reading(list(codes), codes, (Problem("only_one"),) if too_many else ())

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return ", ".join((names or {}).get(code, code) for code in value)

    def operand(self, value: Any, field: Asked) -> Any:
        return value if isinstance(value, str) and _CODE.fullmatch(value) else None

    def from_post(self, post: Post, name: str, field: Asked) -> Any:
        return self.read(list(post.get(name) or ()), field).answer

    def json_schema(self, field: Asked) -> dict[str, Any]:
        item = {"type": "string", "pattern": "^[0-9]{4}$"}
        return {
            "type": "array",
            "items": item,
            "uniqueItems": True,
            "minItems": 1,
            "maxItems": MOST if field.options["multiple"] else 1,
        }
