"""How a workbook to fill in looks: paper for what is locked, white for what is written in."""

from collections.abc import Iterable, Mapping

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

INK, PAPER, LINE = "FF1F4E54", "FFE8EFEE", "FFC4D2D0"
FACE = "Calibri"
MONEY, PERCENT = "#,##0", '0.00##" %"'
# Excel shows the separators of the reader's own country: "1 548 000" in Sweden.
FORMATS: Mapping[str, str] = {
    "money": MONEY,
    "integer": "0",
    "year": "0",
    "percent": PERCENT,
    "decimal": "General",
    "date": "yyyy-mm-dd",
    "number": "General",
}
LEFT, RIGHT = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top", horizontal="right")
WIDTHS: Mapping[str, int] = {"long_text": 44, "text": 28, "period": 25, "choice": 24, "email": 28, "web_address": 28}


def styles() -> Iterable[NamedStyle]:
    """Of every kind one to write in and one that is locked; the rest of a kind is text."""
    thin = Side(style="thin", color=LINE)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    paper = PatternFill("solid", fgColor=PAPER)
    for kind in (*FORMATS, "words"):
        shape = RIGHT if kind in FORMATS and kind != "date" else LEFT
        for locked in (False, True):
            yield NamedStyle(
                style_of(kind, locked=locked),
                number_format=FORMATS.get(kind, "@"),
                font=Font(name=FACE),
                alignment=shape,
                border=box,
                fill=paper if locked else PatternFill(),
                protection=Protection(locked=locked),
            )
        yield NamedStyle(
            f"samverka {kind} sum",
            number_format=FORMATS.get(kind, "@"),
            alignment=shape,
            font=Font(name=FACE, bold=True),
            border=Border(top=Side(style="medium", color=INK)),
            fill=paper,
        )
    yield NamedStyle("samverka title", font=Font(name=FACE, bold=True, size=15, color=INK))
    yield NamedStyle(
        "samverka help", font=Font(name=FACE, color="FF4A5C5A"), alignment=Alignment(vertical="top", wrap_text=True)
    )
    yield from _heads(paper)


def _heads(paper: PatternFill) -> Iterable[NamedStyle]:
    rule = Border(bottom=Side(style="medium", color=INK))
    for name, side in (("samverka column", "left"), ("samverka column number", "right")):
        alignment = Alignment(horizontal=side, vertical="bottom", wrap_text=True)
        yield NamedStyle(name, font=Font(name=FACE, bold=True), fill=paper, border=rule, alignment=alignment)


def style_of(kind: str, *, locked: bool = False) -> str:
    return f"samverka {kind if kind in FORMATS else 'words'}{' locked' if locked else ''}"


def sum_style(kind: str) -> str:
    return f"samverka {kind if kind in FORMATS else 'words'} sum"


def head_style(kind: str) -> str:
    return "samverka column number" if kind in FORMATS and kind != "date" else "samverka column"


def show_ore(target: Worksheet, cells: str, first: str) -> None:
    """Decimals are shown where an amount has any; `first` is the upper left of the cells."""
    with_decimals = DifferentialStyle(numFmt=NumberFormat(numFmtId=190, formatCode="#,##0.00##"))
    said = f"AND(ISNUMBER({first}),{first}<>ROUND({first},0))"
    target.conditional_formatting.add(cells, Rule(type="expression", dxf=with_decimals, formula=[said]))


def set_up(target: Worksheet, *, head: int, frozen: str, hidden: Iterable[str] = ()) -> None:
    """Read with the head in sight, printed on A4; what is not to be changed is locked, without a password."""
    target.freeze_panes = frozen
    target.sheet_view.showGridLines = False
    target.row_dimensions[1].hidden = True
    for letter in hidden:
        target.column_dimensions[letter].hidden = True
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.orientation = target.ORIENTATION_LANDSCAPE
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.print_title_rows = f"{head}:{head}"
    target.oddFooter.left.text, target.oddFooter.right.text = "&A", "&P (&N)"
    protection = target.protection
    protection.sheet = True
    # Protected does not mean stiff: rows may be put in, columns made wider.
    protection.formatColumns = protection.formatRows = protection.formatCells = protection.insertRows = False
