"""A proposal for a decision in a form: a row table under the key `forslag`, each row a clause that begins with att."""

import re
from collections.abc import Mapping
from typing import Any

KEY = "forslag"
ATT = re.compile(r"\A(?:\d+[.)]\s*)?(?:[-–•]\s*)?(?:att\b\s*)?", re.IGNORECASE)


def proposal_in(definition: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """The clauses in their order, one a line; "" where the form proposes nothing."""
    table = next(
        (
            field
            for section in definition["sections"]
            for field in section["fields"]
            if field["key"] == KEY and field["kind"] == "row_table"
        ),
        None,
    )
    rows = answers.get(KEY)
    if table is None or not isinstance(rows, list):
        return ""
    column = next((each["key"] for each in table["columns"] if each["kind"] in ("text", "long_text")), "")
    return "\n".join(clause for row in rows if isinstance(row, Mapping) and (clause := as_clause(row.get(column))))


def as_clause(typed: object) -> str:
    """`Bevilja 100 000 kr` as `att bevilja 100 000 kr`, whether or not the att, a number or a dash was typed.

    A capital letter that begins a name or an abbreviation stays.
    """
    words = " ".join(typed.split()) if isinstance(typed, str) else ""
    said = ATT.sub("", words, count=1)
    if not said:
        return ""
    begins_word = said[:1].isupper() and said[1:2].islower() and said == words
    return "att " + (said[:1].lower() + said[1:] if begins_word else said)
