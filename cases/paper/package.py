"""The notice of a meeting bound with all its papers: a table of contents, numbers through, bookmarks.

What cannot be bound (a broken file, one with a password, a workbook) has its line in the contents, which says why and
where it is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.letters import site_url
from cases.models import AgendaItem, Document
from cases.queries.package_of_meeting import PackageOfMeeting
from cases.queries.papers_of_meeting import PapersOfPoint
from cases.queries.passages import passages_of
from forms.paper.submission import paper_of_revision
from forms.queries.reading import every_name
from people.paper.binding import Leaf, Own, bind
from people.paper.letterhead import letterhead
from people.paper.pdf import page
from people.paper.washing import CannotBind, Washed, washed, washed_image

from .meeting import CSS, context_of

PICTURES = ("png", "jpg", "gif")
# Pages of uploaded files, all together.
MOST_PAGES = 1500


@dataclass(frozen=True)
class Line:
    """A paper in the contents: its leaf, or why it has none and where it is read."""

    title: str
    reference: str = ""
    leaf: Leaf | None = None
    why: str = ""
    url: str = ""


def notice_package(found: PackageOfMeeting) -> bytes:
    """The notice, then the papers of each point in the order of the agenda, as far as the reader may read them."""
    # Read once for all papers, however many they are.
    common = {"letterhead": letterhead()}
    names = every_name()
    points = _within([(each.item, list(_lines(each, common, names)), each.hidden) for each in found.points])
    leaves = list(_leaves(points))
    places = {id(leaf): place for place, leaf in enumerate(leaves)}

    def first(starts: Mapping[int, int], count: int) -> Own:
        context = (
            context_of(found.page, _("Notice")) | common | {"points": _contents(points, places, starts), "count": count}
        )
        return Own(page("cases/paper/notice.html", context), (CSS,))

    return bind(first, _("Notice"), leaves)


type Point = tuple[AgendaItem, list[Line], bool]


def _within(points: list[Point]) -> list[Point]:
    """Without files beyond the most pages: each of them has its line instead."""
    left, found = MOST_PAGES, []
    for item, lines, hidden in points:
        kept = []
        for line in lines:
            source = line.leaf.source if line.leaf else None
            pages = source.count if isinstance(source, Washed) else 0
            left -= pages
            is_too_much = pages > 0 > left
            kept.append(Line(line.title, line.reference, None, _why("too_long"), line.url) if is_too_much else line)
        found.append((item, kept, hidden))
    return found


def _leaves(points: list[Point]) -> Iterator[Leaf]:
    for number, (item, lines, _hidden) in enumerate(points, start=1):
        bound = [line.leaf for line in lines if line.leaf]
        if bound:
            yield Leaf(f"{number}. {item.heading}", None, level=0)
            yield from bound


def _contents(points: list[Point], places: Mapping[int, int], starts: Mapping[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "item": item,
            "hidden": hidden,
            "lines": [{"line": line, "page": starts[places[id(line.leaf)]] if line.leaf else None} for line in lines],
        }
        for item, lines, hidden in points
    ]


def _lines(papers: PapersOfPoint, common: dict[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    for document in papers.documents:
        line = _of_document(document, common, names)
        if line is not None:
            yield line
    for file in papers.files:
        url = reverse("cases:point_file", args=[file.meeting_id, file.item_id, file.pk])
        yield _of_file(file.file_name, "", file.file, url)


def _of_document(document: Document, common: dict[str, Any], names: Mapping[str, str]) -> Line | None:
    title, url = document.title or document.get_kind_display(), document.get_absolute_url()
    if document.revision is not None:
        paper = paper_of_revision(document.revision)
        html, css = paper.as_part(reference=document.reference, names=names, **common)
        return _bound(title, document.reference, Own(html, tuple(css)))
    if document.attachment is not None:
        return _of_file(document.attachment.name, document.reference, document.attachment.file, url)
    if document.file:
        return _of_file(document.file_name or title, document.reference, document.file, url)
    passages = passages_of(document)
    if not passages:
        return None
    name = f"{document.get_kind_display()}: {document.counterpart}" if document.counterpart else title
    context = {"title": name, "reference": document.reference, "document": document, "passages": passages, **common}
    return _bound(name, document.reference, Own(page("cases/paper/document.html", context)))


def _of_file(name: str, reference: str, file: Any, url: str) -> Line:
    ending = name.rpartition(".")[2].lower()
    try:
        if ending == "pdf":
            return _bound(name, reference, washed(_read(file)), site_url() + url)
        if ending in PICTURES:
            return _bound(name, reference, washed_image(_read(file)), site_url() + url)
    except CannotBind as error:
        return Line(name, reference, None, _why(error.code), f"{site_url()}{url}")
    except OSError:
        return Line(name, reference, None, _why("broken"), f"{site_url()}{url}")
    return Line(name, reference, None, _why("by_itself"), f"{site_url()}{url}")


def _bound(title: str, reference: str, source: Own | Washed, url: str = "") -> Line:
    return Line(title, reference, Leaf(f"{reference} {title}".strip(), source), url=url)


def _read(file: File) -> bytes:
    with file.open("rb") as opened:
        return bytes(opened.read())


def _why(code: str) -> str:
    return {
        "broken": _("The file is damaged and cannot be shown here."),
        "password": _("The file is locked with a password and cannot be shown here."),
        "too_long": _("The file is too long to be shown here."),
        "by_itself": pgettext("a file", "Is opened by itself."),
    }[code]
