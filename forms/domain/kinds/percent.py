"""A share in per cent: 48,33 % is kept as `48.33`."""

import re
from collections.abc import Mapping
from typing import Any

from forms.domain.typed import bare
from people.domain import swedish

from .decimal import Decimal, with_comma
from .kind import Asked, Cell, Reading, unread


class Percent(Decimal):
    name = "percent"

    def parse(self, raw: str, field: Asked) -> Reading:
        reading = super().parse(re.sub(r" ?(%|procent)$", "", bare(raw)), field)
        return (
            reading
            if reading.value is not None
            else unread(raw, reading.problems[0].code, **reading.problems[0].params)
        )

    def format(self, value: Any, field: Asked, *, names: Mapping[str, str] | None = None) -> str:
        return f"{with_comma(value)}{swedish.HARD_SPACE}%"

    def typed(self, answer: Any, field: Asked, *, unit: str = "kr") -> str:
        """The unit stands beside the input."""
        return super().typed(answer, field).removesuffix(f"{swedish.HARD_SPACE}%")

    def cell(self, value: Any, field: Asked) -> Cell:
        return Cell(value / 100, "percent")
