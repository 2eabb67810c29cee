"""Registry numbers: RAR14-06 is the sixth case of 2014."""

import re

SHAPE = re.compile(r"RAR(\d{2})-(\d{2,6})")
# Two digits of a year stand for the hundred years from here.
FIRST_YEAR = 2000


def format_number(year: int, serial: int) -> str:
    """At least two digits for the serial number, and as many as it needs."""
    return f"RAR{year % 100:02d}-{serial:02d}"


def parse_number(text: str) -> tuple[int, int] | None:
    """The year and the serial number, or None for what is no registry number; case and spaces are forgiven."""
    found = SHAPE.fullmatch(text.strip().upper().replace(" ", ""))
    if found is None:
        return None
    serial = int(found[2])
    number = (FIRST_YEAR + int(found[1]), serial)
    return number if serial and format_number(*number) == found[0] else None
