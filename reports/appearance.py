"""How the cells of a workbook look, and how its sheets are read on the screen and printed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import get_args

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .sheets import FORMULAS, Cell, Kind, Sheet

WIDEST = 60
NARROWEST = 9
# Excel shows the separators of the reader's own country: "1 548 000" in Sweden.
NUMBER_FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0", "number": "0"}
MONEY_WITH_ORE = "#,##0.00"


def has_ore(value: object) -> bool:
    number = value.value if isinstance(value, FORMULAS) else value
    return isinstance(number, Decimal) and number != number.to_integral_value()


def style_name(cell: Cell, *, is_head: bool) -> str:
    if is_head:
        return "samverka head" if cell.kind in ("text", "long", "date") else "samverka head number"
    return f"samverka {cell.kind}{' strong' if cell.strong else ''}{' ruled' if cell.ruled else ''}"


def styles() -> Iterable[NamedStyle]:
    ink, line = Side(style="medium", color="FF1F4E54"), Side(style="thin", color="FF1F4E54")
    paper = PatternFill("solid", fgColor="FFE8EFEE")
    for name, side in (("samverka head", "left"), ("samverka head number", "right")):
        yield NamedStyle(
            name,
            font=Font(name="Calibri", bold=True),
            fill=paper,
            border=Border(bottom=ink),
            alignment=Alignment(horizontal=side, vertical="bottom", wrap_text=True),
        )
    for kind in get_args(Kind):
        for strong in (False, True):
            for ruled in (False, True):
                yield NamedStyle(
                    style_name(Cell(None, kind, strong, ruled), is_head=False),
                    font=Font(name="Calibri", bold=strong),
                    border=Border(top=line) if ruled else Border(),
                    alignment=Alignment(vertical="top", wrap_text=kind == "long"),
                    number_format=NUMBER_FORMATS.get(kind, "General"),
                )


def set_up(target: Worksheet, sheet: Sheet) -> None:
    """How the sheet is read on the screen and printed."""
    head = sheet.head + 1
    target.freeze_panes = target.cell(head + 1, 2)
    columns = max((len(row) for row in sheet.rows), default=1)
    for column, width in enumerate(_widths(sheet, columns), 1):
        target.column_dimensions[get_column_letter(column)].width = width
    if sheet.filtered_to is not None:
        target.auto_filter.ref = f"A{head}:{get_column_letter(columns)}{max(head, sheet.filtered_to + 1)}"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.orientation = target.ORIENTATION_LANDSCAPE
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.print_title_rows = f"{head}:{head}"
    target.oddFooter.left.text, target.oddFooter.right.text = "&A", "&P (&N)"


def _widths(sheet: Sheet, columns: int) -> list[int]:
    """Wide enough for every cell from the head down; what stands above it may run over."""
    widths = [NARROWEST] * columns
    for row in sheet.rows[sheet.head :]:
        for column, cell in enumerate(row):
            widths[column] = min(WIDEST, max(widths[column], _length(cell) + 3))
    return widths


def _length(cell: Cell) -> int:
    value = cell.value.value if isinstance(cell.value, FORMULAS) else cell.value
    if cell.kind == "note":
        return 0
    match value:
        case None:
            return 0
        case date():
            return 10
        case int() | Decimal():
            return (
                len(f"{value:,.2f}" if has_ore(value) else f"{value:,.0f}") if cell.kind == "money" else len(str(value))
            )
        case _:
            return max((len(line) for line in value.splitlines()), default=0)
