"""Writes sheets as an Excel workbook that opens clean.

Numbers are numbers and dates are dates; text is never a formula, whatever it begins with; sums are formulas
that carry the server's value; each sheet is set up to be read, filtered and printed on A4.
"""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forms.workbook.package import CONTENT_TYPE, LONGEST_TEXT, is_risky, sheet_title, text, with_values, write_text

from .appearance import MONEY_WITH_ORE, has_ore, set_up, style_name, styles
from .sheets import Sheet, Sum

__all__ = ["CONTENT_TYPE", "LONGEST_TEXT", "sheet_title", "text", "workbook"]


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
    return with_values(made, known)


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
                written.value = None if isinstance(cell.value, str) else cell.value
            written.style = style_name(cell, is_head=row == sheet.head)
            if isinstance(cell.value, str):
                write_text(written, cell.value)
                written.quotePrefix = is_risky(cell.value)
            elif cell.kind == "money" and has_ore(cell.value):
                written.number_format = MONEY_WITH_ORE
    set_up(target, sheet)
    return sums


def _formula(adds: Sum) -> str:
    first, last = (f"{get_column_letter(column + 1)}{row + 1}" for row, column in (adds.first, adds.last))
    return f"=SUBTOTAL(109,{first}:{last})" if adds.shown_only else f"=SUM({first}:{last})"
