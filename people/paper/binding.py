"""Papers of our own and PDF files of others bound to one: numbered through, with bookmarks, ours still tagged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter

from .pdf import laid_out, written
from .stamping import stamp_pages
from .washing import Washed

BOUND = Path(__file__).with_name("bound.css")


@dataclass(frozen=True)
class Own:
    """HTML with the css of its app."""

    html: str
    css: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """What is bound, by what it is called in the bookmarks. `level` 0 is a point, 1 a paper of it.

    Without a source it is a heading in the bookmarks alone, and begins where the next leaf does.
    """

    title: str
    source: Own | Washed | None
    level: int = 1


def bind(first: Callable[[Mapping[int, int], int], Own], title: str, leaves: Sequence[Leaf]) -> bytes:
    """`first` is made of the page that each leaf (by its place) begins on and of how many pages there are.

    It is laid out twice: once to see how many pages it takes, and once with the right numbers in it.
    """
    laid = [_laid(leaf.source) for leaf in leaves]
    counts = [_count(one) for one in laid]
    takes = len(_own(first(dict.fromkeys(range(len(leaves)), 1), 1)).pages)
    while True:
        starts = _starts(takes, counts)
        opening = _own(first(starts, takes + sum(counts)))
        if len(opening.pages) == takes:
            break
        takes = len(opening.pages)
    writer = _bound([opening, *laid])
    _bookmark(writer, [Leaf(title, None, 0), *leaves], [1, *starts.values()])
    stamp_pages(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _laid(source: Own | Washed | None) -> Any:
    return _own(source) if isinstance(source, Own) else source


def _own(paper: Own) -> Any:
    return laid_out(paper.html, (*paper.css, BOUND))


def _count(laid: Any) -> int:
    if laid is None:
        return 0
    return laid.count if isinstance(laid, Washed) else len(laid.pages)


def _starts(takes: int, counts: Sequence[int]) -> dict[int, int]:
    starts, page = {}, takes + 1
    for place, count in enumerate(counts):
        starts[place] = page
        page += count
    return starts


def _bound(laid: Sequence[Any]) -> PdfWriter:
    """Ours are written as one file, which keeps its tags; the others' pages are put in where they belong."""
    ours = [one for one in laid if one is not None and not isinstance(one, Washed)]
    writer = PdfWriter(clone_from=BytesIO(written(ours)))
    at = 0
    for one in laid:
        if isinstance(one, Washed):
            for page in PdfReader(BytesIO(one.content)).pages:
                writer.insert_page(page, at)
                at += 1
        else:
            at += _count(one)
    return writer


def _bookmark(writer: PdfWriter, leaves: Sequence[Leaf], pages: Sequence[int]) -> None:
    above: Any = None
    last = len(writer.pages)
    for leaf, page in zip(leaves, pages, strict=True):
        made = writer.add_outline_item(
            title=leaf.title, page_number=min(page, last) - 1, parent=above if leaf.level else None
        )
        if not leaf.level:
            above = made
