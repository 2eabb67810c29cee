"""Which table a sheet holds, and which column is which: by the hidden marks, else by headings that are clear."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.domain.kinds import KINDS
from forms.domain.typed import one_line

from .plan import HEAD, MARKS, META, BudgetSheet, Plan, Sheet, TableSheet
from .reading import RawSheet, Row

HEAD_AMONG = 30
_UNIT = re.compile(r"\s*\((kr|tkr|%)\)\s*$", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20|21)[0-9]{2})(?:,0)?\b\s*(?:\((kr|tkr)\)|(kr|tkr))?\s*$", re.IGNORECASE)
_MARK = re.compile(r"(row_table|budget_table):([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Located:
    """A sheet whose table is known. `columns` are keys by number: a column's key, a year, label, measure or sum."""

    raw: RawSheet
    sheet: Sheet
    head: int
    columns: Mapping[int, str]
    units: Mapping[int, str] = field(default_factory=dict)  # of a budget's years
    has_marks: bool = False

    def rows(self) -> Iterator[Row]:
        yield from (row for row in self.raw["rows"] if row["row"] > self.head)


def about(raw: list[RawSheet]) -> dict[str, str]:
    """What the hidden sheet says that the book belongs to; empty where it is lost."""
    for sheet in raw:
        if sheet["title"] == META:
            rows = [texts(row) for row in sheet["rows"]]
            return {row[1]: row[2] for row in rows if len(row) == 2 and {1, 2} <= set(row)}
    return {}


def texts(row: Row) -> dict[int, str]:
    return {cell["column"]: cell["text"] for cell in row["cells"]}


def locate(raw: RawSheet, plan: Plan) -> Located | None:
    """None where it is not clear which table the sheet is."""
    marks = next((texts(row) for row in raw["rows"] if row["row"] == MARKS), {})
    marked = _MARK.fullmatch(marks.get(1, ""))
    if marked and (sheet := plan.sheets.get(marked[2])) and sheet.asked.kind == marked[1]:
        known = {column: mark for column, mark in marks.items() if column > 1}
        found = headings(raw, sheet, first=MARKS + 1)
        return _marked(raw, sheet, known, found)
    found_in = [
        (found, sheet) for sheet in plan.sheets.values() if (found := headings(raw, sheet)) and _is_clear(found, sheet)
    ]
    titled = [pair for pair in found_in if pair[1].title.casefold() == raw["title"].casefold()]
    best = max((len(found.columns) for found, _sheet in found_in), default=0)
    likely = titled or [pair for pair in found_in if len(pair[0].columns) == best]
    return likely[0][0] if len(likely) == 1 else None


def _marked(raw: RawSheet, sheet: Sheet, marks: Mapping[int, str], found: Located | None) -> Located:
    """What a heading says in plain sight goes before the hidden mark of its column."""
    said = found.columns if found else {}
    columns = {column: mark for column, mark in marks.items() if mark not in said.values()} | dict(said)
    head = found.head if found else HEAD
    return Located(raw, sheet, head, columns, found.units if found else {}, has_marks=True)


def _is_clear(found: Located, sheet: Sheet) -> bool:
    if isinstance(sheet, BudgetSheet):
        return any(key.isdigit() for key in found.columns.values())
    typed = [one for one in sheet.asked.options["columns"] if KINDS[one.kind].has_answer]
    return 2 * len(found.columns) >= len(typed)


def headings(raw: RawSheet, sheet: Sheet, *, first: int = 1) -> Located | None:
    """The row among the first whose texts name the most columns."""
    best: Located | None = None
    for row in raw["rows"]:
        if not first <= row["row"] <= HEAD_AMONG:
            continue
        found = _budget_head(raw, sheet, row) if isinstance(sheet, BudgetSheet) else _table_head(raw, sheet, row)
        if found and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def said(text: str) -> str:
    """A heading without its unit, its help and its star."""
    return _UNIT.sub("", one_line(text.split("\n")[0]).rstrip(" *")).casefold()


def _table_head(raw: RawSheet, sheet: TableSheet, row: Row) -> Located | None:
    labels: dict[str, list[str]] = {}
    for column in sheet.asked.options["columns"]:
        labels.setdefault(said(column.label), []).append(column.key)
    named = {
        number: labels[said(text)][0] for number, text in texts(row).items() if len(labels.get(said(text), ())) == 1
    }
    unique = {number: key for number, key in named.items() if list(named.values()).count(key) == 1}
    return Located(raw, sheet, row["row"], unique) if unique else None


def _budget_head(raw: RawSheet, sheet: BudgetSheet, row: Row) -> Located | None:
    columns: dict[int, str] = {}
    units: dict[int, str] = {}
    for number, text in texts(row).items():
        if year := _YEAR.fullmatch(one_line(text)):
            columns[number] = year[1]
            units[number] = (year[2] or year[3] or "").lower()
    if not columns:
        return None
    words = {
        said(_("Cost")): "label",
        said(_("How it is counted")): "measure",
        said(pgettext("budget", "Total")): "sum",
    }
    for number, text in texts(row).items():
        if key := words.get(said(text)):
            columns.setdefault(number, key)
    if "label" not in columns.values():
        before = [number for number in texts(row) if number < min(units)] or [min(units) - 1]
        columns |= {before[0]: "label"} if before[0] > 0 else {}
    return Located(raw, sheet, row["row"], columns, units)


def unit_of(located: Located, column: int) -> str:
    """What the heading says, else what the book was made in."""
    if said_unit := located.units.get(column):
        return said_unit
    sheet: Any = located.sheet
    return str(sheet.unit)
