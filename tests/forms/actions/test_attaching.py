"""Files are what they say, small enough, and nobody else's."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from forms import content
from forms.actions.attach_file import attach_file
from forms.actions.import_form import import_form
from forms.actions.remove_file import remove_file
from forms.actions.reopen_submission import reopen_submission
from forms.actions.save_section import save_section
from forms.actions.start_submission import start_submission
from forms.actions.submit_submission import submit_submission
from forms.errors import FileRefused, MayNotWrite, NotInSection, SectionClosed
from forms.models import StoredFile
from forms.signals import answers_submitted
from tests.builders.forms import a_field, a_form, a_section
from tests.builders.people import person

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
FORM = a_form(
    a_section(
        "om", a_field("text", "rubrik"), a_field("files", "bilagor", maximum=2, types=["pdf", "docx", "ods", "png"])
    ),
    key="liten",
)


def a_zip(*names, mimetype=None, size=10):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, b"0" * size)
    return buffer.getvalue()


DOCX = a_zip("[Content_Types].xml", "word/document.xml")
ODS = a_zip("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")


@pytest.fixture(autouse=True)
def private_files(tmp_path, monkeypatch):
    monkeypatch.setattr(StoredFile._meta.get_field("file"), "storage", FileSystemStorage(location=tmp_path))
    monkeypatch.setattr(answers_submitted, "receivers", [])
    answers_submitted.sender_receivers_cache.clear()
    return tmp_path


@pytest.fixture
def writer():
    return person("Processledare")


@pytest.fixture
def draft(writer):
    return start_submission(import_form(FORM, by=None), by=writer)


def attach(draft, writer, data=PDF, name="bilaga.pdf"):
    return attach_file(draft, "bilagor", SimpleUploadedFile(name, data), writer)


@pytest.mark.parametrize(
    ("data", "name", "kept", "media"),
    [
        (PDF, "Bilaga 1.PDF", "Bilaga 1.pdf", "application/pdf"),
        (DOCX, "budget.docx", "budget.docx", content.MEDIA_TYPES["docx"]),
        (ODS, "tabell.ods", "tabell.ods", content.MEDIA_TYPES["ods"]),
        (PNG, "bild.png", "bild.png", "image/png"),
        (PDF, "utan ändelse", "utan ändelse.pdf", "application/pdf"),
        (PDF, "../../etc/pass\x00wd\u202efdp.pdf", "passwdfdp.pdf", "application/pdf"),
        (PDF, "C:\\temp\\plan.pdf", "plan.pdf", "application/pdf"),
        (PDF, "...", "fil.pdf", "application/pdf"),
        (PDF, "å" * 300 + ".pdf", "å" * 150 + ".pdf", "application/pdf"),
    ],
)
def test_a_file_is_stored_privately_under_a_name_of_our_own(draft, writer, private_files, data, name, kept, media):
    stored = attach_file(draft, "bilagor", _named(name, data), writer)

    draft.refresh_from_db()
    assert (stored.name, stored.size, stored.content_type) == (kept, len(data), media)
    assert draft.answers == {"bilagor": [{"id": str(stored.uuid), "name": kept, "size": len(data)}]}
    assert (private_files / stored.file.name).read_bytes() == data
    assert stored.file.name == f"submissions/{stored.uuid.hex[:2]}/{stored.uuid.hex}"
    assert draft.events.last().kind == "file_added"
    assert draft.revision == 1


def _named(name, data):
    """Django's own upload class strips folders; a client of another kind does not."""
    upload = SimpleUploadedFile("x", data)
    upload._name = name
    return upload


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "tom.pdf", "file_empty"),
        (PDF + b"0" * content.MOST_BYTES, "stor.pdf", "file_too_large"),
        (b"MZ\x90\x00" + b"\0" * 60, "virus.pdf", "file_type"),
        (b"<html><script>", "sida.pdf", "file_type"),
        (b"bara text", "text.txt", "file_type"),
        (PDF, "bild.png", "file_not_what_it_says"),
        (PDF, "program.exe", "file_not_what_it_says"),
        (DOCX, "bilaga.pdf", "file_not_what_it_says"),
        (a_zip("a.txt"), "arkiv.docx", "file_type"),
        (a_zip("[Content_Types].xml", "xl/workbook.xml"), "blad.xlsx", "file_type"),
        (a_zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "m.docx", "file_with_macros"),
        (b"PK\x03\x04" + b"\0" * 30, "trasig.docx", "file_damaged"),
    ],
)
def test_a_file_is_refused(draft, writer, private_files, data, name, code):
    with pytest.raises(FileRefused) as refused:
        attach(draft, writer, data, name)

    assert refused.value.code == code
    draft.refresh_from_db()
    assert (draft.answers, StoredFile.objects.count(), list(private_files.iterdir())) == ({}, 0, [])


def test_a_zip_bomb_is_not_opened(draft, writer, monkeypatch):
    monkeypatch.setattr(content, "MOST_UNPACKED", 1_000)

    with pytest.raises(FileRefused) as refused:
        attach(draft, writer, a_zip("[Content_Types].xml", "word/document.xml", size=2_000), "a.docx")

    assert refused.value.code == "file_bomb"


def test_no_more_files_than_the_field_takes(draft, writer):
    attach(draft, writer)
    attach(draft, writer)

    with pytest.raises(FileRefused) as refused:
        attach(draft, writer)

    assert refused.value.code == "too_many_files"


def test_only_who_may_write_attaches_and_removes(draft, writer):
    stored = attach(draft, writer)
    stranger = person("Någon Annan")

    with pytest.raises(MayNotWrite):
        attach(draft, stranger)
    with pytest.raises(MayNotWrite):
        remove_file(stored, stranger)


@pytest.mark.parametrize("key", ["rubrik", "borta"])
def test_only_a_field_for_files_takes_files(draft, writer, key):
    with pytest.raises(NotInSection):
        attach_file(draft, key, SimpleUploadedFile("a.pdf", PDF), writer)


def test_a_removed_file_is_gone_from_answer_and_disk(draft, writer, private_files, django_capture_on_commit_callbacks):
    stored = attach(draft, writer)
    path = private_files / stored.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(stored, writer)

    draft.refresh_from_db()
    assert (draft.answers, StoredFile.objects.count(), path.exists()) == ({}, 0, False)
    assert draft.events.last().kind == "file_removed"


def test_a_file_that_was_sent_in_is_never_deleted(draft, writer, private_files):
    stored = attach(draft, writer)
    submit_submission(draft, 1, writer)
    with pytest.raises(SectionClosed):
        remove_file(stored, writer)

    reopen_submission(draft, ["om"], writer)
    remove_file(stored, writer)

    draft.refresh_from_db()
    assert draft.answers == {}
    assert (private_files / stored.file.name).exists()
    assert draft.sent_revisions.get().answers["bilagor"][0]["id"] == str(stored.uuid)


def test_a_file_of_somebody_elses_submission_is_not_borrowed(draft, writer):
    """Answers of file fields only change by attaching and removing."""
    other = {"id": str(uuid4()), "name": "annans.pdf", "size": 9}

    assert save_section(draft, "om", {"bilagor": [other]}, 1, writer).answers == {}
