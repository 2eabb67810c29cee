"""Files are attached, refused, taken away and handed out to those who may have them."""

import pytest
from django.db.models import Q
from django.urls import reverse

from forms import extensions
from forms.models import StoredFile, Submission, SubmissionRevision
from tests.builders.filling import PDF, Filling, a_draft, a_file, somebody_else

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}},
    }


def upload(client, draft: Filling, *files, do: str = "upload:bilagor", **headers):
    typed = draft.post("bilagor", {"namn": "Åsa", "upload.bilagor": list(files)}, do=do)
    return client.post(draft.url("bilagor"), typed, headers=headers)


def test_a_file_is_attached_and_the_rest_of_the_page_is_saved(client):
    draft = a_draft()
    client.force_login(draft.writer)

    response = upload(client, draft, a_file("underlag.pdf"))

    assert response.status_code == 200
    assert [file["name"] for file in draft.now.answers["bilagor"]] == ["underlag.pdf"]
    assert draft.now.answers["namn"] == "Åsa"


@pytest.mark.parametrize("do", ["upload:bilagor", "next", "stay"])
@pytest.mark.parametrize(
    "bad",
    [
        ("stor.pdf", PDF + b"0" * (7 * 1024 * 1024)),
        ("tom.pdf", b""),
        ("program.exe", b"MZ\x90\x00"),
        ("sida.pdf", b"<html><script>alert(1)</script></html>"),
    ],
)
def test_a_file_that_cannot_be_taken_is_422_at_its_field_and_nothing_typed_is_lost(client, bad, do):
    draft = a_draft()
    client.force_login(draft.writer)

    response = upload(client, draft, a_file(*bad), do=do)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-describedby="falt-bilagor-rad falt-bilagor-fel"' in page
    assert ("bilagor" in draft.now.answers, draft.now.answers["namn"]) == (False, "Åsa")


def test_a_file_is_taken_away(client):
    draft = a_draft()
    client.force_login(draft.writer)
    upload(client, draft, a_file())
    file = StoredFile.objects.get()

    client.post(draft.url("bilagor"), draft.post("bilagor", {"namn": "Åsa"}, do=f"drop:bilagor:{file.uuid}"))

    assert ("bilagor" in draft.now.answers, StoredFile.objects.exists()) == (False, False)


def test_a_file_is_handed_out_to_be_saved_and_never_shown_in_the_page(client):
    draft = a_draft()
    client.force_login(draft.writer)
    upload(client, draft, a_file("underlag å.pdf"))

    response = client.get(reverse("forms:file", args=[StoredFile.objects.get().uuid]))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/octet-stream")


def test_those_who_may_see_what_was_sent_in_get_its_files_and_not_those_of_the_draft(client, monkeypatch):
    draft = a_draft()
    client.force_login(draft.writer)
    upload(client, draft, a_file())
    other = somebody_else()
    url = reverse("forms:file", args=[StoredFile.objects.get().uuid])
    client.force_login(other)
    stranger = client.get(url).status_code
    monkeypatch.setattr(extensions, "_viewers", [lambda user: Q(pk=draft.submission.pk) if user == other else Q(pk=0)])
    of_a_draft = client.get(url).status_code
    SubmissionRevision.objects.create(
        submission=draft.submission,
        number=1,
        answers=Submission.objects.get(pk=draft.submission.pk).answers,
        sha256="",
        sent_by=draft.writer,
        sent_at=draft.submission.created_at,
    )

    assert (stranger, of_a_draft, client.get(url).status_code) == (404, 404, 200)
