"""Files that go with a message: checked as other uploads, read by those who read it, registered by the office."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.erasing import erase
from cases.actions.forgetting import forget_files
from cases.actions.post_message import MOST_FILES, post_message
from cases.actions.register_message_file import register_message_file
from cases.errors import CaseError
from cases.models import Case, Document, Message, MessageFile, OutgoingEmail
from cases.queries.erasable import left_in
from cases.queries.trail import check_trail
from forms.errors import FileRefused
from tests.builders import cases as build

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    return build.an_application(world)


def a_file(name="Tidsplan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def a_kept(case, by, **more):
    return post_message(case, by=by, text="Se bilagan.", uploads=[a_file()], **more).files.get()


def bytes_kept(settings):
    folder = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_message_with_files_is_told_of_and_stands_in_the_trail(world, case):
    kept = a_kept(case, world.officer)
    assert (kept.file_name, kept.file_size, kept.file.read()) == ("Tidsplan.pdf", len(PDF), PDF)
    assert "Bifogat: Tidsplan.pdf" in OutgoingEmail.objects.filter(key__startswith="message:").first().text
    case = Case.objects.get(pk=case.pk)
    assert case.events.last().data["files"] == [kept.sha256]
    assert check_trail(case) == []
    MessageFile.objects.update(sha256="0" * 64)
    assert [fault.code for fault in check_trail(case)] == ["message_differs"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("virus.exe", b"MZ\x90"), ("tom.pdf", b""), ("bild.pdf", b"<html></html>"), ("stor.pdf", PDF + b"0" * 7_500_000)],
)  # fmt: skip
def test_what_other_uploads_refuse_is_refused_here_and_nothing_is_left(world, case, settings, name, content):
    with pytest.raises(FileRefused):
        post_message(case, by=world.officer, text="Se bilagan.", uploads=[a_file(), a_file(name, content)])
    assert (Message.objects.count(), MessageFile.objects.count(), bytes_kept(settings)) == (0, 0, [])


def test_too_many_files_are_refused(world, case, settings):
    with pytest.raises(CaseError) as refused:
        post_message(case, by=world.officer, text="Se", uploads=[a_file() for _each in range(MOST_FILES + 1)])
    assert (refused.value.code, refused.value.status, bytes_kept(settings)) == ("too_many_attached", 422, [])


def test_a_file_is_attached_fetched_and_refused_on_the_page_with_the_text_kept(client, world, case):
    client.force_login(world.writer)
    write = f"/arenden/{case.number}/skriv/"
    wrong = client.post(write, {"text": "Behåll mig", "attached": [a_file("x.exe", b"MZ\x90\x00")]})
    page = wrong.content.decode()
    assert (wrong.status_code, "Behåll mig" in page, "Välj filerna igen." in page) == (422, True, True)
    assert client.post(write, {"text": "Här", "attached": [a_file(), a_file("Två.pdf")]}).status_code == 302
    page = client.get(f"/arenden/{case.number}/meddelanden/").content.decode()
    assert ("Tidsplan.pdf" in page, "Två.pdf" in page, "Registrera som handling" in page) == (True, True, False)
    kept = MessageFile.objects.first()
    answer = client.get(kept.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_read_by_those_who_read_its_message_and_by_nobody_else(client, world, case):
    inside = a_kept(case, world.officer, audience="internal")
    outside = a_kept(case, world.officer)
    seen = {}
    for who in ("officer", "preparer", "board_chair", "writer", "flen_chair", "strangnas_chair", "stranger"):
        client.force_login(getattr(world, who))
        seen[who] = tuple(client.get(kept.get_absolute_url()).status_code for kept in (inside, outside))
    ours, theirs, nobody = (200, 200), (404, 200), (404, 404)
    assert seen == {
        **dict.fromkeys(("officer", "preparer", "board_chair"), ours),
        **dict.fromkeys(("writer", "flen_chair"), theirs),
        **dict.fromkeys(("strangnas_chair", "stranger"), nobody),
    }


def test_the_office_registers_a_file_once_and_it_is_handed_out_and_kept_apart(client, world, case):
    kept = a_kept(case, world.writer)
    client.force_login(world.officer)
    url = f"{kept.get_absolute_url()}registrera/"
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 409
    document = Document.objects.get(from_message=kept)
    assert (document.direction, document.kind, document.title, document.counterpart) == (
        "in", "attachment", "Tidsplan.pdf", world.writer.name,
    )  # fmt: skip
    assert document.file.name != kept.file.name
    assert document.reference in client.get(f"/arenden/{case.number}/meddelanden/").content.decode()
    assert document.title in client.get(f"/arenden/{case.number}/lamna-ut/").content.decode()
    assert check_trail(Case.objects.get(pk=case.pk)) == []
    client.force_login(world.flen_chair)
    assert client.post(url).status_code == 403
    client.force_login(world.stranger)
    assert client.post(url).status_code == 404


def test_what_only_the_association_reads_is_not_registered_by_a_click(world, case):
    inside = a_kept(case, world.officer, audience="internal")
    with pytest.raises(CaseError) as refused:
        register_message_file(inside, by=world.officer)
    assert (refused.value.code, refused.value.status) == ("file_internal", 422)


def test_disposal_takes_the_files(world, case, settings):
    a_kept(case, world.writer)
    _taken, names = erase(case)
    forget_files(names)
    kept = MessageFile.objects.get()
    assert (kept.file.name, kept.file_name, kept.file_size, bytes_kept(settings)) == ("", "", 0, [])
    assert "messagefile.file_name" not in left_in(case)
