"""Writes sheets as an Excel workbook that opens clean.

Numbers are numbers and dates are dates; text is never a formula, whatever it begins with; sums are formulas
that carry the server's value; each sheet is set up to be read, filtered and printed on A4.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forms.workbook.package import CONTENT_TYPE, LONGEST_TEXT, is_risky, sheet_title, text, with_values, write_text

from .appearance import MONEY_WITH_ORE, has_ore, set_up, style_name, styles
from .sheets import FORMULAS, Difference, Formula, Sheet, Sum, SumOf

__all__ = ["CONTENT_TYPE", "LONGEST_TEXT", "sheet_title", "text", "workbook"]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    book.calculation.fullCalcOnLoad = True
    for style in styles():
        book.add_named_style(style)
    known: dict[int, dict[str, Decimal]] = {}
    taken: set[str] = set()
    titles: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        titles.append(sheet_title(sheet.title, taken))
        known[number] = _write(book.create_sheet(titles[-1]), sheet, titles)
    made = BytesIO()
    book.save(made)
    return with_values(made, known)


def _write(target: Worksheet, sheet: Sheet, titles: Sequence[str]) -> dict[str, Decimal]:
    """Fill the worksheet; gives the value of each formula by its cell's name."""
    sums: dict[str, Decimal] = {}
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell.value is None and not cell.ruled:
                continue
            written = target.cell(row + 1, column + 1)
            if isinstance(cell.value, FORMULAS):
                written.value = _formula(cell.value, titles)
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


def _formula(adds: Formula, titles: Sequence[str]) -> str:
    match adds:
        case Sum():
            block = f"{_name(adds.first)}:{_name(adds.last)}"
            return f"=SUBTOTAL(109,{block})" if adds.shown_only else f"=SUM({block})"
        case Difference():
            return f"={'+'.join(map(_name, adds.plus))}-({'+'.join(map(_name, adds.minus))})"
        case SumOf():
            other = "'" + titles[adds.sheet].replace("'", "''") + "'"
            compared, added = (
                f"{other}!{_name((adds.rows[0], column), fixed=True)}:{_name((adds.rows[1], column), fixed=True)}"
                for column in (adds.where, adds.adds)
            )
            return f"=SUMIF({compared},{_name(adds.like)},{added})"


def _name(place: tuple[int, int], *, fixed: bool = False) -> str:
    row, column = place
    mark = "$" if fixed else ""
    return f"{mark}{get_column_letter(column + 1)}{mark}{row + 1}"
