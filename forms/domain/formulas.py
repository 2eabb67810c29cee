"""The same calculation as a spreadsheet formula, which follows its cells as the server follows its answers.

Inside the formula what is undetermined is an error, so that it passes through every step that needs it, as it does on
the server; sums, counts and the smallest and largest catch it. The finished formula shows it as an empty text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from .calculations import PLACES, Answer, Calculation, Cell, Number, Operation
from .numbers import plain

# Excel takes 8 192 characters.
LONGEST = 8_000
# Beyond every result; scaled up once more it is too large for the program, which makes it an error again.
_BEYOND, _SCALE = "2^1000", "*2^100/2^100"
_DIGITS = {"whole": 0, "two_decimals": 2, "thousands": -3}


@dataclass(frozen=True)
class Column:
    """All cells of a table's column; `is_number` tells whether its filled cells are numbers."""

    cells: str
    is_number: bool = True


class Places(Protocol):
    """Where the parts of a calculation stand. A place holds a number, or an empty text for what is undetermined."""

    def number(self, leaf: Answer | Cell) -> str | None:
        """The cell of a field's number, a total or a cell of the same row; None where there is none."""

    def column(self, leaf: Answer) -> Column | None: ...

    def rows(self, table: str) -> str | None:
        """How many rows the table has; None where the field is no table."""


def formula(calculation: Calculation, places: Places) -> str | None:
    """Without the sign of equality; None where it is longer than a spreadsheet takes."""
    inner = _Writing(places).out(calculation)
    whole = f'IFERROR(IF(ABS({inner})<1E+15,ROUND({inner},{PLACES}),""),"")'
    return whole if len(whole) <= LONGEST else None


@dataclass(frozen=True)
class _Writing:
    places: Places

    def out(self, node: Calculation) -> str:
        match node:
            case Number(value):
                return f"({plain(value)})" if value < 0 else plain(value)
            case Cell() | Answer():
                return self._leaf(node)
        return self._operation(node)

    def _leaf(self, leaf: Answer | Cell) -> str:
        place = None if isinstance(leaf, Answer) and leaf.column else self.places.number(leaf)
        return f'IF({place}="",NA(),{place})' if place else "NA()"

    def _operation(self, node: Operation) -> str:
        match node.name:
            case "count":
                return self._joined("+", [self._counted(part) for part in node.parts])
            case "sum" | "plus":
                return self._joined("+", [self._or_nothing(part) for part in node.parts])
            case "min":
                return self._outermost("MIN", _BEYOND, node)
            case "max":
                return self._outermost("MAX", f"-({_BEYOND})", node)
            case "round":
                # A step that a float missed by its last figure is taken back before the rounding that is asked for.
                return f"ROUND(ROUND({self.out(node.parts[0])},8),{_DIGITS[node.to]})"
        parts = [self.out(part) for part in node.parts]
        if node.name == "percent_of":
            return f"({self._joined('*', parts)}/100)"
        return self._joined(_SIGNS[node.name], parts)

    def _joined(self, sign: str, parts: list[str]) -> str:
        return f"({sign.join(parts)})"

    def _or_nothing(self, part: Calculation) -> str:
        if isinstance(part, Answer) and part.column:
            column = self.places.column(part)
            return f"SUM({column.cells})" if column else "0"
        return f"IFERROR({self.out(part)},0)"

    def _outermost(self, name: str, beyond: str, node: Operation) -> str:
        """The smallest or largest of those that are there; an error where none is."""
        parts = ",".join(self._or_beyond(part, name, beyond) for part in node.parts)
        return f"({name}({parts}){_SCALE})"

    def _or_beyond(self, part: Calculation, name: str, beyond: str) -> str:
        if isinstance(part, Answer) and part.column:
            column = self.places.column(part)
            return f"IF(COUNT({column.cells})=0,{beyond},{name}({column.cells}))" if column else beyond
        return f"IFERROR({self.out(part)},{beyond})"

    def _counted(self, part: Calculation) -> str:
        match part:
            case Answer(_, column, None) if column:
                found = self.places.column(part)
                return f"{'COUNT' if found.is_number else 'COUNTA'}({found.cells})" if found else "0"
            case Answer(field, "", None) if rows := self.places.rows(field):
                return rows
            case Answer() | Cell():
                place = self.places.number(part)
                return f'IF({place}="",0,1)' if place else "0"
        return f"IF(ISNUMBER({self.out(part)}),1,0)"


_SIGNS: Mapping[str, str] = {"minus": "-", "times": "*", "divided_by": "/"}
