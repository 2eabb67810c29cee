"""The notice of a meeting bound with all its papers: a table of contents, numbers through, bookmarks.

Word files, workbooks and texts are bound as text. What cannot be bound (a broken file, one with a password) has its
line in the contents, which says why and where it is read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

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
from people.paper.washing import Washed

from .meeting import CSS, context_of
from .package_files import Line, bound, of_file, why

# Pages of uploaded files, all together.
MOST_PAGES = 1500


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
            kept.append(Line(line.title, line.reference, None, why("too_long"), line.url) if is_too_much else line)
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
    twins = _twins(papers.documents)
    for document in papers.documents:
        line = _of_document(document, common, names, twins)
        if line is not None:
            yield line
    for file in papers.files:
        url = reverse("cases:point_file", args=[file.meeting_id, file.item_id, file.pk])
        yield of_file(file.file_name, "", file.file, url, common)


def _twins(documents: Iterable[Document]) -> set[str]:
    """Word files that lie beside a PDF of the same name, as those of an agreement do: the PDF is enough to read."""
    names = {document.file_name.lower() for document in documents if document.file}
    return {name for name in names if name.endswith(".docx") and f"{name.removesuffix('.docx')}.pdf" in names}


def _of_document(
    document: Document, common: dict[str, Any], names: Mapping[str, str], twins: Collection[str]
) -> Line | None:
    title, url = document.title or document.get_kind_display(), document.get_absolute_url()
    if document.revision is not None:
        paper = paper_of_revision(document.revision)
        html, css = paper.as_part(reference=document.reference, names=names, **common)
        return bound(title, document.reference, Own(html, tuple(css)))
    if document.attachment is not None:
        return of_file(document.attachment.name, document.reference, document.attachment.file, url, common)
    if document.file and document.file_name.lower() in twins:
        return Line(document.file_name, document.reference, None, why("by_itself"), site_url() + url)
    if document.file:
        return of_file(document.file_name or title, document.reference, document.file, url, common)
    passages = passages_of(document)
    if not passages:
        return None
    name = f"{document.get_kind_display()}: {document.counterpart}" if document.counterpart else title
    context = {"title": name, "reference": document.reference, "document": document, "passages": passages, **common}
    return bound(name, document.reference, Own(page("cases/paper/document.html", context)))
