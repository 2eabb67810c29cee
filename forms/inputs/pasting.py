"""Pasted cells find their places in a table: among what was posted, before anything is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import uuid4

from django.utils.translation import gettext as _

from forms.domain.definition import Field
from forms.domain.kinds import KINDS
from forms.domain.pasted import cells
from forms.domain.pasted_budget import is_sum, read_budget
from forms.domain.tables import Column

type Typed = dict[str, list[str]]


@dataclass
class Paste:
    asked: Field
    typed: Typed
    rows: list[str]
    first: str = field(default="", init=False)
    # What is to be said of the pasted table, such as a sum in it that does not agree.
    notices: list[str] = field(default_factory=list, init=False)

    def put(self, row: str, column: str) -> str:
        """Spread the pasted cells from the cell where they were dropped, or from the first empty row."""
        texts = self.typed.pop("pasted", [""])[-1] if row else self.posted(f"paste.{self.asked.key}")
        self.typed.pop(f"paste.{self.asked.key}", None)
        found = cells(texts)
        if self.asked.kind == "budget_table":
            return self.put_budget(found, row, column)
        return self.put_rows(found, row, column)

    def put_rows(self, found: Sequence[Sequence[str]], row: str, column: str) -> str:
        columns: tuple[Column, ...] = self.asked.options["columns"]
        keys = [one.key for one in columns]
        order = keys[keys.index(column) if column in keys else 0 :]
        if found and (named := self.named(found[0])):
            found, order = found[1:], named
        found = self.without_sums(found, order)
        place = self.rows.index(row) if row in self.rows else self.first_empty()
        for offset, texts_of_row in enumerate(found):
            self.put_row(self.row_at(place + offset), order, texts_of_row)
        return self.first

    def named(self, head: Sequence[str]) -> list[str]:
        """The columns that a head names, in its order; none where it is no head."""
        labels = {one.label.casefold(): one.key for one in self.asked.options["columns"]}
        said = [cell.casefold() for cell in head]
        while said and not said[-1]:
            said.pop()
        return [labels[cell] for cell in said] if said and all(cell in labels for cell in said) else []

    def without_sums(self, found: Sequence[Sequence[str]], order: Sequence[str]) -> Sequence[Sequence[str]]:
        """The rows; one that begins with Summa is compared with the others rather than taken for one."""
        summed = {one.key: one for one in self.asked.options["columns"] if one.sum}
        if not summed or len(found) < 2:
            return found
        sums = [texts for texts in found if is_sum(next((text for text in texts if text), ""))]
        rows = [texts for texts in found if texts not in sums]
        for texts in sums:
            for place, (key, text) in enumerate(zip(order, texts, strict=False)):
                if key in summed and text.strip():
                    self.compare(summed[key], text, [row[place] for row in rows if len(row) > place])
        return rows

    def compare(self, column: Column, text: str, pasted: Sequence[str]) -> None:
        said = number(column, text)
        true = sum((number(column, one) or Decimal(0) for one in pasted), Decimal(0))
        if said is not None and said != true:
            kind = KINDS[column.kind]
            self.notices.append(
                _(
                    "The sum in what you pasted says %(said)s for “%(column)s”, but its rows make %(true)s. "
                    "The difference is %(difference)s."
                )
                % {
                    "column": column.label,
                    "said": kind.format(said, column),
                    "true": kind.format(true, column),
                    "difference": kind.format(true - said, column),
                }
            )

    def put_budget(self, found: Sequence[Sequence[str]], row: str, column: str) -> str:
        years = self.years()
        if row and column not in ("", "label") and row in [*self.rows, "printed"]:
            order = ["measure", *years] if column == "measure" else [*years[years.index(column) :], "total"]
            rows = [*self.rows, "printed"]
            for offset, texts in enumerate(found):
                if rows.index(row) + offset < len(rows):
                    self.put_row(rows[rows.index(row) + offset], order, texts)
            return self.first
        pasted = read_budget(found, years)
        for line in pasted.lines:
            self.put_cost(line.label, line.measure, line.amounts)
        for name, text in pasted.printed.items():
            self.first = self.first or "printed"
            self.write(f"printed.{name}", text)
        return self.first

    def put_cost(self, label: str, measure: str, amounts: Mapping[str, str]) -> None:
        """On the line called so, or on a new one."""
        row = self.line_called(label.casefold().strip(" :"))
        if not row:
            row = uuid4().hex
            self.rows.append(row)
        if not self.posted(f"{self.asked.key}.{row}.key"):
            self.write(f"{row}.label", label)
        if measure:
            self.write(f"{row}.measure", measure)
        self.first = self.first or row
        for year, text in amounts.items():
            self.write(f"{row}.{year}", text)

    def line_called(self, said: str) -> str:
        presets = {line.key: line.label.casefold() for line in self.asked.options["lines"]}
        for row in self.rows:
            name = f"{self.asked.key}.{row}"
            called = presets.get(self.posted(f"{name}.key")) or self.posted(f"{name}.label").casefold()
            # "Lokal, 15 kvm" is the line "Lokal", and "Lokal, 15kvm" is "Lokal, 15 kvm".
            same = said.replace(" ", "") == called.replace(" ", "")
            if called and (same or said.startswith((f"{called},", f"{called} "))):
                return row
        return ""

    def years(self) -> list[str]:
        """Those of the grid's lines; hidden ones, which the page sends along, are no columns."""
        shown = self.posted(f"{self.asked.key}.years").split()
        ends = {name.rpartition(".")[2] for name in self.typed if name.startswith(f"{self.asked.key}.")}
        return shown or sorted(end for end in ends if end.isdigit() and len(end) == 4)

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
            self.rows.append(uuid4().hex)
        return self.rows[place]

    def first_empty(self) -> int:
        """After the last row with anything in it."""
        for place in range(len(self.rows), 0, -1):
            row = f"{self.asked.key}.{self.rows[place - 1]}."
            if any("".join(texts).strip() for name, texts in self.typed.items() if name.startswith(row)):
                return place
        return 0


def number(column: Column, text: str) -> Decimal | None:
    """What a cell comes to; nothing where it cannot be read or is worked out by the form."""
    value = KINDS[column.kind].parse(text, column).value if text.strip() else None
    return Decimal(value) if isinstance(value, int | Decimal) else None
