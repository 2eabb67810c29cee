"""Whether a calculation's fields exist and go together: amounts with amounts, numbers with numbers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .calculations import GATHERING, Answer, Calculation, Cell, Number, Operation
from .kinds.kind import Asked
from .problems import DefinitionProblem
from .tables import Column

if TYPE_CHECKING:
    from .structure import Field

NUMBERS = frozenset({"integer", "decimal", "percent", "year"})
AMOUNTS = frozenset({"money", "budget_table"})


def check(
    calculated: Asked, where: str, at: str, fields: Mapping[str, "Field"], columns: Sequence[Column] | None = None
) -> list[DefinitionProblem]:
    """Of a calculated field, or with `columns` of a column of that table."""
    checking = _Checking(where, at, fields, None if columns is None else {column.key: column for column in columns})
    checking.conclude(calculated)
    return checking.problems


def _of_field(asked: Asked) -> str | None:
    """ "money", "number", or None for what is no number."""
    if asked.kind in AMOUNTS:
        return "money"
    if asked.kind in NUMBERS:
        return "number"
    if asked.kind == "calculated":
        return "money" if asked.options["shows"] == "money" else "number"
    if asked.kind == "row_table":
        summed = {_of_field(column) for column in asked.options["columns"] if column.sum}
        return summed.pop() if len(summed) == 1 else None
    return None


class _Checking:
    def __init__(
        self, where: str, at: str, fields: Mapping[str, "Field"], columns: Mapping[str, Column] | None
    ) -> None:
        self.where, self.at, self.fields, self.columns = where, at, fields, columns
        self.problems: list[DefinitionProblem] = []

    def refuse(self, code: str, **params: object) -> None:
        self.problems.append(DefinitionProblem(code, self.where, {"at": self.at} | params))

    def conclude(self, calculated: Asked) -> None:
        found = self.of(calculated.options["calculation"])
        expected = "money" if calculated.options["shows"] == "money" else "number"
        if found and found != expected and not self.problems:
            self.refuse("gives_an_amount" if found == "money" else "gives_a_number")

    def of(self, node: Calculation, inside: str = "") -> str | None:
        """What the part is; None where it may be either, or was refused."""
        match node:
            case Number():
                return None
            case Cell(column):
                return self._of_cell(column, inside)
            case Answer():
                return self._of_answer(node, inside)
            case Operation(name, parts, _):
                return self._of_operation(name, [self.of(part, name) for part in parts])

    def _of_cell(self, key: str, inside: str) -> str | None:
        if self.columns is None:
            self.refuse("cell_outside_a_row", key=key[:80])
        elif key not in self.columns:
            self.refuse("no_such_column", key=key[:80])
        else:
            return self._number(self.columns[key], inside)
        return None

    def _of_answer(self, node: Answer, inside: str) -> str | None:
        field = self.fields.get(node.field)
        if field is None:
            self.refuse("dangling_reference", key=node.field[:80])
        elif node.year is not None and field.kind != "budget_table":
            self.refuse("year_of_no_budget", label=field.label)
        elif node.column:
            return self._of_column(field, node.column, inside)
        else:
            return self._number(field, inside)
        return None

    def _of_column(self, field: "Field", key: str, inside: str) -> str | None:
        columns = field.options["columns"] if field.kind == "row_table" else ()
        column = next((column for column in columns if column.key == key), None)
        if column is None:
            self.refuse("no_such_column", key=key[:80])
        elif inside not in GATHERING:
            self.refuse("column_alone", label=column.label)
        elif self.columns is not None:
            # Row by row through a whole column would take the square of the rows.
            self.refuse("column_in_a_row", label=column.label)
        else:
            return self._number(column, inside)
        return None

    def _number(self, asked: Asked, inside: str) -> str | None:
        if inside == "count":
            return None
        found = _of_field(asked)
        if found is None:
            self.refuse("no_number", label=asked.label)
        return found

    def _of_operation(self, name: str, parts: list[str | None]) -> str | None:
        known = [part for part in parts if part]
        if name == "count":
            return "number"
        if name == "times":
            if known.count("money") > 1:
                self.refuse("amount_times_amount")
            return "money" if "money" in known else known[0] if len(known) == len(parts) else None
        if name == "divided_by":
            return self._divided(*parts)
        if name == "percent_of":
            if parts[0] == "money":
                self.refuse("rate_is_an_amount")
            return parts[1]
        if len(set(known)) > 1:
            self.refuse("units_differ")
        return known[0] if known else None

    def _divided(self, over: str | None, under: str | None) -> str | None:
        if over == "number" and under == "money":
            self.refuse("divided_by_amount")
        return "number" if over == under == "money" or over == "number" else over if under != "money" else None
