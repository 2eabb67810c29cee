"""Where everything of a draft stands in its workbook: which sheet, which column, which row."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import pgettext
from openpyxl.utils import get_column_letter, quote_sheetname

from forms.domain import calculations, formulas
from forms.domain.budget import BudgetTotals
from forms.domain.calculation_types import NUMBERS
from forms.domain.calculations import Answer, Cell, leaves
from forms.domain.definition import Definition, Field
from forms.domain.evaluate import Evaluation
from forms.domain.kinds import KINDS
from forms.domain.kinds.kind import Asked
from forms.domain.tables import Column, TableValue
from forms.domain.typed import is_unparsed

from .package import sheet_title

# The first row names the columns for the program, and is hidden; then come title, help and what to do.
MARKS, TITLE, HELP, ADVICE, HEAD = 1, 2, 3, 4, 5
FIRST = HEAD + 1
SPARE_ROWS, SPARE_LINES, SPARE_FINANCIERS = 30, 12, 4
# The hidden sheets: what the book belongs to, and the options of its lists.
META, CHOICES = "Samverka", "Val"
FACTORS = {"kr": Decimal(1), "tkr": Decimal(1000)}


@dataclass(frozen=True)
class TableSheet:
    """A row table: ids in the hidden first column, then the form's columns, spare rows, sums."""

    title: str
    asked: Field
    value: TableValue | None
    stored: Mapping[str, Mapping[str, Any]]  # the answer's rows by id
    is_open: bool

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Letters by column key."""
        return {column.key: get_column_letter(2 + place) for place, column in enumerate(self.asked.options["columns"])}

    @property
    def used(self) -> int:
        return len(self.value.rows) if self.value else 0

    @cached_property
    def last(self) -> int:
        """The last row to fill in."""
        spare = min(SPARE_ROWS, max(0, self.asked.options["maximum"] - self.used)) if self.is_open else 0
        return FIRST + max(self.used + spare, 1) - 1

    @property
    def has_sums(self) -> bool:
        return any(column.sum for column in self.asked.options["columns"])

    @property
    def sums(self) -> int:
        return self.last + 1

    def cells(self, column: str) -> str:
        letter = self.columns[column]
        return f"{quote_sheetname(self.title)}!${letter}${FIRST}:${letter}${self.last}"

    def filled(self, row: int) -> str:
        """What is an empty text where the row has nothing in it."""
        typed = [self.columns[one.key] for one in self.asked.options["columns"] if KINDS[one.kind].has_answer]
        return "&".join(f"${letter}{row}" for letter in typed) or '""'

    @property
    def rows(self) -> str:
        """How many rows have anything in them, as a formula."""
        typed = [one.key for one in self.asked.options["columns"] if KINDS[one.kind].has_answer]
        joined = "+".join(f'({self.cells(key)}<>"")' for key in typed)
        return f"SUMPRODUCT(--(({joined})>0))" if typed else "0"

    @property
    def total(self) -> str:
        summed = [self.cells(one.key) for one in self.asked.options["columns"] if one.sum]
        return f'IF({self.rows}=0,"",SUM({",".join(summed)}))' if summed else f'IF({self.rows}=0,"",0)'


@dataclass(frozen=True)
class BudgetSheet:
    """A budget: id and preset key in the two hidden columns, cost, measure, a column a year, the line's sum."""

    title: str
    asked: Field
    value: BudgetTotals
    stored: Mapping[str, Mapping[str, Any]]  # the answer's lines by id
    unit: str
    is_open: bool

    @property
    def has_measure(self) -> bool:
        return bool(self.asked.options["measure"])

    @cached_property
    def years(self) -> Mapping[int, str]:
        first = 5 if self.has_measure else 4
        return {year: get_column_letter(first + place) for place, year in enumerate(self.value.years)}

    @property
    def total_column(self) -> str:
        return get_column_letter((5 if self.has_measure else 4) + len(self.value.years))

    @cached_property
    def last(self) -> int:
        spare = SPARE_LINES if self.asked.options["own_lines"] and self.is_open else 0
        return FIRST + max(len(self.value.lines) + spare, 1) - 1

    @property
    def sums(self) -> int:
        return self.last + 1

    @property
    def printed(self) -> int:
        return self.last + 2

    @property
    def first_paying(self) -> int:
        """Under a head of its own: what is applied for, then one's own contribution, then others."""
        return self.printed + 3

    @property
    def last_paying(self) -> int:
        rows = len(self.value.financing.rows) if self.value.financing else 0
        return self.first_paying + rows + (SPARE_FINANCIERS if self.is_open else 0) - 1

    @property
    def factor(self) -> Decimal:
        return FACTORS[self.unit]

    def number(self, year: int | None) -> str:
        """What is applied for, in kronor; empty while no amount of it is filled in."""
        if self.value.financing:
            return self._applied(year)
        if year is not None and year not in self.years:
            return f'IF(COUNT({self._amounts})=0,"",0)'
        letter = self.total_column if year is None else self.years[year]
        cell = f"{quote_sheetname(self.title)}!${letter}${self.sums}"
        return f'IF(COUNT({self._amounts})=0,"",{cell}{"*1000" if self.unit == "tkr" else ""})'

    def _applied(self, year: int | None) -> str:
        letters, row = list(self.years.values()), self.first_paying
        cells = f"{quote_sheetname(self.title)}!${letters[0]}${row}:${letters[-1]}${row}"
        if year is not None:
            cell = f"{quote_sheetname(self.title)}!${self.years[year]}${row}" if year in self.years else "0"
        else:
            cell = f"SUM({cells})"
        return f'IF(COUNT({cells})=0,"",{cell}{"*1000" if self.unit == "tkr" else ""})'

    @property
    def _amounts(self) -> str:
        letters = list(self.years.values())
        return f"{quote_sheetname(self.title)}!${letters[0]}${FIRST}:${letters[-1]}${self.last}"


