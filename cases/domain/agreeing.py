"""An agreement's text: written once with named places, and made into parts that a page, a PDF and Word all show.

A line that begins with “# ” is a heading; a paragraph is what stands between empty lines; lines that begin with “- ”
are a list. A paragraph that is one of `WHOLE` alone becomes what it names: the parties, the amounts, and so on.

>>> [part.text for part in drawn_up("# Om\\n\\nMed {employer}.", {"employer": "Flens kommun"}, Insets())]
['Om', 'Med Flens kommun.']
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from .letters import PLACE, fill, problems

# A paragraph of its own, that is no line of text.
WHOLE = ("parties", "amounts", "conditions", "obligations", "signatures")
HEADING, PARAGRAPH, LIST, PARTIES, AMOUNTS, SIGNATURES = KINDS = (
    "heading",
    "paragraph",
    "list",
    "parties",
    "amounts",
    "signatures",
)
# What a text may name within its lines.
INLINE = (
    "number",
    "title",
    "association",
    "association_number",
    "employer",
    "employer_number",
    "employer_signatory",
    "signatory",
    "groups",
    "purpose",
    "period",
    "from",
    "to",
    "total",
    "decided",
    "paragraph",
    "decision",
    "received",
    "special_terms",
    "notice",
    "amends",
    "amends_day",
)
# Without these it is no agreement.
NEEDED = ("parties", "amounts", "signatures")
# How long notice must be given before, where no template says otherwise.
NOTICE_MONTHS, MOST_NOTICE_MONTHS = 3, 24
GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Part:
    """One part of the text. `number` is “3” for a heading, “3.2” for a paragraph, or empty."""

    kind: str
    text: str = ""
    number: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Part":
        """As it lies in the database."""
        return cls(
            kind=kept["kind"],
            text=kept.get("text", ""),
            number=kept.get("number", ""),
            items=tuple(kept.get("items", ())),
            rows=tuple(tuple(row) for row in kept.get("rows", ())),
        )

    @property
    def kept(self) -> dict[str, Any]:
        found = asdict(self)
        return {name: _listed(value) for name, value in found.items() if value}


@dataclass(frozen=True)
class Insets:
    """What the whole paragraphs become: rows of cells as they are read, and sentences."""

    # Role, name and what stands under the name.
    parties: tuple[tuple[str, ...], ...] = ()
    # Year and amount, the total last.
    amounts: tuple[tuple[str, str], ...] = ()
    conditions: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    # For whom, who signs, and their title.
    signatures: tuple[tuple[str, ...], ...] = ()


def text_problems(text: str) -> Iterator[tuple[str, str]]:
    """What hinders a text from being used: (code, name). A whole place inside a line would be lost."""
    yield from problems(text, (*INLINE, *WHOLE), NEEDED)
    for paragraph in _paragraphs(text):
        found = PLACE.findall(paragraph)
        if paragraph.strip() not in {f"{{{name}}}" for name in WHOLE}:
            for name in dict.fromkeys(name for name in found if name in WHOLE):
                yield "stands_alone", name
    if not any(each.startswith("# ") for each in _paragraphs(text)):
        yield "no_heading", ""


def drawn_up(text: str, values: Mapping[str, str], insets: Insets) -> list[Part]:
    """The parts in their order. A heading under which nothing is left is left out, and no number is skipped."""
    parts: list[Part] = []
    for found in _sections(text, values, insets):
        section = sum(1 for part in parts if part.kind == HEADING) + 1 if found[0].kind == HEADING else 0
        parts += _numbered(found, section)
    return parts


def conditions_of(text: str) -> tuple[str, ...]:
    """The conditions of a decision, one to a paragraph or a line; numbers and dashes before them are left out."""
    lines = (re.sub(r"^\s*(?:[-–•*]|\d{1,2}[.)]|[a-zåäö]\))\s+", "", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def total_of(amounts: Mapping[int, Decimal]) -> Decimal:
    return sum(amounts.values(), Decimal(0))


def _paragraphs(text: str) -> list[str]:
    """A heading is a paragraph of its own, though no empty line stands under it."""
    spaced = re.sub(r"(?m)^(# .*)$", r"\n\1\n", text.replace("\r\n", "\n"))
    return [each.strip() for each in GAP.split(spaced) if each.strip()]


def _sections(text: str, values: Mapping[str, str], insets: Insets) -> Iterator[list[Part]]:
    """Each heading with what stands under it; what stands before the first has no heading."""
    section: list[Part] = []
    for paragraph in _paragraphs(text):
        if paragraph.startswith("# "):
            if _says_something(section):
                yield section
            section = [Part(HEADING, fill(paragraph[2:], values))]
        else:
            section += _part(paragraph, values, insets)
    if _says_something(section):
        yield section


def _says_something(section: Sequence[Part]) -> bool:
    return bool(section) and not (len(section) == 1 and section[0].kind == HEADING)


def _part(paragraph: str, values: Mapping[str, str], insets: Insets) -> Iterable[Part]:
    alone = PLACE.fullmatch(paragraph)
    if alone and alone[1] in WHOLE:
        return _whole(alone[1], insets)
    said = fill(paragraph, values)
    lines = said.split("\n")
    if said and all(line.startswith("- ") for line in lines):
        return [Part(LIST, items=tuple(line[2:].strip() for line in lines))]
    # A value of several paragraphs is several paragraphs.
    return [Part(PARAGRAPH, each.strip()) for each in GAP.split(said) if each.strip()]


def _whole(name: str, insets: Insets) -> Iterable[Part]:
    if name in ("conditions", "obligations"):
        return [Part(PARAGRAPH, each) for each in getattr(insets, name)]
    rows = getattr(insets, name)
    return [Part({"parties": PARTIES, "amounts": AMOUNTS, "signatures": SIGNATURES}[name], rows=rows)] if rows else []


def _numbered(section: Sequence[Part], number: int) -> Iterator[Part]:
    """“3” for the heading, “3.1” and on for its paragraphs; what has no heading has no numbers."""
    place = 0
    for part in section:
        if not number:
            yield part
        elif part.kind == HEADING:
            yield Part(HEADING, part.text, str(number))
        elif part.kind == PARAGRAPH:
            place += 1
            yield Part(PARAGRAPH, part.text, f"{number}.{place}")
        else:
            yield part


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value
