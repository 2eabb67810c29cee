"""A workbook retold as tables, as far as a paper holds them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.formats import date_format, number_format

from .columns import ColumnText, shares
from .retelling import opened, within
from .washing import CannotBind

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 20, 300, 20
# Rows and columns that are looked at to find those: a sheet can say that it has a million.
LOOKED_AT = 2_000
# More columns stand better on a sheet that lies.
WIDE = 7
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Sheet:
    title: str
    rows: list[list[Cell]]
    # There is more in the file than what stands here.
    is_cut: bool = False
    widths: list[str] = field(default_factory=list)

    @property
    def is_wide(self) -> bool:
        return len(self.widths) > WIDE


def sheets(content: bytes) -> list[Sheet]:
    """Those with something in them that are not hidden. Raises CannotBind."""
    from openpyxl import load_workbook

    opened(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        found = [each for each in map(_sheet, shown[:MOST_SHEETS]) if each.rows]
    except CannotBind:
        raise
    except Exception as error:  # whatever a reader of broken files comes across, it is the file that is broken
        raise CannotBind("broken") from error
    if not found:
        raise CannotBind("empty")
    within("".join(cell.text for sheet in found for row in sheet.rows for cell in row))
    return found


def _sheet(sheet: Any) -> Sheet:
    rows, is_cut = _rows(sheet)
    width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell.text), default=0)
    kept = [row[: min(width, MOST_COLUMNS)] for row in rows]
    return Sheet(str(sheet.title), kept, is_cut or width > MOST_COLUMNS, _widths(kept) if kept else [])


def _rows(sheet: Any) -> tuple[list[list[Cell]], bool]:
    """Without empty ones at the end and without more than one empty in a row."""
    found: list[list[Cell]] = []
    for row in sheet.iter_rows(max_row=LOOKED_AT, max_col=MOST_COLUMNS + 1):
        read = [_cell(cell) for cell in row]
        if not any(cell.text for cell in read) and (not found or not any(cell.text for cell in found[-1])):
            continue
        if len(found) == MOST_ROWS:
            return found, True
        found.append(read)
    while found and not any(cell.text for cell in found[-1]):
        found.pop()
    return found, (sheet.max_row or 0) > LOOKED_AT


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell(str(value))
    if isinstance(value, int | float | Decimal):
        return Cell(_figure(value, str(cell.number_format or "")), is_number=True)
    if isinstance(value, datetime.datetime | datetime.date):
        is_day = not isinstance(value, datetime.datetime) or value.time() == datetime.time()
        return Cell(date_format(value, "Y-m-d" if is_day else "Y-m-d H:i"))
    return Cell(" ".join(_printable(str(value)).split()))


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())


def _figure(value: Any, shape: str) -> str:
    """As we write figures: a hard space between thousands, a comma, at most two decimals. A year is a year."""
    if isinstance(value, int) and shape == "General" and value in YEARS:
        return str(value)
    percent = "%" in shape
    number = Decimal(str(value)) * (100 if percent else 1)
    if not number.is_finite():
        return str(value)
    decimals = 0 if number == number.to_integral_value() else 2
    said = number_format(round(number, decimals), decimals, use_l10n=True, force_grouping=True)
    return f"{said}\xa0%" if percent else said


def _widths(rows: list[list[Cell]]) -> list[str]:
    return shares([_column(place, rows) for place in range(max(map(len, rows)))])


def _column(place: int, rows: list[list[Cell]]) -> ColumnText:
    cells = list(_at(place, rows))
    numbers = [cell for cell in cells if cell.is_number]
    if len(numbers) * 2 > len(cells):
        # The heading may be broken, its words and the figures not.
        texts = [word for cell in cells for word in ([cell.text] if cell.is_number else cell.text.split())]
        return ColumnText(texts, wraps=False)
    return ColumnText([cell.text for cell in cells])


def _at(place: int, rows: list[list[Cell]]) -> Iterator[Cell]:
    for row in rows:
        if place < len(row) and row[place].text:
            yield row[place]
