"""An e-mail address."""

import re
from typing import Any

from forms.domain.typed import bare

from .kind import ANSWERED, CONTAINS, EQUAL, Asked, Kind, Reading, unread

_PART = r"[^@\s<>()\[\],;:\"\\.]+"
_ADDRESS = re.compile(rf"[^@\s<>()\[\],;:\"\\]+@{_PART}(\.{_PART})+")


class Email(Kind):
    name = "email"
    operators = ANSWERED | EQUAL | CONTAINS

    def parse(self, raw: str, field: Asked) -> Reading:
        typed = bare(raw).removeprefix("mailto:")
        if len(typed) > 254 or not _ADDRESS.fullmatch(typed):
            return unread(raw, "not_email")
        person, _, domain = typed.rpartition("@")
        address = f"{person}@{domain.lower()}"
        return Reading(address, address)

    def operand(self, value: Any, field: Asked) -> Any:
        return bare(value).casefold() or None if isinstance(value, str) else None

    def comparable(self, value: Any) -> Any:
        return value.casefold()

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": 254}
