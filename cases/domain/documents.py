"""Which files a sending brings with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID


def attached_in(answers: Mapping[str, Any]) -> list[str]:
    """The ids of the files that the answers name, in order, each once."""
    entries = (entry for answer in answers.values() if isinstance(answer, list) for entry in answer)
    named = (entry.get("id") for entry in entries if isinstance(entry, dict) and {"id", "name", "size"} <= entry.keys())
    return list(dict.fromkeys(str(each) for each in named if _is_uuid(each)))


def _is_uuid(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(UUID(text))
    except ValueError:
        return False
