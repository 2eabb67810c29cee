"""Writes sheets as an Excel workbook that opens clean.

Numbers are numbers and dates are dates; text is never a formula, whatever it begins with; sums are formulas
that carry the server's value; each sheet is set up to be read, filtered and printed on A4.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .appearance import MONEY_WITH_ORE, has_ore, set_up, style_name, styles
from .sheets import Sheet, Sum

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
# Not allowed in XML, or not characters at all: they would make the file unreadable.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SHEET_FILE = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)</c>')


def workbook(sheets: Iterable[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    book.calculation.fullCalcOnLoad = True
    for style in styles():
        book.add_named_style(style)
    known: dict[int, dict[str, Decimal]] = {}
    taken: set[str] = set()
    for number, sheet in enumerate(sheets, 1):
        known[number] = _write(book.create_sheet(sheet_title(sheet.title, taken)), sheet)
    made = BytesIO()
    book.save(made)
    return _with_values(made, known)


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


def _write(target: Worksheet, sheet: Sheet) -> dict[str, Decimal]:
    """Fill the worksheet; gives the value of each formula by its cell's name."""
    sums: dict[str, Decimal] = {}
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell.value is None and not cell.ruled:
                continue
            written = target.cell(row + 1, column + 1)
            if isinstance(cell.value, Sum):
                written.value = _formula(cell.value)
                sums[written.coordinate] = cell.value.value
            else:
                written.value = text(cell.value) if isinstance(cell.value, str) else cell.value
            written.style = style_name(cell, is_head=row == sheet.head)
            if isinstance(cell.value, str):
                # Otherwise "=1+1" would be a formula and "#N/A" an error, here or once somebody edits the cell.
                written.data_type = "s"
                written.quotePrefix = cell.value[:1] in ("=", "+", "-", "@", "'")
            elif cell.kind == "money" and has_ore(cell.value):
                written.number_format = MONEY_WITH_ORE
    set_up(target, sheet)
    return sums


def _formula(adds: Sum) -> str:
    first, last = (f"{get_column_letter(column + 1)}{row + 1}" for row, column in (adds.first, adds.last))
    return f"=SUBTOTAL(109,{first}:{last})" if adds.shown_only else f"=SUM({first}:{last})"


def _with_values(made: BytesIO, known: Mapping[int, Mapping[str, Decimal]]) -> bytes:
    """The same book with a value in each formula, which openpyxl itself leaves empty.

    A program that does not calculate would show nothing, and so would Excel until the reader trusts the file.
    """
    filled = BytesIO()
    with ZipFile(made) as source, ZipFile(filled, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            sheet = SHEET_FILE.fullmatch(entry.filename)
            if sheet and known[int(sheet[1])]:
                content = _filled(content, known[int(sheet[1])])
            target.writestr(entry.filename, content)
    return filled.getvalue()


def _filled(content: bytes, values: Mapping[str, Decimal]) -> bytes:
    def with_value(found: re.Match[bytes]) -> bytes:
        value = values[found[2].decode()]
        return b"%s<v>%s</v></c>" % (found[1], format(value, "f").encode())

    return FORMULA.sub(with_value, content)
