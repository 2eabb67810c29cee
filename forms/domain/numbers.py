"""Numbers as they are typed in Swedish, exactly; never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal

from .typed import bare

# Twelve figures before the comma: sums of them stay exact in Decimal's 28.
LARGEST = Decimal(10) ** 12
_NUMBER = re.compile(
    r"(?P<sign>[-+−–]?) ?(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:(?P<mark>[.,])(?P<part>[0-9]+))?"
)
_POINTS = re.compile(r"[-−–]? ?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")


@dataclass(frozen=True)
class NotANumber:
    """Why the text is no number: `not_number` or `ambiguous_point` or `number_too_large`."""

    code: str


def read_number(text: str) -> Decimal | NotANumber:
    """`1 547 000`, `-3`, `1547,50` and `1547.5`; a point before three figures may mean thousands and is refused."""
    typed = bare(text)
    if _POINTS.fullmatch(typed):
        return NotANumber("ambiguous_point")
    found = _NUMBER.fullmatch(typed)
    if not found:
        return NotANumber("not_number")
    whole = found["whole"].replace(" ", "")
    if len(whole.lstrip("0")) > 12 or len(found["part"] or "") > 12:
        return NotANumber("number_too_large")
    number = Decimal(f"{whole}.{found['part'] or '0'}")
    return -number if found["sign"] in ("-", "−", "–") else number


def decimal_places(number: Decimal) -> int:
    """How many decimals the number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(number: Decimal, *, places: int = 0) -> str:
    """`1547000` or `1547.50`: no exponent, no sign on zero; at least `places` decimals unless it is whole."""
    if number == 0:
        return "0"
    needed = decimal_places(number)
    return f"{number:.{max(needed, places) if needed else 0}f}"