type Sheet = TableSheet | BudgetSheet


@dataclass(frozen=True)
class Stood:
    """A number that calculations stand on: what it is called, and its value or the formula that fetches it."""

    leaf: Answer
    label: str
    value: Any
    formula: str = ""


@dataclass
class Plan:
    """Implements `formulas.Places` for the calculated fields; `of_row` does for the columns of one row."""

    definition: Definition
    evaluation: Evaluation
    sheets: Mapping[str, Sheet]
    sums_title: str
    stood: Mapping[tuple[str, int | None], Stood] = field(default_factory=dict)

    @cached_property
    def calculated(self) -> list[Field]:
        """In the order of evaluation, so that each comes after those that it stands on."""
        asked = (self.definition.fields[key] for key in self.definition.in_order)
        return [one for one in asked if one.kind == "calculated" and one.key in self.evaluation.visible]

    @property
    def first_result(self) -> int:
        return 4 + len(self.stood) + 2

    def place_of(self, leaf: Answer) -> int | None:
        """The row on the sheet of calculations."""
        results = {one.key: self.first_result + number for number, one in enumerate(self.calculated)}
        rows = {key: 4 + number for number, key in enumerate(self.stood)}
        return results.get(leaf.field) or rows.get((leaf.field, leaf.year))

    def number(self, leaf: Answer | Cell) -> str | None:
        row = self.place_of(leaf) if isinstance(leaf, Answer) else None
        return f"{quote_sheetname(self.sums_title)}!$B${row}" if row else None

    def column(self, leaf: Answer) -> formulas.Column | None:
        sheet = self.sheets.get(leaf.field)
        if not isinstance(sheet, TableSheet) or leaf.column not in sheet.columns:
            return None
        kind = next(one.kind for one in sheet.asked.options["columns"] if one.key == leaf.column)
        return formulas.Column(sheet.cells(leaf.column), kind in (*NUMBERS, "money", "calculated"))

    def rows(self, table: str) -> str | None:
        asked = self.definition.fields.get(table)
        if asked is None or asked.kind != "row_table":
            return None
        sheet = self.sheets.get(table)
        return sheet.rows if isinstance(sheet, TableSheet) else "0"


@dataclass(frozen=True)
class RowPlaces:
    """The places that a column's calculation sees from one row."""

    plan: Plan
    sheet: TableSheet
    row: int

    def number(self, leaf: Answer | Cell) -> str | None:
        if isinstance(leaf, Answer):
            return self.plan.number(leaf)
        letter = self.sheet.columns.get(leaf.column)
        if letter is None:
            return None
        column = next(one for one in self.sheet.asked.options["columns"] if one.key == leaf.column)
        if not column.spans:
            return f"${letter}{self.row}"
        # A tall cell: the last that is filled in, from the top down to here.
        above = f"${letter}${FIRST}:${letter}{self.row}"
        return f'IFERROR(LOOKUP(2,1/({above}<>""),{above}),"")'

    def column(self, leaf: Answer) -> formulas.Column | None:
        return self.plan.column(leaf)

    def rows(self, table: str) -> str | None:
        return self.plan.rows(table)


