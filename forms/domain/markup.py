"""The signs of rich text: **bold**, *italics*, - list, 1. numbered list, [words](https://…); nothing else is HTML."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

import nh3

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a"}
_BULLET = re.compile(r"[-*•] +")
_NUMBERED = re.compile(r"[0-9]{1,3}[.)] +")
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![*\w])")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((https?://[^\s()]{1,1000})\)")


def to_html(text: str) -> str:
    """Safe to show as it is: everything is escaped first, and what comes out is cleaned again."""
    made = "".join(_paragraph(block) for block in re.split(r"\n{2,}", text.strip()) if block.strip())
    return nh3.clean(made, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"})


def without_signs(text: str) -> str:
    """The words alone, for a cell or a line; an address stands in brackets after its words."""
    plain = _LINK.sub(r"\1 (\2)", text)
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", plain))


def _paragraph(block: str) -> str:
    return "".join(_grouped([line.strip() for line in block.split("\n") if line.strip()]))


def _grouped(lines: list[str]) -> Iterator[str]:
    """Lines that follow each other and are of one sort make one list or one paragraph."""
    for tag, found in groupby(lines, _sort):
        if tag == "p":
            yield f"<p>{'<br>'.join(_words(line) for line in found)}</p>"
        else:
            sign = _BULLET if tag == "ul" else _NUMBERED
            items = "".join(f"<li>{_words(sign.sub('', line, count=1))}</li>" for line in found)
            yield f"<{tag}>{items}</{tag}>"


def _sort(line: str) -> str:
    return "ul" if _BULLET.match(line) else "ol" if _NUMBERED.match(line) else "p"


def _words(line: str) -> str:
    made = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", escape(line, quote=True)))
    return _LINK.sub(r'<a href="\2">\1</a>', made)
