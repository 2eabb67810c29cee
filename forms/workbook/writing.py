"""Puts a plan into an Excel workbook; one class writes a sheet and remembers the value of each formula."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from . import looks
from .package import is_risky, with_values, write_text
from .plan import ADVICE, CHOICES, HELP, META, TITLE, BudgetSheet, Plan


class Writer:
    """One sheet."""

    def __init__(self, target: Worksheet) -> None:
        self.target = target
        self.values: dict[str, Decimal | str] = {}

    def put(self, place: str, value: Any, style: str = "") -> None:
        cell = self.target[place]
        if isinstance(value, str):
            write_text(cell, value)
        elif value is not None:
            cell.value = value
        if style:
            cell.style = style
        cell.quotePrefix = is_risky(value)

    def formula(self, place: str, formula: str, value: Decimal | int | str | None, style: str) -> None:
        """`value` is what the server makes of it; None and "" are shown as an empty text."""
        self.target[place].value = f"={formula}"
        self.target[place].style = style
        self.values[place] = "" if value is None or isinstance(value, str) else Decimal(value)

    def heading(self, title: str, help_text: str, advice: str, first: str, last: str) -> None:
        self.put(f"{first}{TITLE}", title, "samverka title")
        for row, said in ((HELP, help_text), (ADVICE, advice)):
            self.put(f"{first}{row}", said, "samverka help")
            self.target.merge_cells(f"{first}{row}:{last}{row}")

    def fit(self, head: int) -> None:
        """Rows as high as their words need: what is merged, or stands in a head, does not grow by itself."""
        widths = {letter: sized.width for letter, sized in self.target.column_dimensions.items() if not sized.hidden}
        for row, across in ((HELP, True), (ADVICE, True), (head, False)):
            needed = 1
            for cell in self.target[row]:
                room = sum(widths.values()) if across else widths.get(cell.column_letter, 14)
                lines = str(cell.value or "").split("\n")
                needed = max(needed, sum(-(-len(line) // max(1, int(room * 0.9))) or 1 for line in lines))
            self.target.row_dimensions[row].height = 15.5 * needed

    def allow(self, cells: str, validation: DataValidation) -> None:
        validation.add(cells)
        self.target.add_data_validation(validation)


class Lists:
    """The options of choices, each list in a column of a hidden sheet: labels may be long and hold commas."""

    def __init__(self, target: Worksheet) -> None:
        self.target, self.made = target, 0

    def of(self, labels: list[str]) -> str:
        self.made += 1
        letter = self.target.cell(1, self.made).column_letter
        for row, label in enumerate(labels, 1):
            write_text(self.target.cell(row, self.made), label)
        return f"{CHOICES}!${letter}$1:${letter}${max(1, len(labels))}"


def one_of(source: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Not one of the options"),
        error=_("Choose one of the options in the list."),
    )


def a_day() -> DataValidation:
    """A warning alone: what is typed in another way is read too, and told if it cannot be."""
    return DataValidation(
        type="date",
        operator="between",
        formula1=str((date(1900, 3, 1) - date(1899, 12, 30)).days),
        formula2=str((date(2199, 12, 31) - date(1899, 12, 30)).days),
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=_("Not a date"),
        error=_("Write the date as 2014-07-01."),
    )


def a_number(kind: str) -> DataValidation:
    return DataValidation(
        type="whole" if kind in ("integer", "year") else "decimal",
        operator="between",
        formula1="-999999999999",
        formula2="999999999999",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=_("Not a number"),
        error=_("Write the number with figures, and a comma before decimals."),
    )


def written(plan: Plan, about: Mapping[str, str]) -> bytes:
    """The finished book. `about` says what it belongs to, for the hidden sheet."""
    # The sheets write with this file's Writer.
    from .budget_sheet import write_budget
    from .sums_sheet import write_sums
    from .table_sheet import write_table

    book = Workbook()
    book.remove(book.active)
    book.calculation.fullCalcOnLoad = True
    for style in looks.styles():
        book.add_named_style(style)
    writers = [Writer(book.create_sheet(sheet.title)) for sheet in plan.sheets.values()]
    sums = Writer(book.create_sheet(plan.sums_title)) if plan.calculated or plan.stood else None
    lists = Lists(book.create_sheet(CHOICES))
    for writer, sheet in zip(writers, plan.sheets.values(), strict=True):
        if isinstance(sheet, BudgetSheet):
            write_budget(writer, sheet)
        else:
            write_table(writer, sheet, plan, lists)
    if sums:
        write_sums(sums, plan)
        writers.append(sums)
    _write_meta(book.create_sheet(META), plan, about)
    for hidden in (CHOICES, META):
        book[hidden].sheet_state = "hidden"
        book[hidden].protection.sheet = True
    made = BytesIO()
    book.save(made)
    return with_values(made, {number: writer.values for number, writer in enumerate(writers, 1)})


def _write_meta(target: Worksheet, plan: Plan, about: Mapping[str, str]) -> None:
    for name, said in about.items():
        target.append([name, said])
    for key, sheet in plan.sheets.items():
        unit = sheet.unit if isinstance(sheet, BudgetSheet) else ""
        target.append(["table", key, sheet.asked.id, sheet.asked.kind, sheet.title, unit])
        for column in () if isinstance(sheet, BudgetSheet) else sheet.asked.options["columns"]:
            target.append(["column", key, column.key, column.id, column.kind])