def plan_of(
    definition: Definition, evaluation: Evaluation, answers: Mapping[str, Any], open_sections: Collection[str]
) -> Plan:
    """A sheet for every table that is shown; those of other sections than `open_sections` are there to be read."""
    taken: set[str] = {META.casefold(), CHOICES.casefold()}
    sheets: dict[str, Sheet] = {}
    for key, asked in definition.fields.items():
        if key in evaluation.visible and asked.kind in ("row_table", "budget_table"):
            is_open = definition.section_of[key].key in open_sections
            if sheet := _sheet(asked, evaluation.values.get(key), answers.get(key), is_open, taken):
                sheets[key] = sheet
    plan = Plan(definition, evaluation, sheets, sheet_title(pgettext("sheet", "Calculations"), taken))
    plan.stood = {(one.leaf.field, one.leaf.year): one for one in _stood(plan)}
    return plan


def _sheet(asked: Field, value: Any, answer: Any, is_open: bool, taken: set[str]) -> Sheet | None:
    if asked.kind == "row_table":
        table = value if isinstance(value, TableValue) else None
        return TableSheet(sheet_title(asked.label, taken), asked, table, by_id(answer), is_open)
    if not isinstance(value, BudgetTotals) or not value.years:
        return None
    given = answer.get("unit") if isinstance(answer, dict) else None
    unit = given if given in FACTORS else asked.options["unit"]
    given_answer = answer if isinstance(answer, dict) else {}
    paying = by_id(given_answer.get("financing"))
    lines = by_id(given_answer.get("lines")) | {f"financing:{row_id}": row for row_id, row in paying.items()}
    return BudgetSheet(sheet_title(asked.label, taken), asked, value, lines, unit, is_open)


def by_id(entries: Any) -> dict[str, Mapping[str, Any]]:
    found = entries if isinstance(entries, list) else []
    return {entry["id"]: entry for entry in found if isinstance(entry, dict) and isinstance(entry.get("id"), str)}


def typed_text(answer: Any) -> str | None:
    """What was typed and could not be read."""
    return str(answer["unparsed"]) if is_unparsed(answer) else None


def _stood(plan: Plan) -> Iterator[Stood]:
    """The fields that the calculations name, but for those that are calculated themselves."""
    seen: set[tuple[str, int | None]] = set()
    for calculation in _calculations(plan):
        for leaf in leaves(calculation):
            if not isinstance(leaf, Answer) or leaf.column or (leaf.field, leaf.year) in seen:
                continue
            asked = plan.definition.fields.get(leaf.field)
            if asked is None or asked.kind == "calculated" or leaf.field not in plan.evaluation.visible:
                continue
            seen.add((leaf.field, leaf.year))
            yield stood_on(plan, leaf, asked)


def _calculations(plan: Plan) -> Iterator[calculations.Calculation]:
    columns: list[Column] = [
        column
        for sheet in plan.sheets.values()
        if isinstance(sheet, TableSheet)
        for column in sheet.asked.options["columns"]
    ]
    asked: list[Asked] = [*plan.calculated, *columns]
    yield from (one.options["calculation"] for one in asked if one.kind == "calculated")


def stood_on(plan: Plan, leaf: Answer, asked: Field) -> Stood:
    label = asked.label if leaf.year is None else f"{asked.label} {leaf.year}"
    sheet = plan.sheets.get(leaf.field)
    value = number_of(plan.evaluation.values.get(leaf.field), leaf.year)
    match sheet:
        case BudgetSheet():
            return Stood(leaf, label, value, sheet.number(leaf.year))
        case TableSheet():
            return Stood(leaf, label, value, sheet.total)
    return Stood(leaf, label, value)


def number_of(value: Any, year: int | None = None) -> Any:
    """A field's number; what is no number is told by "×" where it is answered at all."""
    if isinstance(value, BudgetTotals):
        if not value.has_applied:
            return ""
        return value.applied_total if year is None else value.applied_years.get(year, Decimal(0))
    if isinstance(value, TableValue):
        return value.total
    if value is None:
        return ""
    return value if isinstance(value, Decimal | int) and not isinstance(value, bool) else "×"
