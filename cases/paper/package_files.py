"""A file among the papers of a meeting: bound as it is, retold as text, or a line that says why it is neither."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.letters import site_url
from people.paper import retelling, washing
from people.paper.binding import Leaf, Own
from people.paper.pdf import page
from people.paper.retelling_workbooks import sheets
from people.paper.washing import CannotBind, Washed

HERE = Path(washing.__file__).parent
RETOLD, LYING = HERE / "retold.css", HERE / "lying.css"


@dataclass(frozen=True)
class Line:
    """A paper in the contents: its leaf, or why it has none and where it is read."""

    title: str
    reference: str = ""
    leaf: Leaf | None = None
    why: str = ""
    url: str = ""


def of_file(name: str, reference: str, file: Any, url: str, common: dict[str, Any]) -> Line:
    """`common` is what every paper of the package has: the letterhead."""
    address = site_url() + url
    bind = BINDS.get(name.rpartition(".")[2].lower())
    if bind is None:
        return Line(name, reference, None, why("by_itself"), address)
    try:
        about = {"title": name, "reference": reference, "url": address, **common}
        return bound(name, reference, bind(_read(file), about), address)
    except CannotBind as error:
        return Line(name, reference, None, why(error.code), address)
    except OSError:
        return Line(name, reference, None, why("broken"), address)


def bound(title: str, reference: str, source: Own | Washed, url: str = "") -> Line:
    return Line(title, reference, Leaf(f"{reference} {title}".strip(), source), url=url)


def why(code: str) -> str:
    return {
        "broken": _("The file is damaged and cannot be shown here."),
        "empty": _("There is nothing in the file to show here."),
        "password": _("The file is locked with a password and cannot be shown here."),
        "too_long": _("The file is too long to be shown here."),
        "by_itself": pgettext("a file", "Is opened by itself."),
    }[code]


def _pdf(content: bytes, _about: dict[str, Any]) -> Washed:
    return washing.washed(content)


def _picture(content: bytes, _about: dict[str, Any]) -> Washed:
    return washing.washed_image(content)


def _word(content: bytes, about: dict[str, Any]) -> Own:
    return _retold(about | {"html": mark_safe(retelling.word(content))})  # noqa: S308 washed there


def _text(content: bytes, about: dict[str, Any]) -> Own:
    return _retold(about | {"html": mark_safe(retelling.plain_text(content))})  # noqa: S308 escaped there


def _workbook(content: bytes, about: dict[str, Any]) -> Own:
    found = sheets(content)
    return _retold(about | {"sheets": found}, *([LYING] if any(sheet.is_wide for sheet in found) else []))


def _retold(context: dict[str, Any], *css: Path) -> Own:
    return Own(page("people/paper/retold.html", context), (RETOLD, *css))


def _read(file: File) -> bytes:
    with file.open("rb") as opened:
        return bytes(opened.read())


BINDS: Mapping[str, Callable[[bytes, dict[str, Any]], Own | Washed]] = {
    "pdf": _pdf,
    **dict.fromkeys(("png", "jpg", "gif"), _picture),
    "docx": _word,
    "xlsx": _workbook,
    "txt": _text,
}
