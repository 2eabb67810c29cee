"""From HTML to PDF: A4, tagged for those who listen, PDF/A for those who keep it.

WeasyPrint needs Pango, a program library of the system; docs/running.md names the packages.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from .letterhead import letterhead

BASE = Path(__file__).with_name("paper.css")
# For the archive, with tags for reading aloud.
VARIANT = "pdf/a-2a"


def paper(template: str, context: dict[str, Any], *, css: Sequence[Path] = ()) -> bytes:
    """The PDF of a template that extends people/paper/base.html; `css` are files beside the base's own.

    The base asks for `title`, and takes `reference` (a registry number), `standing` (a line in the corner, such as
    that it is a draft) and `about` (under the title). Everything else is the template's own.
    """
    return pdf(page(template, context), css=css)


def page(template: str, context: dict[str, Any]) -> str:
    """The HTML of a paper, for a package of several."""
    language = get_language() or "sv"
    whose = context.get("letterhead") or letterhead()
    return render_to_string(template, {"language": language, **context, "letterhead": whose})


def pdf(html: str, *, css: Sequence[Path] = ()) -> bytes:
    """Nothing is fetched, neither from the net nor from a file: what is on the paper is in the HTML."""
    return package([(html, css)])


def package(papers: Sequence[tuple[str, Sequence[Path]]]) -> bytes:
    """Several papers (HTML, css) one after the other in one file; each counts its own pages."""
    return written([laid_out(html, css) for html, css in papers])


def laid_out(html: str, css: Sequence[Path] = ()) -> Any:
    """The paper's pages, before they are written to a file."""
    return _document(html, [_read(path) for path in (BASE, *css)])


def written(documents: Sequence[Any]) -> bytes:
    pages = [page for document in documents for page in document.pages]
    made: bytes = documents[0].copy(pages).write_pdf(pdf_variant=VARIANT)
    return made


def plain(html: str, sheet: str) -> bytes:
    """Without the association's paper: only what the sheet says."""
    made: bytes = _document(html, [sheet]).write_pdf()
    return made


def _document(html: str, sheets: Sequence[str]) -> Any:
    # Here, since a server without Pango should still serve its pages.
    from weasyprint import HTML

    found = HTML(string=html, url_fetcher=_nothing())
    styles = [_style(sheet) for sheet in sheets]
    return found.render(stylesheets=styles, font_config=font_configuration(), pdf_variant=VARIANT)


@lru_cache(maxsize=32)
def _style(sheet: str) -> Any:
    """Read once a process: a package has many papers of few kinds."""
    from weasyprint import CSS

    return CSS(string=sheet, font_config=font_configuration(), url_fetcher=_nothing())


@lru_cache(maxsize=1)
def _nothing() -> Any:
    """Once a process: each would read the system's certificates, though it never asks anybody."""
    from .nothing import Nothing

    return Nothing()


@lru_cache(maxsize=1)
def font_configuration() -> Any:
    """Reading the system's fonts takes a while, so it is done once a process."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache
def _read(path: Path) -> str:
    return path.read_text()
