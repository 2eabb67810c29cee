"""Texts with named places, as editors write them: what is wrong with one, and what it says when it is filled in.

>>> fill("Ärende {number}\\nSvara senast: {deadline}", {"number": "RAR26-01", "deadline": ""})
'Ärende RAR26-01'
"""

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape

from people.domain.naming import capital

PLACE = re.compile(r"\{([^{}\n]*)\}")
# Places that name bodies, and what stands before a sentence.
NAMES = frozenset({"body", "group", "before", "now"})
BEGINNING = re.compile(r"(?:^|[.!?] )$")
GAP = re.compile(r"\n\s*\n")
# E-mail programs read no stylesheet, so the look stands on each element.
PARAGRAPH = "margin:0 0 16px"
QUOTE = "margin:0 0 16px;padding:4px 0 4px 16px;border-left:3px solid #b9c4c2"
BUTTON = (
    "display:inline-block;padding:12px 20px;background:#0f4c4a;color:#ffffff;text-decoration:none;border-radius:3px"
)


def places(text: str) -> list[str]:
    """The names between braces, each once, in the order that they stand."""
    return list(dict.fromkeys(PLACE.findall(text)))


def problems(text: str, known: Collection[str], needed: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """What hinders the text from being filled in: (code, name)."""
    found = places(text)
    for name in found:
        if name not in known:
            yield "unknown_place", name
    if set("{}") & set(PLACE.sub("", text)):
        yield "loose_brace", ""
    for name in needed:
        if name not in found:
            yield "place_missing", name


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values. A line whose places are all empty is left out: nobody reads "Svara senast: "."""
    lines = [_filled(line, values) for line in _kept(text, values)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fill_html(
    text: str,
    values: Mapping[str, str],
    *,
    buttons: Mapping[str, str] | None = None,
    ready: Mapping[str, str] | None = None,
) -> str:
    """The same as HTML: every value and the text itself escaped.

    A place alone in its paragraph is a quotation; `buttons` are places with an address that become a link with these
    words; `ready` holds HTML that was made here already.
    """
    html = []
    kept = "\n".join(_kept(text, {**values, **(ready or {})}))
    for paragraph in filter(None, (each.strip() for each in GAP.split(kept))):
        alone = PLACE.fullmatch(paragraph)
        name = alone[1] if alone else ""
        if name in (ready or {}):
            html.append((ready or {})[name])
        elif name in (buttons or {}):
            words = escape((buttons or {})[name])
            html.append(f'<p style="{PARAGRAPH}"><a href="{escape(values[name])}" style="{BUTTON}">{words}</a></p>')
        else:
            inside = "<br>\n".join(_linked(line, values) for line in paragraph.split("\n"))
            html.append(f'<blockquote style="{QUOTE}">{inside}</blockquote>' if alone else _paragraph(inside))
    return "\n".join(html)


def _paragraph(inside: str) -> str:
    return f'<p style="{PARAGRAPH}">{inside}</p>'


def _kept(text: str, values: Mapping[str, str]) -> Iterator[str]:
    for line in text.replace("\r\n", "\n").split("\n"):
        named = PLACE.findall(line)
        if not named or any(values.get(name) for name in named):
            yield line.rstrip()


def _filled(line: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: _value(found, values), line)


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    """What stands at the place; a body's name has a capital where it begins a sentence."""
    value = values.get(found[1], "")
    begins = found[1] in NAMES and BEGINNING.search(found.string[: found.start()])
    return capital(value) if begins else value


def _linked(line: str, values: Mapping[str, str]) -> str:
    """One line, escaped; an address becomes a link to itself, and a value keeps its lines."""

    def said(found: re.Match[str]) -> str:
        value = escape(_value(found, values)).replace("\n", "<br>\n")
        return f'<a href="{value}">{value}</a>' if re.fullmatch(r"https?://[^\s<]+", value) else value

    parts, last = [], 0
    for found in PLACE.finditer(line):
        parts += [escape(line[last : found.start()]), said(found)]
        last = found.end()
    return "".join([*parts, escape(line[last:])])
