"""An uploaded file made fit to be bound: a PDF of its own without scripts, or a clear refusal."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

# A longer file is read by itself.
MOST_PAGES = 400
DOTS = 150
SHEET = (1240, 1754)  # A4 at so many dots an inch
MARGIN = 110
# More would take the memory of the server.
MOST_PIXELS = 60_000_000
# What a page or a note on it does when it is opened or pressed, and where it stands in its own file's tags.
NOT_TAKEN = ("/AA", "/A", "/PA", "/StructParents", "/StructParent", "/B", "/Tabs", "/Metadata")


class CannotBind(Exception):
    """`code`: broken, password, too_long."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Washed:
    content: bytes
    count: int


def washed(content: bytes) -> Washed:
    """Of a PDF. Raises CannotBind."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotBind("password")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise CannotBind("too_long")
        if not count:
            raise CannotBind("broken")
        return Washed(_rewritten(reader), count)
    except CannotBind:
        raise
    except Exception as error:  # whatever a reader of broken files comes across, it is the file that is broken
        raise CannotBind("broken") from error


def washed_image(content: bytes) -> Washed:
    """A picture in the middle of an A4 sheet, lying where it is wider than high. Raises CannotBind."""
    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise CannotBind("too_long")
            image = ImageOps.exif_transpose(opened).convert("RGBA")
        sheet = SHEET if image.height >= image.width else SHEET[::-1]
        image.thumbnail((sheet[0] - 2 * MARGIN, sheet[1] - 2 * MARGIN))
        page = Image.new("RGB", sheet, "white")
        page.paste(image, ((sheet[0] - image.width) // 2, MARGIN), image)
        made = BytesIO()
        page.save(made, "PDF", resolution=DOTS, quality=88)
        return Washed(made.getvalue(), 1)
    except CannotBind:
        raise
    except Exception as error:
        raise CannotBind("broken") from error


def _rewritten(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        added = writer.add_page(page)
        _calm(added)
        if added.rotation:
            added.transfer_rotation_to_content()
        _measure(added)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _calm(page: Any) -> None:
    """Nothing happens when it is read; what is filled in and noted on it stays to be seen."""
    _without(page)
    notes = page.get("/Annots")
    if notes is None:
        return
    kept = [note for note in notes.get_object() if _subtype(note) != "/Link"]
    for note in kept:
        _without(note.get_object())
    page[NameObject("/Annots")] = type(notes.get_object())(kept)


def _subtype(note: Any) -> Any:
    found = note.get_object()
    return found.get("/Subtype") if hasattr(found, "get") else None


def _without(found: Any) -> None:
    for name in NOT_TAKEN:
        if name in found:
            del found[name]


def _measure(page: Any) -> None:
    """Asks for the size and the content, so that a page without them is found here."""
    if page.mediabox.width <= 0 or page.mediabox.height <= 0:
        raise CannotBind("broken")
    contents = page.get_contents()
    if contents is not None:
        contents.get_data()
