"""What a button in a table does to what was posted: rows come, go and move, pasted cells find their places.

It works on the names and texts of the page, before anything is read, so that one and the same reading
takes care of typed and pasted alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from forms.domain.definition import Field, Section
from forms.domain.pasted import cells

from . import salary

type Typed = dict[str, list[str]]


@dataclass(frozen=True)
class Rearranged:
    """The field that a button belongs to; `focus` is the row to go to. No field: the button was an ordinary save."""

    field: Field | None = None
    focus: str = ""
    act: str = ""


def rearrange(do: str, typed: Typed, section: Section) -> Rearranged:
    """Change `typed` as the button says, such as `remove:plan:<row id>` or `paste:budget:<row id>:2015`."""
    act, _, rest = do.partition(":")
    key, *where = rest.split(":")
    asked = next((field for field in section.fields if field.key == key), None)
    if asked is None:
        return Rearranged(act=act)
    if asked.kind not in ("row_table", "budget_table"):
        return Rearranged(asked, act=act)
    if act.startswith("financing-"):
        return Rearranged(
            asked, ROW_ACTS[act.partition("-")[2]](typed.setdefault(f"{key}.financing.rows", []), *where[:1]), act
        )
    if act in salary.ACTS and where:
        return Rearranged(asked, salary.ACTS[act](key, typed, where[0]), act)
    rows = typed.setdefault(f"{key}.rows", [])
    focus = ROW_ACTS[act](rows, *where[:1]) if act in ROW_ACTS else ""
    if act == "unit" and where and where[0] in ("kr", "tkr"):
        typed[f"{key}.read_in"] = typed.get(f"{key}.unit", [])
        typed[f"{key}.unit"] = [where[0]]
    if act == "paste":
        focus = Paste(asked, typed, rows).put(*[*where, "", ""][:2])
    return Rearranged(asked, focus, act)


def add(rows: list[str], _row: str = "") -> str:
    rows.append(uuid4().hex)
    return rows[-1]


def remove(rows: list[str], row: str = "") -> str:
    if row not in rows:
        return ""
    place = rows.index(row)
    rows.remove(row)
    return rows[min(place, len(rows) - 1)] if rows else ""


def move(rows: list[str], row: str, steps: int) -> str:
    if row in rows and 0 <= (place := rows.index(row) + steps) < len(rows):
        rows.remove(row)
        rows.insert(place, row)
    return row


def up(rows: list[str], row: str = "") -> str:
    return move(rows, row, -1)


def down(rows: list[str], row: str = "") -> str:
    return move(rows, row, 1)


ROW_ACTS = {"add": add, "remove": remove, "up": up, "down": down}


@dataclass
class Paste:
    asked: Field
    typed: Typed
    rows: list[str]
    first: str = field(default="", init=False)

    def put(self, row: str, column: str) -> str:
        """Spread the pasted cells from the cell where they were dropped, or from the first empty row."""
        dropped = bool(row)
        texts = self.typed.pop("pasted", [""])[-1] if dropped else self.posted(f"paste.{self.asked.key}")
        self.typed.pop(f"paste.{self.asked.key}", None)
        found = cells(texts)
        if self.asked.kind == "budget_table":
            return self.put_budget(found, row, column)
        columns = [column.key for column in self.asked.options["columns"]]
        labels = [column.label.casefold() for column in self.asked.options["columns"]]
        if found and [cell.casefold() for cell in found[0]] == labels[: len(found[0])]:
            found = found[1:]
        start = columns.index(column) if column in columns else 0
        place = self.rows.index(row) if row in self.rows else self.first_empty()
        for offset, texts_of_row in enumerate(found):
            self.put_row(self.row_at(place + offset), columns[start:], texts_of_row)
        return self.first

    def put_budget(self, found: Sequence[Sequence[str]], row: str, column: str) -> str:
        years = self.years()
        if row and column not in ("", "label") and row in [*self.rows, "printed"]:
            order = ["measure", *years] if column == "measure" else [*years[years.index(column) :], "total"]
            rows = [*self.rows, "printed"]
            for offset, texts in enumerate(found):
                if rows.index(row) + offset < len(rows):
                    self.put_row(rows[rows.index(row) + offset], order, texts)
            return self.first
        for texts in found:
            self.put_cost(texts, years)
        return self.first

    def put_cost(self, texts: Sequence[str], years: Sequence[str]) -> None:
        """A row that begins with its cost: on that line, on a new one, or as the sum of one's own paper."""
        label, amounts = texts[0], list(texts[1:])
        said = label.casefold().strip(" :")
        if not any(amounts) or [text.strip() for text in amounts if text.strip()] == list(years):
            return
        if said.startswith("total"):
            self.write("printed.total", [text for text in amounts if text][-1])
            return
        if said.startswith(("summa", "sum")):
            self.put_row("printed", [*years, "total"], amounts)
            return
        row = self.line_called(said) or add(self.rows)
        if not self.posted(f"{self.asked.key}.{row}.key"):
            self.write(f"{row}.label", label)
        if len(amounts) > len(years) and amounts[0] and not amounts[0][:1].isdigit():
            self.write(f"{row}.measure", amounts.pop(0))
        self.put_row(row, years, amounts)

    def line_called(self, said: str) -> str:
        presets = {line.key: line.label.casefold() for line in self.asked.options["lines"]}
        for row in self.rows:
            name = f"{self.asked.key}.{row}"
            called = presets.get(self.posted(f"{name}.key")) or self.posted(f"{name}.label").casefold()
            # "Lokal, 15 kvm" is the line "Lokal".
            if called and (said == called or said.startswith((f"{called},", f"{called} "))):
                return row
        return ""

    def years(self) -> list[str]:
        ends = {name.rpartition(".")[2] for name in self.typed if name.startswith(f"{self.asked.key}.")}
        return sorted(end for end in ends if end.isdigit() and len(end) == 4)

    def put_row(self, row: str, columns: Sequence[str], texts: Sequence[str]) -> None:
        self.first = self.first or row
        for column, text in zip(columns, texts, strict=False):
            self.write(f"{row}.{column}", text)

    def write(self, name: str, text: str) -> None:
        self.typed[f"{self.asked.key}.{name}"] = [text]

    def posted(self, name: str) -> str:
        return self.typed.get(name, [""])[-1]

    def row_at(self, place: int) -> str:
        while len(self.rows) <= place:
            add(self.rows)
        return self.rows[place]

    def first_empty(self) -> int:
        """After the last row with anything in it."""
        for place in range(len(self.rows), 0, -1):
            row = f"{self.asked.key}.{self.rows[place - 1]}."
            if any("".join(texts).strip() for name, texts in self.typed.items() if name.startswith(row)):
                return place
        return 0


def typed_of(post: Mapping[str, Sequence[str]]) -> Typed:
    return {name: list(texts) for name, texts in post.items()}
