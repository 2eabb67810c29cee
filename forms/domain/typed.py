"""Text as people type and paste it."""

import json
import re
import unicodedata
from typing import Any

# Spaces that Word, Excel and phones put between thousands.
SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text on one line, with single plain spaces."""
    return SPACES.sub(" ", _printable(text)).strip()


def bare(text: str) -> str:
    """One line without what cannot be seen: for numbers and dates, where it only comes from pasting."""
    return one_line(_UNSEEN.sub("", text))


def lines(text: str) -> str:
    """The text with its own line breaks, as `\n`, and no other control characters."""
    return _printable(_BREAKS.sub("\n", text)).strip()


def whole(text: str) -> int | None:
    """The number of a row or a version as a browser sends it back; None for all else, and for what no row can have."""
    return int(text) if text.isdecimal() and len(text) < 12 else None


def words(text: str) -> int:
    return len(text.split())


def _printable(text: str) -> str:
    """Control characters go, and lone surrogates: no workbook, database or file could hold them."""
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def is_unparsed(answer: Any) -> bool:
    return isinstance(answer, dict) and set(answer) == {"unparsed"} and isinstance(answer["unparsed"], str)


def as_typed(answer: Any) -> str:
    """What a person would have typed to give this JSON value; never raises."""
    if is_unparsed(answer):
        return str(answer["unparsed"])
    if isinstance(answer, str):
        return answer
    try:
        return json.dumps(answer, ensure_ascii=False, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return "?"
