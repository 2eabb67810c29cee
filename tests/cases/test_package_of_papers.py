"""The notice with its papers: what is bound, what is told instead, and who may have it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordFile
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from cases.actions.adjust_meeting import adjust_meeting
from cases.actions.arrange_agenda import add_waiting_cases, remove_point
from cases.actions.attach_to_point import attach_to_point, remove_from_point
from cases.actions.mark_secret import mark_secret
from cases.actions.register_document import register_document
from cases.actions.settle_point import settle_point
from cases.errors import CaseError
from cases.models import Case, Document, Meeting, PointFile
from cases.paper import package as package_module
from cases.paper.package import notice_package
from cases.queries.meeting_page import meeting_page
from cases.queries.package_of_meeting import package_of
from forms.models.file import private_storage
from people.paper.pdf import plain
from people.paper.washing import CannotBind, washed, washed_image
from tests.builders.cases import World, a_world, case_at_board
from tests.builders.meetings import a_held_meeting, a_meeting, the_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def a_pdf(*pages: str, password: str = "", rotated: int = 0) -> bytes:
    made = PdfReader(BytesIO(plain("".join(f"<p style='break-after:page'>{each}</p>" for each in pages), "")))
    writer = PdfWriter()
    for page in made.pages:
        writer.add_page(page).rotate(rotated)
    if password:
        writer.encrypt(password)
    found = BytesIO()
    writer.write(found)
    return found.getvalue()


def a_picture() -> bytes:
    found = BytesIO()
    Image.new("RGB", (300, 200), "#7aa").save(found, "PNG")
    return found.getvalue()


def take_in(case: Case, world: World, name: str, content: bytes) -> Document:
    return register_document(
        case,
        direction="in",
        kind="attachment",
        dated_on=timezone.localdate(),
        title=name,
        counterpart="Kommunen",
        by=world.officer,
        upload=SimpleUploadedFile(name, content),
    )


def at_board(world: World) -> tuple[Case, Meeting]:
    case = case_at_board(world)
    meeting = a_meeting(world.board, world.officer, "Öppnande")
    add_waiting_cases(meeting, by=world.officer)
    return case, meeting


def made_for(reader, meeting: Meeting) -> bytes:
    return notice_package(package_of(meeting_page(reader, meeting.pk)))


def bound(meeting: Meeting, reader) -> PdfReader:
    return PdfReader(BytesIO(made_for(reader, meeting)))


def text_of(made: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in made.pages]


def bookmarks(made: PdfReader) -> dict[str, int]:
    rows = [each for entry in made.outline for each in (entry if isinstance(entry, list) else [entry])]
    return {str(each.title): made.get_destination_page_number(each) + 1 for each in rows}


def test_files_are_bound_where_the_contents_and_the_bookmarks_say(world):
    case, meeting = at_board(world)
    paper = take_in(case, world, "Kalkyl.pdf", a_pdf("Kalkylens första", "Kalkylens andra"))
    take_in(case, world, "Karta.png", a_picture())
    made = bound(meeting, world.board_chair)
    told, places = text_of(made), bookmarks(made)
    at = places[f"{paper.reference} Kalkyl.pdf"]
    assert "Kalkylens första" in told[at - 1]
    assert "Kalkylens andra" in told[at]
    assert f"Kalkyl.pdf s. {at}" in told[0]
    assert [f"Sida {number} av {len(told)}" in text for number, text in enumerate(told, start=1)] == [True] * len(told)
    assert list(places.values()) == sorted(places.values())
    assert "/StructTreeRoot" in made.trailer["/Root"]


def test_what_was_sent_in_and_what_the_body_before_said_are_among_the_papers(world):
    case, meeting = at_board(world)
    told = " ".join(text_of(bound(meeting, world.board_chair)))
    kinds = set(case.documents.values_list("kind", flat=True))
    assert {Document.Kind.APPLICATION} <= kinds
    assert f"{case.number}:1" in told


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("Trasig.pdf", b"%PDF-1.4\nxxxxxxxx", "Filen är skadad"),
        ("Last.pdf", None, "Filen är låst med lösenord"),
        ("Trasig.docx", None, "Filen är skadad"),
        ("Tom.xlsx", None, "Det finns inget i filen"),
        ("Tom.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "Filen är skadad"),
    ],
)
def test_what_cannot_be_bound_has_a_line_that_says_why(world, name, content, line):
    case, meeting = at_board(world)
    made = {"Trasig.docx": a_word_file(), "Tom.xlsx": a_workbook(), "Last.pdf": a_pdf("x", password="hemligt")}
    take_in(case, world, name, content or made[name])
    told = text_of(bound(meeting, world.board_chair))[0]
    assert (name in told, line in told) == (True, True)


def a_word_file(*paragraphs: str) -> bytes:
    document, made = WordFile(), BytesIO()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(made)
    return made.getvalue()


def a_workbook(*rows: list[object]) -> bytes:
    book, made = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def test_word_files_and_workbooks_are_bound_as_text_under_their_names(world):
    case, meeting = at_board(world)
    take_in(case, world, "Avtal.docx", a_word_file("Hyran höjs"))
    take_in(case, world, "Kalkyl.xlsx", a_workbook(["Lön", 1432000], list(range(12))))
    made = bound(meeting, world.board_chair)
    told, places = text_of(made), bookmarks(made)
    by_name = {name.rpartition(" ")[2]: told[page - 1] for name, page in places.items()}
    assert ["Hyran höjs" in by_name["Avtal.docx"], "Lön 1 432 000" in by_name["Kalkyl.xlsx"]] == [True, True]
    assert [by_name[name].count("Återgiven som text") for name in ("Avtal.docx", "Kalkyl.xlsx")] == [1, 1]
    lying = made.pages[next(page for name, page in places.items() if name.endswith("Kalkyl.xlsx")) - 1].mediabox
    assert lying.width > lying.height


def test_a_word_file_beside_a_pdf_of_the_same_name_is_told_with_a_link(world):
    case, meeting = at_board(world)
    take_in(case, world, "Avtal.pdf", a_pdf("Avtalets text"))
    take_in(case, world, "Avtal.docx", a_word_file("Avtalets text"))
    made = bound(meeting, world.board_chair)
    links = [note.get_object().get("/A", {}).get("/URI", "") for note in made.pages[0].get("/Annots", [])]
    assert "Avtal.docx – Öppnas för sig." in text_of(made)[0]
    assert " ".join(text_of(made)).count("Avtalets text") == 1
    assert any("/handlingar/" in str(link) for link in links)


def test_a_file_brings_no_scripts_along(world):
    writer = PdfWriter(clone_from=BytesIO(a_pdf("Text")))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    made = BytesIO()
    writer.write(made)
    case, meeting = at_board(world)
    take_in(case, world, "Skript.pdf", made.getvalue())
    package = made_for(world.board_chair, meeting)
    assert [b"/JavaScript" in content for content in (made.getvalue(), package)] == [True, False]


def test_a_rotated_page_is_bound_as_it_is_read():
    found = PdfReader(BytesIO(washed(a_pdf("Vriden", rotated=90)).content)).pages[0]
    assert (found.rotation, found.mediabox.width > found.mediabox.height) == (0, True)


@pytest.mark.parametrize("content", [b"", b"%PDF-", a_pdf("x")[:200], b"GIF89a"])
def test_nothing_but_a_clear_refusal_comes_of_what_is_broken(content):
    for wash in (washed, washed_image):
        with pytest.raises(CannotBind) as refused:
            wash(content)
        assert refused.value.code == "broken"


def test_many_papers_cost_as_many_queries_as_few(world, monkeypatch):
    """All that is asked, with what is drawn left out: that takes its time and asks nothing."""
    monkeypatch.setattr(package_module, "bind", _unbound)
    case, meeting = at_board(world)
    case_at_board(world)
    add_waiting_cases(meeting, by=world.officer)
    take_in(case, world, "Bilaga.pdf", a_pdf("x"))
    made_for(world.board_chair, meeting)
    few = queries_of(meeting, world)
    for number in range(8):
        take_in(case_at_board(world), world, f"Bilaga {number}.pdf", a_pdf("x"))
    add_waiting_cases(meeting, by=world.officer)
    assert (meeting.items.filter(case__isnull=False).count(), queries_of(meeting, world)) == (10, few)
    assert few <= 20


def _unbound(first, _title, leaves) -> bytes:
    return first(dict.fromkeys(range(len(leaves)), 1), 1).html.encode()


def queries_of(meeting: Meeting, world: World) -> int:
    with CaptureQueriesContext(connection) as queries:
        made_for(world.board_chair, meeting)
    return len(queries)


# Who may have it


def test_secrecy_holds_by_who_fetches_the_package(world):
    case, meeting = at_board(world)
    paper = take_in(case, world, "Intyg.pdf", a_pdf("Intygets text"))
    mark_secret(case, by=world.officer, document=paper, ground_text="OSL 26:1", against_parties=True)
    reads = {
        who.name: "Intygets text" in " ".join(text_of(bound(meeting, who)))
        for who in (world.officer, world.board_chair)
    }
    own = Document.objects.visible_to(world.board_chair).filter(pk=paper.pk).exists()
    assert reads == {world.officer.name: True, world.board_chair.name: own}


def test_of_a_case_that_one_may_not_read_there_is_the_number_and_nothing_else(world):
    case = case_at_board(world)
    meeting = a_meeting(world.strangnas, world.strangnas_chair, "A")
    meeting.items.update(case=case)
    told = " ".join(text_of(bound(meeting, world.strangnas_chair)))
    assert [word in told for word in (case.number, "du får inte läsa ärendet", case.title)] == [True, True, False]


# Files of points


def test_a_points_file_is_bound_and_read_by_the_body_alone(client, world):
    meeting = a_meeting(world.flen, world.flen_chair, "Lokaler")
    file = attach_to_point(
        the_point(meeting), SimpleUploadedFile("Avtal.pdf", a_pdf("Hyresavtal")), by=world.flen_chair
    )
    assert "Hyresavtal" in " ".join(text_of(bound(meeting, world.writer)))
    address = reverse("cases:point_file", args=[meeting.pk, file.item_id, file.pk])
    got = {}
    for who in (world.writer, world.strangnas_chair, world.officer):
        client.force_login(who)
        got[who.name] = client.get(address).status_code
    assert list(got.values()) == [200, 404, 200]


def test_only_who_keeps_the_meetings_adds_files_and_what_will_not_do_is_told(client, world):
    meeting = a_meeting(world.flen, world.flen_chair, "Lokaler")
    item = the_point(meeting)
    with pytest.raises(CaseError) as refused:
        attach_to_point(item, SimpleUploadedFile("A.pdf", a_pdf("x")), by=world.stranger)
    assert refused.value.status == 403
    client.force_login(world.flen_chair)
    address = reverse("cases:attach_to_point", args=[meeting.pk, item.pk])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"upload": SimpleUploadedFile("A.exe", b"MZ\x00")}).status_code == 422
    assert client.post(address, {"upload": SimpleUploadedFile("A.pdf", a_pdf("x"))}).status_code == 302
    assert meeting.files.count() == 1


def test_the_bytes_go_with_the_file_and_with_its_point(world, django_capture_on_commit_callbacks):
    meeting = a_meeting(world.flen, world.flen_chair, "A", "B")
    files = [
        attach_to_point(the_point(meeting, title), SimpleUploadedFile("A.pdf", a_pdf("x")), by=world.flen_chair)
        for title in ("A", "B")
    ]
    with django_capture_on_commit_callbacks(execute=True):
        remove_from_point(PointFile.objects.select_related("item__meeting").get(pk=files[0].pk), by=world.flen_chair)
        remove_point(the_point(meeting, "B"), by=world.flen_chair)
    assert [private_storage().exists(file.file.name) for file in files] == [False, False]
    assert not PointFile.objects.exists()


def test_files_of_an_adjusted_meeting_stay(world):
    meeting = a_held_meeting(world.flen, world.flen_chair, "A")
    attach_to_point(the_point(meeting), SimpleUploadedFile("A.pdf", a_pdf("x")), by=world.flen_chair)
    settle_point(the_point(meeting), by=world.flen_chair, notes="Ja.")
    adjust_meeting(meeting, by=world.flen_chair)
    file = PointFile.objects.select_related("item__meeting").get()
    with pytest.raises(CaseError) as refused:
        remove_from_point(file, by=world.flen_chair)
    assert refused.value.status == 409
