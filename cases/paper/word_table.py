"""Tables in Word as the house draws them: fixed widths, thin lines, heads that stand again, rows that stay whole."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
# Inside each cell, to its left and right.
PADDING = Cm(0.19)


def lay_out(table: Any, widths: Sequence[float], *, indent: Length, line: str = "") -> None:
    """Columns of so many centimetres from `indent` on, whatever the program would fit; `line` is a colour or none."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    own = table._tbl.tblPr
    _replace(own, _sized("w:tblW", Emu(sum(Cm(width) for width in widths))))
    # The words begin at the indent, and not the line around them.
    _replace(own, _sized("w:tblInd", Emu(indent + (PADDING if line else 0))))
    if line:
        _replace(own, _lines(line))


def shade(cell: Any, colour: str) -> None:
    found = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        found.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(found)


def repeats(row: Any) -> None:
    """The head of a table stands again on the next page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def stays_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _sized(tag: str, width: Length) -> Any:
    found = OxmlElement(tag)
    found.set(qn("w:w"), str(width.twips))
    found.set(qn("w:type"), "dxa")
    return found


def _lines(colour: str) -> Any:
    found = OxmlElement("w:tblBorders")
    for side in SIDES:
        each = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            each.set(qn(f"w:{name}"), value)
        found.append(each)
    return found


# The order that the format asks for.
ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblLook")


def _replace(own: Any, found: Any) -> None:
    """In the place of the one that is there, or before those that come after it."""
    for each in own.findall(found.tag):
        own.remove(each)
    name = found.tag.rsplit("}", 1)[1]
    later = {qn(f"w:{each}") for each in ORDER[ORDER.index(name) + 1 :]}
    place = next((place for place, each in enumerate(own) if each.tag in later), len(own))
    own.insert(place, found)
