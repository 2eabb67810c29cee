"""A budget copied from Word or Excel: which cells are years, costs, measures and sums, and in which unit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .typed import one_line

SUM = re.compile(r"(delsumma|summa|sum|s:a|totalt?|total(summa|kostnad|er)?|tot)\b", re.IGNORECASE)
PART = re.compile(r"del", re.IGNORECASE)
_YEAR = re.compile(r"(?:år )?((?:19|20|21)[0-9]{2})(?: ?[(,]? ?(?:tkr|kkr|kr|kronor)\)?)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"\b(tkr|kkr|tsek|ksek|tusental(?: kronor)?|tusen kronor)\b", re.IGNORECASE)
_KRONOR = re.compile(r"\b(kr|kronor|sek)\b", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—−. ]*")
# "40 tkr/månad" and "15 kvm" begin with a figure and are no amounts.
_AMOUNT = re.compile(r"[-−–]? ?[0-9][0-9 .,]*(?: ?(?:kr|kronor|sek|:-|tkr|mkr|mnkr)\.?)?", re.IGNORECASE)
_FIGURE = re.compile(r"[-−–]? ?[0-9]")
TOTAL = "total"


@dataclass(frozen=True)
class PastedLine:
    label: str
    measure: str
    amounts: Mapping[str, str]  # by year, as typed


@dataclass
class PastedBudget:
    """`printed` holds the sums of the paper, by year and "total"."""

    lines: list[PastedLine] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)


def is_sum(text: str) -> bool:
    """Whether a row that begins so is a sum: Summa, SUMMA:, Totalt, TOTAL för 2014–2016."""
    return SUM.match(one_line(text)) is not None


def read_budget(rows: Sequence[Sequence[str]], years: Sequence[str]) -> PastedBudget:
    """`years` are those of the grid, which the columns are where no row names any."""
    table = [[one_line(cell) for cell in row] for row in rows]
    head = next((row for row in table if _is_head(row)), None)
    columns = _columns_of(head) if head else {}
    unit = _unit(table, head)
    measures = _has_measures(table)
    found = PastedBudget()
    for row in table:
        if row is head or not any(row[1:]):
            continue
        placed = _placed(row, columns) if head else _in_order(row, years, measures=measures)
        amounts = {name: _in_unit(text, unit) for name, text in placed.items() if name != "measure"}
        amounts = {name: text for name, text in amounts.items() if text}
        if is_sum(row[0]):
            _take_sum(row[0], amounts, years, found)
        elif amounts and any(_FIGURE.match(text) for text in amounts.values()):
            by_year = {name: text for name, text in amounts.items() if name != TOTAL}
            found.lines.append(PastedLine(row[0], placed.get("measure", ""), by_year))
    return found


def _is_head(row: Sequence[str]) -> bool:
    """A row that names years and holds no amounts."""
    return any(_YEAR.fullmatch(cell) for cell in row[1:]) and not is_sum(row[0]) and not _has_amounts(row)


def _has_amounts(row: Sequence[str]) -> bool:
    return any(_AMOUNT.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in row[1:])


def _columns_of(head: Sequence[str]) -> dict[int, str]:
    """What stands in each column after the first: a year, the sum, or a measure (the first text)."""
    columns: dict[int, str] = {}
    for place, cell in enumerate(head[1:], 1):
        if year := _YEAR.fullmatch(cell):
            columns[place] = year[1]
        elif is_sum(cell):
            columns[place] = TOTAL
        elif "measure" not in columns.values() and not any(name.isdigit() for name in columns.values()):
            columns[place] = "measure"
    return columns


def _placed(row: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    return {columns[place]: cell for place, cell in enumerate(row) if place in columns and cell}


def _has_measures(table: Sequence[Sequence[str]]) -> bool:
    """Whether some cost has a measure before its amounts, so that a sum's empty cell there is one too."""
    return any(len(row) > 2 and _is_measure(row[1]) and _has_amounts(row) for row in table)


def _is_measure(cell: str) -> bool:
    return not _AMOUNT.fullmatch(cell) and not _NOTHING.fullmatch(cell)


def _in_order(row: Sequence[str], years: Sequence[str], *, measures: bool) -> dict[str, str]:
    """The measure, where there are any; then the years, then their sum."""
    cells = list(row[1:])
    placed: dict[str, str] = {}
    if cells and (measures or (len(cells) > len(years) + 1 and not cells[0])):
        placed["measure"] = cells.pop(0)
    return placed | {name: cell for name, cell in zip([*years, TOTAL], cells, strict=False) if cell}


def _take_sum(label: str, amounts: Mapping[str, str], years: Sequence[str], found: PastedBudget) -> None:
    """Sums of a part are left out; a lone amount under several years is the total."""
    if PART.match(label) or not amounts:
        return
    if len(amounts) == 1 and len(years) > 1:
        found.printed[TOTAL] = next(iter(amounts.values()))
    else:
        found.printed |= amounts


def _unit(table: Sequence[Sequence[str]], head: Sequence[str] | None) -> str:
    """What the head or a caption over the rows says; "" where nothing does."""
    first = next((place for place, row in enumerate(table) if row is not head and _has_amounts(row)), len(table))
    said = " ".join(cell for row in [*table[:first], head or []] for cell in row)
    return "tkr" if _THOUSANDS.search(said) else "kr" if _KRONOR.search(said) else ""


def _in_unit(text: str, unit: str) -> str:
    """The amount with the table's unit, unless it names its own; nothing where a dash says nothing."""
    if _NOTHING.fullmatch(text):
        return ""
    return f"{text} {unit}" if unit and text[-1:].isdigit() else text
