"""Word files, workbooks and texts retold as HTML: what they say is kept, nothing else, and nothing is fetched."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.utils import translation
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles.numbers import FORMAT_PERCENTAGE
from PIL import Image

from people.paper import retelling
from people.paper.columns import ColumnText, shares
from people.paper.nothing import Fetched, Nothing
from people.paper.retelling import MOST_LETTERS, plain_text, word
from people.paper.retelling_workbooks import MOST_COLUMNS, MOST_ROWS, sheets
from people.paper.washing import CannotBind


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def a_picture() -> BytesIO:
    made = BytesIO()
    Image.new("RGBA", (3000, 20), "#7aa").save(made, "PNG")
    made.seek(0)
    return made


def saved(document) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def a_word_file() -> bytes:
    document = Document()
    document.add_heading("Hyresavtal", level=0)
    document.add_heading("Bakgrund", level=1)
    document.add_paragraph("Tre parter <i> & flera").add_run(" i fetstil").bold = True
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Mål", "Metod", "Kort", "En lång beskrivning " * 20), strict=True):
        cell.text = text
    document.add_picture(a_picture())
    return saved(document)


def a_book(*rows, title="Kalkyl") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def texts(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for sheet in sheets(content) for row in sheet.rows]


def refusal(read, content: bytes) -> str:
    with pytest.raises(CannotBind) as refused:
        read(content)
    return refused.value.code


def test_a_word_file_keeps_headings_words_tables_and_pictures():
    html = word(a_word_file())
    assert "<h2>Hyresavtal</h2><h2>Bakgrund</h2>" in html
    assert "Tre parter &lt;i&gt; &amp; flera<strong> i fetstil</strong>" in html
    assert html.count("<col style=") == 2
    assert ('src="data:image/jpeg;base64,' in html, 'alt="Bild"' in html) == (True, True)


def test_a_word_file_brings_no_links_along_and_asks_nobody():
    document = Document()
    paragraph = document.add_paragraph("Läs mer")
    document.part.relate_to("https://annan.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    linked = document.part.relate_to("file:///etc/passwd", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.add_picture(a_picture())
    content = saved(document)
    with ZipFile(BytesIO(content)) as package, ZipFile(changed := BytesIO(), "w") as target:
        for entry in package.infolist():
            text = package.read(entry)
            if entry.filename == "word/document.xml":
                text = text.replace(b"r:embed=", b'r:link="' + linked.encode() + b'" x=')
            target.writestr(entry.filename, text)
    html = word(changed.getvalue())
    assert (paragraph.text in html, "href" in html, "root:" in html, "<img" in html) == (True, False, False, False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken"),
        (b"PK\x03\x04 halv", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (a_word_file()[:2000], "broken"),
        (saved(Document()), "broken"),
    ],
)
def test_what_cannot_be_read_as_a_word_file_is_refused_by_why(content, code):
    assert refusal(word, content) == code


@pytest.mark.parametrize("read", [word, sheets])
def test_what_unpacks_to_more_than_a_server_has_is_not_unpacked(read, monkeypatch):
    monkeypatch.setattr(retelling, "MOST_UNPACKED", 1_000_000)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 2_000_000)
        package.writestr("xl/workbook.xml", b"0")
    assert refusal(read, made.getvalue()) == "too_long"


def test_a_text_longer_than_papers_are_is_read_by_itself():
    document = Document()
    document.add_paragraph("a " * (MOST_LETTERS // 2 + 1))
    assert refusal(word, saved(document)) == "too_long"
    assert refusal(plain_text, b"a" * (MOST_LETTERS + 1)) == "too_long"


def test_a_picture_of_a_kind_that_nobody_reads_is_left_out(monkeypatch):
    def unread(_source):
        raise OSError

    monkeypatch.setattr(retelling.Image, "open", unread)
    assert "<img" not in word(a_word_file())


def test_a_plain_text_is_shown_as_it_is_written():
    assert plain_text("Å\n\t<b>1</b>\x07".encode()) == '<div class="as-written">Å\n\t&lt;b&gt;1&lt;/b&gt;</div>'
    assert "Å" in plain_text("Å".encode("latin-1"))


def test_a_workbook_is_told_sheet_by_sheet_in_our_figures():
    book = a_book(
        ["År", 2014, None], ["Lön", 1432000, 0.5], ["Andel", 0.4833, None], ["Datum", date(2014, 7, 1), "1 §"]
    )
    book.active["B3"].number_format = FORMAT_PERCENTAGE
    book.active["C1"] = datetime(2014, 7, 1, 9, 30)  # noqa: DTZ001 a workbook knows no zones
    book.create_sheet("Tom")
    hidden = book.create_sheet("Dold")
    hidden.append(["Hemligt"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Mer").append([True])
    content = saved(book)
    assert [sheet.title for sheet in sheets(content)] == ["Kalkyl", "Mer"]
    assert texts(content)[:4] == [
        ["År", "2014", "2014-07-01 09:30"],
        ["Lön", "1\xa0432\xa0000", "0,50"],
        ["Andel", "48,33\xa0%", ""],
        ["Datum", "2014-07-01", "1 §"],
    ]


def test_a_workbook_is_bounded_in_rows_and_columns_and_says_so():
    tall = sheets(saved(a_book(*([number] for number in range(MOST_ROWS + 5)))))[0]
    wide = sheets(saved(a_book(["x"] * (MOST_COLUMNS + 3))))[0]
    whole = sheets(saved(a_book(["x"] * 3)))[0]
    assert (len(tall.rows), tall.is_cut) == (MOST_ROWS, True)
    assert (len(wide.rows[0]), wide.is_cut, wide.is_wide) == (MOST_COLUMNS, True, True)
    assert (whole.is_cut, whole.is_wide) == (False, False)


def test_empty_rows_between_become_one_and_those_at_the_end_none():
    assert texts(saved(a_book(["a"], [], [], [], ["b"], [], []))) == [["a"], [""], ["b"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "broken"), (b"\xd0\xcf\x11\xe0", "password"), (saved(Workbook()), "empty"), (a_word_file(), "broken")],
)
def test_what_cannot_be_read_as_a_workbook_is_refused_by_why(content, code):
    assert refusal(sheets, content) == code


def test_only_a_picture_that_lies_in_the_paper_is_taken():
    for address in ("https://annan.example/a.png", "file:///etc/passwd", "data:image/svg+xml;base64,PHN2Zy8+"):
        with pytest.raises(Fetched):
            Nothing().fetch(address)
    assert Nothing().fetch("data:image/png;base64,iVBORw0KGgo=")


words = st.text("abcå 0123456789\xa0\n", max_size=300)


@given(st.lists(st.builds(ColumnText, st.lists(words, max_size=6), st.booleans()), min_size=1, max_size=25))
def test_columns_share_the_whole_width_whatever_stands_in_them(columns):
    found = [float(share) for share in shares(columns)]
    assert len(found) == len(columns)
    assert min(found) > 0
    assert abs(sum(found) - 100) <= 0.05 * len(found) + 0.01


def test_a_long_text_gets_more_room_and_a_figure_what_it_needs():
    figure, short, long = ColumnText(["1 548 000 kr"], wraps=False), ColumnText(["Mål"]), ColumnText(["text " * 200])
    a, b, c = map(float, shares([figure, short, long]))
    assert a >= figure.least - 0.1
    assert b < a < c
