"""How wide the columns of a table become, told beforehand.

WeasyPrint would measure every cell word by word and letter by letter to find it out, on each page that a table goes on:
most of the time of a long package.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Characters of a table's text across the paper, and what the padding of a cell takes of them.
LINE, PADDING = 96, 3
# A longer word is broken.
LONGEST_WORD = 24
# A hard space and a hyphen in a date hold together.
BREAKS = re.compile(r"[ \n\t/]+")


@dataclass(frozen=True)
class ColumnText:
    """What stands in a column, its heading too; numbers and dates are not broken."""

    texts: Sequence[str]
    wraps: bool = True

    @property
    def least(self) -> float:
        """In percent of the paper: its longest word."""
        whole = self.texts if not self.wraps else [word for text in self.texts for word in BREAKS.split(text)]
        longest = max(map(len, whole), default=0)
        return 100 * (min(longest, LONGEST_WORD) + PADDING) / LINE

    @property
    def weight(self) -> float:
        """Less than by its letters, or a column of few words beside a long text would be too narrow to read."""
        return float(sum(map(len, self.texts)) ** 0.6) if self.wraps else 0.0


def shares(columns: Sequence[ColumnText]) -> list[str]:
    """Of each column in percent. Each has room for its longest word; what is left goes by how much they say."""
    least = [column.least for column in columns]
    weights = [column.weight for column in columns]
    if not any(weights):
        weights = [1.0] * len(columns)
    left = max(100 - sum(least), 0)
    found = [low + left * weight / sum(weights) for low, weight in zip(least, weights, strict=True)]
    return [f"{100 * share / sum(found):.1f}" for share in found]
