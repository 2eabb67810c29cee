"""Where the site has ClamAV, nothing is kept that it has not looked at."""

import socket
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms.actions.attach_file import attach_file
from forms.errors import FileRefused
from forms.models import StoredFile, Submission
from tests.builders import cases as build
from tests.builders.api import Caller, refused

pytestmark = pytest.mark.django_db
# The agreed test file that every scanner knows, in two parts so that this file is not taken for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
REPLIES = {True: b"stream: Eicar-Signature FOUND\0", False: b"stream: OK\0"}


def received(connection):
    """What a client sends by clamd's protocol; fails where it does not keep to it."""
    stream = connection.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    found = b""
    while size := struct.unpack("!L", stream.read(4))[0]:
        assert size <= 1024 * 1024
        found += stream.read(size)
    return found


@contextmanager
def clamd(listening, reply=None):
    """A scanner that answers one file; `reply` instead of what it would say, b"" hangs up."""
    seen = []

    def serve():
        connection, _ = listening.accept()
        with connection:
            seen.append(received(connection))
            connection.sendall(REPLIES[EICAR in seen[0]] if reply is None else reply)

    listening.settimeout(10)
    listening.listen(1)
    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield seen
    finally:
        thread.join(10)
        listening.close()


@pytest.fixture
def by_tcp(settings):
    listening = socket.create_server(("127.0.0.1", 0))
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    return listening


@pytest.fixture
def by_unix(settings, tmp_path):
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "clamd"))
    settings.CLAMAV_URL = f"unix://{tmp_path / 'clamd'}"
    return listening


@pytest.fixture
def draft():
    form = build.form_json()
    form["sections"][0]["fields"].append(build.field("bilagor", "files", types=["txt", "png"]))
    return build.a_submission(build.a_world(form=form), "lsg-flen")


def attach(draft, content, name="anteckning.txt"):
    return attach_file(draft, "bilagor", SimpleUploadedFile(name, content), draft.created_by)


@pytest.mark.parametrize("way", ["by_tcp", "by_unix"])
def test_a_clean_file_is_kept_after_the_scanner_saw_all_of_it(draft, request, way):
    content = b"ord \n" * 100_000
    with clamd(request.getfixturevalue(way)) as seen:
        stored = attach(draft, content)
    assert seen == [content]
    assert stored.size == len(content)


@pytest.mark.parametrize("way", ["by_tcp", "by_unix"])
def test_the_test_file_of_all_scanners_is_refused_and_not_kept(draft, request, way):
    with clamd(request.getfixturevalue(way)), pytest.raises(FileRefused) as said:
        attach(draft, EICAR)
    assert said.value.code == "file_harmful"
    assert nothing_kept(draft)


@pytest.mark.parametrize("reply", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: O", b"\xff\0"])
def test_a_scanner_that_does_not_say_that_a_file_is_clean_keeps_it_out(draft, by_tcp, reply):
    with clamd(by_tcp, reply), pytest.raises(FileRefused) as said:
        attach(draft, b"ord")
    assert said.value.code == "scanner_silent"
    assert nothing_kept(draft)


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:9", "unix:///finns/inte", "http://example.org", "clamav"])
def test_no_file_is_taken_while_the_scanner_cannot_be_reached(draft, settings, url):
    settings.CLAMAV_URL = url
    with pytest.raises(FileRefused) as said:
        attach(draft, b"ord")
    assert said.value.code == "scanner_silent"
    assert nothing_kept(draft)


def test_a_program_is_told_to_come_back_and_a_person_reads_why(draft, settings, client):
    settings.CLAMAV_URL = "unix:///finns/inte"
    file = SimpleUploadedFile("a.txt", b"ord")
    response = Caller(draft.created_by).upload(f"/submissions/{draft.uuid}/files", "bilagor", file)
    assert refused(response) == (503, "not_now")
    assert response["Retry-After"] == "60"

    client.force_login(draft.created_by)
    posted = {
        "revision": 1,
        "shown": "rubrik",
        "rubrik": "Nytt namn",
        "upload.bilagor": SimpleUploadedFile("a.txt", b"ord"),
    }
    page = client.post(f"/ansokningar/{draft.uuid}/om/", posted)
    assert page.status_code == 422
    assert "a.txt: Vi kan inte ta emot filer just nu" in page.content.decode()
    draft.refresh_from_db()
    assert draft.answers["rubrik"] == "Nytt namn"


def test_a_file_of_the_wrong_type_is_not_shown_to_the_scanner(draft, settings):
    settings.CLAMAV_URL = "unix:///finns/inte"
    with pytest.raises(FileRefused) as said:
        attach(draft, b"MZ\x90\0", "program.exe")
    assert said.value.code == "file_type"


def nothing_kept(draft):
    return not StoredFile.objects.exists() and "bilagor" not in Submission.objects.get(pk=draft.pk).answers
