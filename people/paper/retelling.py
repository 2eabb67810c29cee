"""A Word file, a workbook or a text retold as HTML of our own, to be bound with other papers.

What it looks like is not kept; what it says is. Nothing is fetched, and what is too much is refused.
"""

import zipfile
from base64 import b64encode
from io import BytesIO
from typing import Any

import nh3
from django.utils.translation import pgettext
from lxml import html as markup
from PIL import Image, ImageOps

from .columns import ColumnText, shares
from .washing import MOST_PIXELS, CannotBind

# What is more is read by itself: it would be more than a hundred pages.
MOST_LETTERS = 250_000
MOST_UNPACKED = 80 * 1024 * 1024
MOST_PICTURES = 40
# As wide as the text of a page at 150 dots an inch.
WIDEST = 1000
# An Office file with a password is no package but a file of the older kind around it.
LOCKED = b"\xd0\xcf\x11\xe0"
TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th"}
TAGS |= {"strong", "em", "b", "i", "u", "s", "sup", "sub", "br", "img"}
ATTRIBUTES = {"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
TITLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
# Under the heading with the file's name, and without those that few files have.
LOWER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


def word(content: bytes) -> str:
    """Raises CannotBind."""
    import mammoth

    opened(content)
    pictures = _Pictures()
    try:
        made = mammoth.convert_to_html(
            BytesIO(content),
            style_map=TITLES,
            convert_image=mammoth.images.img_element(pictures),
            external_file_access=False,
        ).value
    except Exception as error:  # whatever a reader of broken files comes across, it is the file that is broken
        raise CannotBind("broken") from error
    return _arranged(nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"data"}, link_rel=None))


def plain_text(content: bytes) -> str:
    """Raises CannotBind."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if not text.strip():
        raise CannotBind("broken")
    within(text)
    block = markup.Element("div", {"class": "as-written"})
    block.text = "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)
    return str(markup.tostring(block, encoding="unicode"))


def within(text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise CannotBind("too_long")


def opened(content: bytes) -> None:
    """Whether the package can be read, and does not unpack to more than a server has."""
    if content.startswith(LOCKED):
        raise CannotBind("password")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile as error:
        raise CannotBind("broken") from error
    if unpacked > MOST_UNPACKED:
        raise CannotBind("too_long")


def _arranged(clean: str) -> str:
    """Headings under ours, tables with their columns told, and nothing that has become empty."""
    whole = markup.fragment_fromstring(clean, create_parent="div")
    text = whole.text_content()
    if not text.strip() and whole.find(".//img") is None:
        raise CannotBind("broken")
    within(text)
    for heading in [each for each in whole.iter() if each.tag in LOWER]:
        heading.tag = LOWER[heading.tag]
    for picture in [each for each in whole.iter("img") if not each.get("src")]:
        picture.drop_tag()
    for picture in whole.iter("img"):
        picture.set("alt", picture.get("alt") or pgettext("in a document", "Picture"))
    for table in list(whole.iter("table")):
        _tell_columns(table)
    return str(markup.tostring(whole, encoding="unicode"))


def _tell_columns(table: Any) -> None:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    width = max(map(len, rows), default=0)
    if width < 2:
        return
    # A row with cells over several columns says nothing of how wide one is.
    whole = [row for row in rows if len(row) == width]
    texts = [ColumnText([row[place].text_content().strip() for row in whole]) for place in range(width)]
    group = markup.Element("colgroup")
    for share in shares(texts):
        group.append(markup.Element("col", {"style": f"width: {share}%"}))
    table.insert(0, group)


class _Pictures:
    """Each drawn anew and no larger than the page, so that nothing of the file itself goes into ours."""

    def __init__(self) -> None:
        self.left = MOST_PICTURES

    def __call__(self, image: Any) -> dict[str, str]:
        self.left -= 1
        if self.left < 0:
            return {}
        try:
            with image.open() as source, Image.open(source) as found:
                if found.width * found.height > MOST_PIXELS:
                    return {}
                drawn = ImageOps.exif_transpose(found).convert("RGBA")
            drawn.thumbnail((WIDEST, WIDEST))
            sheet = Image.new("RGB", drawn.size, "white")
            sheet.paste(drawn, (0, 0), drawn)
            made = BytesIO()
            sheet.save(made, "JPEG", quality=85)
        except Exception:
            return {}
        return {"src": f"data:image/jpeg;base64,{b64encode(made.getvalue()).decode()}"}
