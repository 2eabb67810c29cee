"""What a button in a table does to what was posted: rows come, go and move, pasted cells find their places.

It works on the names and texts of the page, before anything is read, so that one and the same reading
takes care of typed and pasted alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from forms.domain.definition import Field, Section

from . import salary
from .pasting import Paste

type Typed = dict[str, list[str]]


@dataclass(frozen=True)
class Rearranged:
    """The field that a button belongs to; `focus` is the row to go to. No field: the button was an ordinary save.

    `notices` are what is to be said of what the button did.
    """

    field: Field | None = None
    focus: str = ""
    act: str = ""
    notices: tuple[str, ...] = ()


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
        paste = Paste(asked, typed, rows)
        return Rearranged(asked, paste.put(*[*where, "", ""][:2]), act, tuple(paste.notices))
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


def typed_of(post: Mapping[str, Sequence[str]]) -> Typed:
    return {name: list(texts) for name, texts in post.items()}
