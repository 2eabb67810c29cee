"""The number of each page in a bound file, in the corner where our own papers have theirs."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from .pdf import plain

MM = 72 / 25.4
WIDTH, HEIGHT = 60, 6
# From the right edge and from the lower one, as on our own paper.
RIGHT, LOW = 20, 11
SHEET = (
    f"@page {{ size: {WIDTH}mm {HEIGHT}mm; margin: 0 }}"
    "html { font: 8pt/5mm 'Liberation Sans', 'DejaVu Sans', sans-serif; color: #40504e }"
    "body { margin: 0; text-align: right }"
    "p { margin: 0; height: 5mm; break-after: page; white-space: nowrap }"
    # Over a number of the file's own: our agreements have theirs in the same place.
    "span { background: white; padding: 1mm 0 1mm 2mm }"
)


def stamp_pages(writer: PdfWriter) -> None:
    count = len(writer.pages)
    stamps = PdfReader(BytesIO(plain(_numbers(count), SHEET)))
    before = writer._add_object(_stream(b"q\n"))
    for number, page in enumerate(writer.pages, start=1):
        form = writer._add_object(_form(stamps.pages[number - 1], writer))
        _put(writer, page, form, NameObject(f"/SamverkaNumber{number}"), before)


def _numbers(count: int) -> str:
    said = (_("Page %(page)s of %(count)s") % {"page": page, "count": count} for page in range(1, count + 1))
    return "<!doctype html><title></title>" + "".join(f"<p><span>{each}</span></p>" for each in said)


def _form(stamp: Any, writer: PdfWriter) -> DecodedStreamObject:
    """A page as something that is drawn on another."""
    form = _stream(stamp.get_contents().get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): stamp.mediabox.clone(writer),
            NameObject("/Resources"): stamp["/Resources"].clone(writer),
        }
    )
    return form


def _put(writer: PdfWriter, page: Any, form: Any, name: NameObject, before: Any) -> None:
    """Around what stands on the page, so that nothing it sets moves the number. Its content is not read for it."""
    box = page.cropbox
    x, y = float(box.right) - (RIGHT + WIDTH) * MM, float(box.bottom) + LOW * MM
    drawn = writer._add_object(_stream(f"\nQ q 1 0 0 1 {x:.2f} {y:.2f} cm {name} Do Q\n".encode()))
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    objects = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    objects[name] = form
    resources[NameObject("/XObject")] = objects
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = ArrayObject([before, *_contents(page), drawn])


def _contents(page: Any) -> list[Any]:
    found = page.get("/Contents")
    if found is None:
        return []
    there = found.get_object()
    return list(there) if isinstance(there, ArrayObject) else [page.raw_get("/Contents")]


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream
