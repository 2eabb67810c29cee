"""The sheet of a budget: its lines by years in the draft's unit, sums that live, the sums of one's own paper."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.domain.budget import BudgetLine

from . import looks
from .financing_rows import write_financing
from .plan import FIRST, HEAD, MARKS, BudgetSheet, typed_text
from .table_sheet import SUM_MARK
from .writing import Writer, a_number

PRINTED_MARK = "printed"


def write_budget(writer: Writer, sheet: BudgetSheet) -> None:
    writer.heading(sheet.asked.label, sheet.asked.help, advice(sheet), "C", sheet.total_column)
    _write_head(writer, sheet)
    for number in range(sheet.last - FIRST + 1):
        line = sheet.value.lines[number] if number < len(sheet.value.lines) else None
        _write_line(writer, sheet, FIRST + number, line)
    _write_sums(writer, sheet)
    _write_printed(writer, sheet)
    if sheet.value.financing:
        write_financing(writer, sheet, sheet.value.financing)
    last = sheet.last_paying if sheet.value.financing else sheet.printed
    cells = f"{_first_year(sheet)}{FIRST}:{sheet.total_column}{last}"
    looks.show_ore(writer.target, cells, f"{_first_year(sheet)}{FIRST}")
    looks.set_up(writer.target, head=HEAD, frozen=f"D{FIRST}", hidden="AB")
    writer.fit(HEAD)


def advice(sheet: BudgetSheet) -> str:
    if not sheet.is_open:
        return _("This table is here to be read. Its section cannot be changed now.")
    said = _("Amounts in thousands of kronor (tkr).") if sheet.unit == "tkr" else _("Amounts in kronor (kr).")
    if sheet.asked.options["own_lines"]:
        said += " " + _("Write costs of your own in the empty lines.")
    return said + " " + _("The sums make themselves.")


def _first_year(sheet: BudgetSheet) -> str:
    return next(iter(sheet.years.values()))


def _write_head(writer: Writer, sheet: BudgetSheet) -> None:
    writer.put(f"A{MARKS}", f"budget_table:{sheet.asked.key}")
    heads = [("C", "label", _("Cost"), "words", 34)]
    if sheet.has_measure:
        heads.append(("D", "measure", _("How it is counted"), "words", 28))
    heads += [(letter, str(year), f"{year} ({sheet.unit})", "money", 14) for year, letter in sheet.years.items()]
    heads.append((sheet.total_column, "sum", f"{pgettext('budget', 'Total')} ({sheet.unit})", "money", 15))
    for letter, mark, said, kind, width in heads:
        writer.put(f"{letter}{MARKS}", mark)
        writer.put(f"{letter}{HEAD}", said, looks.head_style(kind))
        writer.target.column_dimensions[letter].width = width
    first = _first_year(sheet)
    if sheet.is_open:
        last = [*sheet.years.values()][-1]
        writer.allow(f"{first}{FIRST}:{last}{sheet.last}", a_number("decimal"))


def _write_line(writer: Writer, sheet: BudgetSheet, row: int, line: BudgetLine | None) -> None:
    writer.put(f"A{row}", line.id if line else None)
    writer.put(f"B{row}", line.key if line and line.key else None)
    is_preset = bool(line and line.key)
    label = line.label if line and line.label else None
    writer.put(f"C{row}", label, looks.style_of("words", locked=is_preset or not sheet.is_open))
    if sheet.has_measure:
        measure = line.measure if line and line.measure else None
        writer.put(f"D{row}", measure, looks.style_of("words", locked=not sheet.is_open))
    for year, letter in sheet.years.items():
        writer.put(f"{letter}{row}", shown(sheet, line, year), looks.style_of("money", locked=not sheet.is_open))
    letters = list(sheet.years.values())
    cells = f"{letters[0]}{row}:{letters[-1]}{row}"
    total = line.total / sheet.factor if line and line.amounts else ""
    living = f'IF(COUNT({cells})=0,"",SUM({cells}))'
    writer.formula(f"{sheet.total_column}{row}", living, total, looks.style_of("money", locked=True))


def shown(sheet: BudgetSheet, line: BudgetLine | None, year: int) -> Decimal | str | None:
    """The amount in the sheet's unit; what could not be read as it was typed."""
    if line is None:
        return None
    if year in line.amounts:
        return line.amounts[year] / sheet.factor
    amounts = sheet.stored.get(line.id, {}).get("amounts")
    return typed_text(amounts.get(str(year))) if isinstance(amounts, dict) else None


def _write_sums(writer: Writer, sheet: BudgetSheet) -> None:
    row = sheet.sums
    writer.put(f"A{row}", SUM_MARK)
    writer.put(f"C{row}", _("SUM"), looks.sum_style("words"))
    if sheet.has_measure:
        writer.put(f"D{row}", None, looks.sum_style("words"))
    totals = {letter: sheet.value.year_totals[year] for year, letter in sheet.years.items()}
    for letter, value in (totals | {sheet.total_column: sheet.value.grand_total}).items():
        living = f"SUM({letter}{FIRST}:{letter}{sheet.last})"
        writer.formula(f"{letter}{row}", living, value / sheet.factor, looks.sum_style("money"))


def _write_printed(writer: Writer, sheet: BudgetSheet) -> None:
    """The sums of the applicant's own paper: optional, and compared."""
    row = sheet.printed
    writer.put(f"A{row}", PRINTED_MARK)
    writer.put(f"C{row}", _("Sum according to your paper (optional)"), looks.style_of("words", locked=True))
    if sheet.has_measure:
        writer.put(f"D{row}", None, looks.style_of("words", locked=True))
    given: dict[str, Decimal | None] = {
        letter: sheet.value.printed_years.get(year) for year, letter in sheet.years.items()
    }
    for letter, amount in (given | {sheet.total_column: sheet.value.printed_total}).items():
        writer.put(
            f"{letter}{row}",
            None if amount is None else amount / sheet.factor,
            looks.style_of("money", locked=not sheet.is_open),
        )
