"""The sheet of a row table: what is filled in, room for more, sums and calculated columns that live."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from forms.domain.formulas import formula
from forms.domain.kinds import KINDS
from forms.domain.tables import Column, TableRow

from . import looks
from .plan import FIRST, HEAD, MARKS, Plan, RowPlaces, TableSheet, typed_text
from .writing import Lists, Writer, a_day, a_number, one_of

UNITS: Mapping[str, str] = {"money": "kr", "percent": "%"}
SUM_MARK = "summa"
# Between the options of one cell: labels may hold commas.
SEVERAL = "; "


def write_table(writer: Writer, sheet: TableSheet, plan: Plan, lists: Lists) -> None:
    columns = sheet.asked.options["columns"]
    last = get_column_letter(1 + len(columns))
    writer.heading(sheet.asked.label, sheet.asked.help, advice(sheet), "B", last)
    writer.put(f"A{MARKS}", f"row_table:{sheet.asked.key}")
    for column in columns:
        _write_column(writer, sheet, column, lists)
    rows = sheet.value.rows if sheet.value else ()
    for number in range(sheet.last - FIRST + 1):
        _write_row(writer, sheet, plan, FIRST + number, rows[number] if number < len(rows) else None)
    if sheet.has_sums:
        _write_sums(writer, sheet)
    looks.set_up(writer.target, head=HEAD, frozen=f"B{FIRST}", hidden="A")
    writer.fit(HEAD)


def advice(sheet: TableSheet) -> str:
    if not sheet.is_open:
        return _("This table is here to be read. Its section cannot be changed now.")
    said = _("Write in the white cells, one row for each. To take a row away, empty its cells.")
    if any(column.spans for column in sheet.asked.options["columns"]):
        said += " " + _("An empty cell in the first columns means as in the row above.")
    return said


def _write_column(writer: Writer, sheet: TableSheet, column: Column, lists: Lists) -> None:
    letter = sheet.columns[column.key]
    unit = UNITS.get(column.kind) or ("kr" if column.options.get("shows") == "money" else "")
    writer.put(f"{letter}{MARKS}", column.key)
    writer.put(f"{letter}{HEAD}", f"{column.label} ({unit})" if unit else column.label, looks.head_style(_look(column)))
    wide = looks.WIDTHS.get(column.kind, 14)
    writer.target.column_dimensions[letter].width = max(wide, min(30, len(column.label) + 6), 20 if column.help else 0)
    cells = f"{letter}{FIRST}:{letter}{sheet.last}"
    match column.kind:
        case "choice" if not column.options["multiple"]:
            writer.allow(cells, one_of(lists.of([option.label for option in column.options["options"]])))
        case "yes_no":
            writer.allow(cells, one_of('"Ja,Nej"'))
        case "date":
            writer.allow(cells, a_day())
        case "money" | "integer" | "decimal" | "percent" | "year":
            writer.allow(cells, a_number(column.kind))
    if _look(column) == "money":
        looks.show_ore(writer.target, f"{letter}{FIRST}:{letter}{sheet.sums}", f"{letter}{FIRST}")
    if column.help:
        writer.put(f"{letter}{HEAD}", f"{writer.target[f'{letter}{HEAD}'].value}\n{column.help}")


def _look(column: Column) -> str:
    """The style of the cells; what is calculated looks as what it shows."""
    if column.kind == "calculated":
        return {"money": "money", "percent": "percent"}.get(column.options["shows"], "number")
    return column.kind


def _write_row(writer: Writer, sheet: TableSheet, plan: Plan, row: int, given: TableRow | None) -> None:
    writer.put(f"A{row}", given.id if given else None)
    for column in sheet.asked.options["columns"]:
        place = f"{sheet.columns[column.key]}{row}"
        style = looks.style_of(_look(column), locked=not sheet.is_open or column.kind == "calculated")
        if column.kind == "calculated":
            _write_calculated(writer, sheet, plan, column, row, given)
        else:
            writer.put(place, None if given is None else shown(sheet, given, column), style)


def _write_calculated(
    writer: Writer, sheet: TableSheet, plan: Plan, column: Column, row: int, given: TableRow | None
) -> None:
    place = f"{sheet.columns[column.key]}{row}"
    style = looks.style_of(_look(column), locked=True)
    value = given.cells.get(column.key) if given else None
    living = formula(column.options["calculation"], RowPlaces(plan, sheet, row))
    if living is None:
        writer.put(place, value, style)
    else:
        writer.formula(place, f'IF({sheet.filled(row)}="","",{living})', value, style)


def shown(sheet: TableSheet, row: TableRow, column: Column) -> Any:
    """The cell's own value: a tall cell stands where it begins, what could not be read as it was typed."""
    if not row.spans.get(column.key, 1):
        return None
    value = row.cells.get(column.key)
    if value is None:
        return typed_text(sheet.stored.get(row.id, {}).get(column.key))
    if isinstance(value, tuple):
        return SEVERAL.join(KINDS[column.kind].format((one,), column) for one in value)
    if column.kind in ("money", "integer", "decimal", "percent", "year", "date"):
        return value
    return KINDS[column.kind].format(value, column)


def _write_sums(writer: Writer, sheet: TableSheet) -> None:
    writer.put(f"A{sheet.sums}", SUM_MARK)
    for place, column in enumerate(sheet.asked.options["columns"]):
        letter = sheet.columns[column.key]
        style = looks.sum_style(_look(column))
        if column.sum:
            value = sheet.value.sums[column.key] if sheet.value else Decimal(0)
            writer.formula(f"{letter}{sheet.sums}", f"SUM({letter}{FIRST}:{letter}{sheet.last})", value, style)
        else:
            writer.put(f"{letter}{sheet.sums}", _("SUM") if place == 0 else None, style)
