"""From the cells of a located sheet to an answer, with the address of everything that it was made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from forms.domain.kinds import KINDS
from forms.domain.kinds.budget_financing import FIXED, OTHER
from forms.domain.kinds.kind import ROW_ID
from forms.domain.kinds.money import read_amount, stored
from forms.domain.numbers import NotANumber
from forms.domain.tables import Column
from forms.domain.typed import one_line

from .budget_sheet import PRINTED_MARK
from .financing_rows import FINANCING_MARK, LEFT_MARK
from .finding import Located, unit_of
from .plan import BudgetSheet, TableSheet
from .reading import Row, address
from .table_sheet import SEVERAL, SUM_MARK

type Path = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    address: str
    text: str


@dataclass
class Taken:
    """`answer` is what the kind reads. `lost` cells have no value to read and keep what the draft has."""

    located: Located
    answer: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    lost: list[tuple[Place, str]] = field(default_factory=list)
    extra: list[Place] = field(default_factory=list)
    # What the book's own sums say, by column key, year or "sum".
    sums: list[tuple[Place, str]] = field(default_factory=list)

    def place(self, row: Row, cell: Mapping[str, Any]) -> Place:
        return Place(address(self.located.raw["title"], cell["column"], row["row"]), cell["text"])


def take(located: Located, answer: Any, seed: UUID) -> Taken:
    """`answer` is the draft's own; `seed` gives new rows their ids, the same each time the book is looked at."""
    if isinstance(located.sheet, TableSheet):
        return _table(located, located.sheet, seed)
    return _budget(located, located.sheet, answer, seed)


def is_sum(row: Row, mark: str, first: int | None) -> bool:
    if mark:
        return mark == SUM_MARK
    text = next((cell["text"] for cell in row["cells"] if first is None or cell["column"] == first), "")
    return one_line(text).casefold().strip(" :").startswith(("summa", "sum ", "total")) or text.casefold() == "sum"


def typed(cell: Mapping[str, Any]) -> str:
    """What a person would have typed."""
    match cell["kind"]:
        case "number":
            return str(cell["text"]).replace(".", ",")
        case "percent":
            return str(cell["text"]).replace(".", ",") + " %"
    return str(cell["text"])


def _table(located: Located, sheet: TableSheet, seed: UUID) -> Taken:
    taken = Taken(located)
    columns = {one.key: one for one in sheet.asked.options["columns"]}
    first = min((number for number, key in located.columns.items() if key in columns), default=None)
    entries: list[tuple[str, int, dict[str, Any], list[tuple[str, Place]]]] = []
    for row, mark, cells in _rows(located, taken):
        if sheet.has_sums and is_sum(row, mark, first):
            taken.sums += [
                (taken.place(row, cell), located.columns[cell["column"]]) for cell in cells if _is_total(cell)
            ]
            continue
        entry, where = _entry(taken, row, cells, columns, sheet.stored.get(mark, {}))
        if entry:
            entries.append((mark, row["row"], entry, where))
    ids = row_ids([mark for mark, *_ in entries], list(sheet.stored), seed, [number for _, number, *_ in entries])
    for row_id, (*_where, places) in zip(ids, entries, strict=True):
        taken.places |= {(row_id, key): place for key, place in places}
    taken.answer = [{"id": row_id} | entry for row_id, (_mark, _number, entry, _) in zip(ids, entries, strict=True)]
    return taken


def _rows(located: Located, taken: Taken) -> Iterator[tuple[Row, str, list[Mapping[str, Any]]]]:
    """Each row with its hidden mark and the cells of known columns; those of others are told as extra."""
    hidden = ({1} | ({2} if isinstance(located.sheet, BudgetSheet) else set())) if located.has_marks else set()
    for row in located.rows():
        mark = next((one_line(cell["text"]) for cell in row["cells"] if cell["column"] == 1 and hidden), "")
        cells = [cell for cell in row["cells"] if cell["column"] in located.columns]
        others = [
            cell for cell in row["cells"] if cell["column"] not in located.columns and cell["column"] not in hidden
        ]
        taken.extra += [taken.place(row, cell) for cell in others]
        if cells:
            yield row, mark, cells


