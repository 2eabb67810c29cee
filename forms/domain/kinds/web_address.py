"""The address of a web page; `https://` is added where it was left out."""

import re
from typing import Any
from urllib.parse import urlsplit

from forms.domain.typed import bare

from .kind import ANSWERED, CONTAINS, Asked, Kind, Reading, unread

LONGEST = 1000
_HOST = re.compile(r"[^\s.@:/]+(\.[^\s.@:/]+)+")


class WebAddress(Kind):
    name = "web_address"
    operators = ANSWERED | CONTAINS

    def parse(self, raw: str, field: Asked) -> Reading:
        typed = bare(raw)
        address = typed if "://" in typed else f"https://{typed}"
        return Reading(address, address) if _is_page(address) else unread(raw, "not_web_address")

    def operand(self, value: Any, field: Asked) -> Any:
        return bare(value).casefold() or None if isinstance(value, str) else None

    def comparable(self, value: Any) -> Any:
        return value.casefold()

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "maxLength": LONGEST}


def _is_page(address: str) -> bool:
    """Pages alone: an address that runs something or names a user is not one."""
    if len(address) > LONGEST or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        return parts.scheme in ("http", "https") and not parts.username and bool(_HOST.fullmatch(host))
    except ValueError:
        return False
