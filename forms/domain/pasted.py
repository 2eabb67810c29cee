"""Tables copied from Word or Excel, as the clipboard gives them: cells parted by tabs, rows by line breaks."""

import csv
import io

MOST_CELLS = 20_000


def cells(text: str) -> list[list[str]]:
    """The rows and their cells; a cell in quotation marks may hold line breaks of its own.

    Without any tab a row is one cell. Empty rows at the ends are left out.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    rows = _read(unified)[: MOST_CELLS // max(1, _widest(unified))]
    stripped = [[cell.strip() for cell in row] for row in rows]
    while stripped and not any(stripped[-1]):
        stripped.pop()
    while stripped and not any(stripped[0]):
        stripped.pop(0)
    return stripped


def _read(text: str) -> list[list[str]]:
    limit = csv.field_size_limit()
    longest = max((len(line) for line in text.split("\n")), default=0)
    # A quotation mark that is never closed would swallow the rest: then every line is taken as it stands.
    if text.count('"') % 2 == 0 and longest < limit and len(text) < limit:
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
        except csv.Error:
            pass
    return [line.split("\t") for line in text.split("\n")]


def _widest(text: str) -> int:
    return max((line.count("\t") + 1 for line in text.split("\n")), default=1)