def _is_total(cell: Mapping[str, Any]) -> bool:
    return cell["kind"] != "text" or any(figure.isdigit() for figure in cell["text"])


def _entry(
    taken: Taken, row: Row, cells: list[Mapping[str, Any]], columns: Mapping[str, Column], old: Mapping[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, Place]]]:
    entry: dict[str, Any] = {}
    where: list[tuple[str, Place]] = []
    for cell in cells:
        key = taken.located.columns[cell["column"]]
        column, place = columns.get(key), taken.place(row, cell)
        if column is None:
            taken.extra.append(place)
        elif not KINDS[column.kind].has_answer:
            continue
        elif cell["kind"] in ("error", "formula"):
            taken.lost.append((place, cell["kind"]))
            entry |= {key: old[key]} if key in old else {}
        else:
            entry[key] = several(typed(cell), column) if column.options.get("multiple") else typed(cell)
            where.append((key, place))
    return entry, where


def several(text: str, column: Column) -> list[str]:
    """Keys of the options that the cell names; what is none of them stays as it is written."""
    keys = {option.label.strip().casefold(): option.key for option in column.options["options"]}
    whole = text.strip().casefold()
    parts = [text] if whole in keys else text.split(SEVERAL.strip() if SEVERAL.strip() in text else ",")
    return [keys.get(part.strip().casefold(), part.strip()) for part in parts if part.strip()]


def row_ids(marks: list[str], known: list[str], seed: UUID, numbers: list[int]) -> list[str]:
    """The rows' own ids; where all are lost, those of the draft's rows in their order; new rows get new ones."""
    if not any(marks):
        marks = [known[place] if place < len(known) else "" for place in range(len(marks))]
    seen: set[str] = set()
    ids = []
    for mark, number in zip(marks, numbers, strict=True):
        row_id = mark if ROW_ID.fullmatch(mark) and mark not in seen else uuid5(seed, str(number)).hex
        seen.add(row_id)
        ids.append(row_id)
    return ids


def _budget(located: Located, sheet: BudgetSheet, answer: Any, seed: UUID) -> Taken:
    taken = Taken(located)
    old = answer if isinstance(answer, dict) and "lines" in answer else {}
    reading = _Budget(taken, sheet, seed)
    for row, mark, cells in _rows(located, taken):
        reading.row(row, mark, {located.columns[cell["column"]]: cell for cell in cells})
    printed = dict(old.get("printed") or {})
    printed["years"] = _outside(printed.get("years"), located) | reading.printed.get("years", {})
    printed["total"] = reading.printed.get("total")
    taken.answer = {**old, "unit": sheet.unit, "lines": reading.lines, "printed": printed}
    if reading.paying:
        taken.answer["financing"] = reading.paying
    return taken


def _outside(amounts: Any, located: Located) -> dict[str, Any]:
    """Amounts of years that the sheet does not have stay as they are."""
    there = set(located.columns.values())
    return {year: amount for year, amount in amounts.items() if year not in there} if isinstance(amounts, dict) else {}


