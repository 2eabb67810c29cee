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


# As people remember a number: "RAR14-06", "rar 14 6", "2014/6", "14-06", and a document's "RAR14-06:2".
REMEMBERED = re.compile(r"(rar)?\s*((?:20)?\d{2})\s*[-–/. ]\s*(\d{1,6})(?:\s*:\s*\d{1,5})?", re.IGNORECASE)
JOINED = re.compile(r"rar\s*(\d{2})(\d{2,6})", re.IGNORECASE)


def remembered_number(text: str) -> str:
    """The registry number that somebody means, or "" where the text says none."""
    text = text.strip()
    if found := REMEMBERED.fullmatch(text):
        year, serial = found[2], int(found[3])
    elif found := JOINED.fullmatch(text):
        year, serial = found[1], int(found[2])
    else:
        return ""
    return format_number(FIRST_YEAR + int(year[-2:]), serial) if serial else ""
