"""From an uploaded file to the cells that have something in them; nothing is known here of forms.

The cells are JSON, so that they can wait on the server until somebody has looked at them.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from forms.content import MOST_BYTES, type_of
from forms.errors import FileRefused

MOST_UNPACKED = 40 * 1024 * 1024
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 60, 3_000, 200, 30_000
LONGEST = 20_000
BEYOND = 2200
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

type Row = dict[str, Any]  # {"row": 6, "cells": [{"column": 2, "kind": "number", "text": "12"}]}
type RawSheet = dict[str, Any]  # {"title": "Budget", "rows": […]}


def read_workbook(content: bytes, name: str) -> list[RawSheet]:
    """Raises FileRefused. A cell is a number, percent, text, date, flag, error, or formula without a value."""
    if not content:
        raise FileRefused("file_empty")
    if len(content) > MOST_BYTES:
        raise FileRefused("file_too_large", maximum=MOST_BYTES, size=len(content))
    type_of(content, name, ["xlsx"])
    _require_plain(content)
    try:
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        if len(values.sheetnames) > MOST_SHEETS:
            raise FileRefused("workbook_too_large", sheets=MOST_SHEETS)
        return _sheets(values, formulas)
    except FileRefused:
        raise
    except Exception as error:  # a broken file breaks openpyxl in many ways
        raise FileRefused("workbook_unreadable") from error


def _require_plain(content: bytes) -> None:
    """Nothing that swells when it is unpacked or read."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
            raise FileRefused("file_bomb")
        for entry in package.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                try:
                    with package.open(entry) as part:
                        head = part.read(4_096).upper()
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
                    raise FileRefused("file_damaged") from error
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise FileRefused("workbook_unreadable")


def _sheets(values: Any, formulas: Any) -> list[RawSheet]:
    found, left = [], MOST_CELLS
    for shown in values.worksheets:
        with_formulas = formulas[shown.title]
        for sheet in (shown, with_formulas):
            sheet.reset_dimensions()
        rows = []
        for row in _rows(shown, with_formulas):
            left -= len(row["cells"])
            if left < 0:
                raise FileRefused("workbook_too_large", cells=MOST_CELLS)
            rows.append(row)
        found.append({"title": shown.title, "rows": rows})
    return found


def _rows(shown: Any, with_formulas: Any) -> Iterator[Row]:
    bounds = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
    for number, (row, beside) in enumerate(
        zip(shown.iter_rows(**bounds), with_formulas.iter_rows(**bounds), strict=False), 1
    ):
        cells = [
            {"column": column} | told
            for column, (cell, source) in enumerate(zip(row, beside, strict=False), 1)
            if (told := _cell(cell, source)) is not None
        ]
        if cells:
            yield {"row": number, "cells": cells}


def _cell(cell: Any, source: Any) -> dict[str, str] | None:
    value = cell.value
    if value is None or value == "":
        if source.data_type == "f" and value is None:
            return {"kind": "formula", "text": str(source.value)[:LONGEST]}
        return None
    if cell.data_type == "e":
        return {"kind": "error", "text": str(value)}
    match value:
        case bool():
            return {"kind": "flag", "text": "ja" if value else "nej"}
        case int() | float():
            return _number(value, cell.number_format)
        case datetime() if value.year >= BEYOND:
            # 140701 typed in a cell for dates becomes the day of that number; it is read as it was typed.
            return {"kind": "number", "text": format(Decimal(str(to_excel(value))).normalize(), "f")}
        case datetime():
            return {"kind": "date", "text": _day(value)}
        case date():
            return {"kind": "date", "text": value.isoformat()}
        case str():
            return {"kind": "text", "text": value[:LONGEST]} if value.strip() else None
    return {"kind": "text", "text": str(value)[:LONGEST]}


def _day(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")


def _number(value: int | float, number_format: str | None) -> dict[str, str]:
    """With the fifteen figures that a spreadsheet keeps; 48,33 % is 48.33, however the program keeps it."""
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    if "%" in _QUOTED.sub("", number_format or ""):
        return {"kind": "percent", "text": format((number * 100).normalize(), "f")}
    return {"kind": "number", "text": format(number.normalize(), "f")}


def address(sheet: str, column: int, row: int) -> str:
    """As Excel writes it beside the formula: Budget!E7."""
    return f"{sheet}!{get_column_letter(column)}{row}"
