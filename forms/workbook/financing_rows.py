"""Who pays for a budget, under its lines: a row each, room for more, and what differs from the costs."""

from decimal import Decimal

from django.utils.translation import gettext as _

from forms.budget_words import source_words
from forms.domain.budget import Financing, FinancingRow

from . import looks
from .plan import BudgetSheet, typed_text
from .writing import Writer

# Before the row's id; alone it is a row that nobody has written in yet.
FINANCING_MARK = "financing:"
# A row that says only what the sheet works out.
LEFT_MARK = "-"


def write_financing(writer: Writer, sheet: BudgetSheet, financing: Financing) -> None:
    head = sheet.first_paying - 1
    writer.put(f"A{head}", LEFT_MARK)
    writer.put(f"C{head}", _("Who pays"), looks.head_style("words"))
    rows: list[FinancingRow | None] = list(financing.rows)
    rows += [None] * (sheet.last_paying - sheet.first_paying + 1 - len(rows))
    for number, row in enumerate(rows, sheet.first_paying):
        _write_row(writer, sheet, number, row)
    _write_difference(writer, sheet, financing)


def _write_row(writer: Writer, sheet: BudgetSheet, number: int, row: FinancingRow | None) -> None:
    is_fixed = row is not None and row.source != "other"
    words = "" if row is None else source_words(row.source, row.name) if is_fixed else row.name
    writer.put(f"A{number}", FINANCING_MARK + (row.id if row else ""))
    writer.put(f"C{number}", words or None, looks.style_of("words", locked=is_fixed or not sheet.is_open))
    if sheet.has_measure:
        writer.put(f"D{number}", None, looks.style_of("words", locked=True))
    stored = sheet.stored.get(FINANCING_MARK + row.id, {}).get("amounts", {}) if row else {}
    for year, letter in sheet.years.items():
        amount = row.amounts.get(year) if row else None
        shown = typed_text(stored.get(str(year))) if amount is None else amount / sheet.factor
        writer.put(f"{letter}{number}", shown, looks.style_of("money", locked=not sheet.is_open))
    letters = list(sheet.years.values())
    cells = f"{letters[0]}{number}:{letters[-1]}{number}"
    total = row.total / sheet.factor if row and row.amounts else ""
    style = looks.style_of("money", locked=True)
    writer.formula(f"{sheet.total_column}{number}", f'IF(COUNT({cells})=0,"",SUM({cells}))', total, style)


def _write_difference(writer: Writer, sheet: BudgetSheet, financing: Financing) -> None:
    """What is left to finance: nothing in every year is what the form asks for."""
    number, value = sheet.last_paying + 1, sheet.value
    writer.put(f"A{number}", LEFT_MARK)
    writer.put(f"C{number}", _("Costs less financing"), looks.sum_style("words"))
    left: dict[str, Decimal] = {
        letter: value.year_totals[year] - financing.year_totals[year] for year, letter in sheet.years.items()
    }
    left[sheet.total_column] = value.grand_total - financing.total
    for letter, amount in left.items():
        living = f"{letter}{sheet.sums}-SUM({letter}{sheet.first_paying}:{letter}{sheet.last_paying})"
        writer.formula(f"{letter}{number}", living, amount / sheet.factor, looks.sum_style("money"))
