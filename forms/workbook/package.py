"""What every workbook of ours minds: titles and texts that Excel takes, and a value beside each formula."""

import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.cell import Cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
# Not allowed in XML, or not characters at all: they would make the file unreadable.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SHEET_FILE = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')

# The value of each formula by its cell's name, for each sheet by its number; "" is a text without letters.
type Values = Mapping[int, Mapping[str, Decimal | str]]


def sheet_title(wanted: str, taken: set[str]) -> str:
    """A title that Excel takes, unlike every other in the book; it is added to `taken`."""
    clean = re.sub(r"[\[\]:*?/\\\n\t]", "-", text(wanted)).strip().strip("'") or "-"
    if clean.casefold() == "history":  # Excel keeps the name for itself.
        clean += "-"
    title, count = clean[:LONGEST_TITLE], 1
    while title.casefold() in taken:
        count += 1
        end = f" ({count})"
        title = clean[: LONGEST_TITLE - len(end)] + end
    taken.add(title.casefold())
    return title


def text(value: str) -> str:
    """What can stand in a cell: no control characters, and no longer than Excel's longest."""
    clean = UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    # Excel counts in UTF-16, where an emoji is two.
    counted = clean.encode("utf-16-le")
    if len(counted) <= 2 * LONGEST_TEXT:
        return clean
    return counted[: 2 * LONGEST_TEXT - 2].decode("utf-16-le", "ignore") + "…"


def write_text(cell: Cell, value: str) -> None:
    """Text stays text: "=1+1" would otherwise be a formula and "#N/A" an error, here or once it is edited."""
    cell.value = text(value)
    cell.data_type = "s"


def is_risky(value: object) -> bool:
    """Whether a program may take the text for a formula; the cell's style then says that it is quoted."""
    return isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "'")


def with_values(made: BytesIO, known: Values) -> bytes:
    """The same book with a value in each formula, which openpyxl itself leaves empty.

    A program that does not calculate would show nothing, and so would Excel until the reader trusts the file.
    """
    filled = BytesIO()
    with ZipFile(made) as source, ZipFile(filled, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            sheet = SHEET_FILE.fullmatch(entry.filename)
            if sheet and known.get(int(sheet[1])):
                content = _filled(content, known[int(sheet[1])])
            target.writestr(entry.filename, content)
    return filled.getvalue()


def _filled(content: bytes, values: Mapping[str, Decimal | str]) -> bytes:
    def with_value(found: re.Match[bytes]) -> bytes:
        name, attributes, formula = found[1], found[2], found[3]
        value = values[name.decode()]
        if value == "":
            return b'<c r="%s"%s t="str">%s<v></v></c>' % (name, attributes, formula)
        return b'<c r="%s"%s>%s<v>%s</v></c>' % (name, attributes, formula, format(value, "f").encode())

    return FORMULA.sub(with_value, content)