@dataclass
class _Budget:
    taken: Taken
    sheet: BudgetSheet
    seed: UUID
    lines: list[dict[str, Any]] = field(default_factory=list)
    printed: dict[str, Any] = field(default_factory=dict)
    paying: list[dict[str, Any]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def row(self, row: Row, mark: str, cells: Mapping[str, Mapping[str, Any]]) -> None:
        label = one_line(cells["label"]["text"]) if "label" in cells else ""
        is_printed = mark == PRINTED_MARK or (not mark and "enligt" in label.casefold() and "summa" in label.casefold())
        if mark == LEFT_MARK:
            return
        if mark.startswith(FINANCING_MARK):
            self._pays(row, mark.removeprefix(FINANCING_MARK), label, cells)
        elif is_printed:
            self._printed(row, cells)
        elif mark == SUM_MARK or (not mark and label and is_sum({"cells": [cells["label"]]}, "", None)):
            self.taken.sums += [
                (self.taken.place(row, cell), key) for key, cell in cells.items() if key == "sum" or key.isdigit()
            ]
        else:
            self._line(row, mark, label, cells)

    def _printed(self, row: Row, cells: Mapping[str, Mapping[str, Any]]) -> None:
        for key, cell in cells.items():
            path = ("printed", "total") if key == "sum" else ("printed", "years", key)
            if key != "sum" and not key.isdigit():
                continue
            amount = self._amount(row, cell, path, None)
            if key == "sum":
                self.printed["total"] = amount
            else:
                self.printed.setdefault("years", {})[key] = amount

    def _line(self, row: Row, mark: str, label: str, cells: Mapping[str, Mapping[str, Any]]) -> None:
        content = {key: cell for key, cell in cells.items() if key != "sum"}
        found = self._known(mark, label)
        if not content or (found and found.key and set(content) == {"label"}):
            return
        line_id = found.id if found else uuid5(self.seed, str(row["row"])).hex
        self.used.add(line_id)
        old = self.sheet.stored.get(line_id, {})
        amounts = _outside(old.get("amounts"), self.taken.located)
        for key, cell in content.items():
            if key.isdigit():
                if int(key) not in self.sheet.years:
                    self.taken.extra.append(self.taken.place(row, cell))
                    continue
                before = (old.get("amounts") or {}).get(key)
                amounts[key] = self._amount(row, cell, ("lines", line_id, "amounts", key), before)
            elif key in ("label", "measure"):
                self.taken.places[("lines", line_id, key)] = self.taken.place(row, cell)
        said = {"label": label, "measure": one_line(typed(cells["measure"])) if "measure" in cells else ""}
        key = found.key if found else ""
        self.lines.append({**old, "id": line_id, "key": key, **said, "amounts": amounts})

    def _pays(self, row: Row, row_id: str, name: str, cells: Mapping[str, Mapping[str, Any]]) -> None:
        """Who pays: the two that are always there by their names, others by what they are called."""
        source = row_id if row_id in FIXED else OTHER
        if source == OTHER and not set(cells) - {"sum"}:
            return
        row_id = row_id or uuid5(self.seed, f"financing {row['row']}").hex
        old = self.sheet.stored.get(FINANCING_MARK + row_id, {}).get("amounts") or {}
        amounts = _outside(old, self.taken.located)
        for key, cell in cells.items():
            if key.isdigit():
                path = ("financing", row_id, "amounts", key)
                amounts[key] = self._amount(row, cell, path, old.get(key))
        if source == OTHER and "label" in cells:
            self.taken.places[("financing", row_id, "name")] = self.taken.place(row, cells["label"])
        self.paying.append(
            {"id": row_id, "source": source, "name": name if source == OTHER else "", "amounts": amounts}
        )

    def _known(self, mark: str, label: str) -> Any:
        """The draft's line of that id, else the one that is called the same and is not taken."""
        lines = [line for line in self.sheet.value.lines if line.id not in self.used]
        if mark:
            return next((line for line in lines if line.id == mark), None)
        said = label.casefold()
        return next((line for line in lines if line.label and said == line.label.casefold()), None)

    def _amount(self, row: Row, cell: Mapping[str, Any], path: Path, before: Any) -> Any:
        """Stored kronor; what could not be read as it stands; what has no value as it was before."""
        place = self.taken.place(row, cell)
        if cell["kind"] in ("error", "formula"):
            self.taken.lost.append((place, cell["kind"]))
            return before
        self.taken.places[path] = place
        amount = read_amount(typed(cell), unit_of(self.taken.located, cell["column"]))
        return {"unparsed": typed(cell)} if isinstance(amount, NotANumber) else stored(amount)
