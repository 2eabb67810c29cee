"""A Swedish organisation number, `212000-2940`, with its check figure."""

import re
from typing import Any

from forms.domain.typed import bare

from .kind import ANSWERED, EQUAL, Asked, Kind, Reading, unread

_NUMBER = re.compile(r"(?:16)?([0-9]{6})[ ‐‑–−-]?([0-9]{4})")


def has_check_figure(figures: str) -> bool:
    """Luhn: every other figure doubled, the figures of all of them summed, comes out even by ten."""
    doubled = [int(figure) * (2 - place % 2) for place, figure in enumerate(figures)]
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0


class OrganisationNumber(Kind):
    name = "organisation_number"
    operators = ANSWERED | EQUAL

    def parse(self, raw: str, field: Asked) -> Reading:
        found = _NUMBER.fullmatch(bare(raw))
        # The third figure tells an organisation from a person, whose number is not asked for.
        if not found or found[1][2] < "2":
            return unread(raw, "not_organisation_number")
        if not has_check_figure(found[1] + found[2]):
            return unread(raw, "wrong_check_figure")
        number = f"{found[1]}-{found[2]}"
        return Reading(number, number)

    def json_schema(self, field: Asked) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{6}-[0-9]{4}$"}
