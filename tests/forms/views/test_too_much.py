"""More than the site takes at once is told in words, and what was saved before is still there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders.cases import PNG
from tests.builders.filling import a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000


@pytest.mark.parametrize("name", ["section", "autosave", "calculate"])
def test_a_section_that_is_too_long_says_what_was_kept_and_leads_back(client, small, name):
    draft = a_draft(bakgrund="Sparat före")
    client.force_login(draft.writer)
    posted = draft.post("om", {"bakgrund": "x" * 3_000})

    answer = client.post(draft.url("om", name=name), posted)

    page = answer.content.decode()
    assert (answer.status_code, draft.now.answers["bakgrund"]) == (413, "Sparat före")
    assert "Det som sparats tidigare finns kvar i utkastet." in page
    assert f'href="{draft.url("om")}"' in page


def test_another_page_says_where_what_was_written_is(client, small):
    page = "/konto/login/?next=/arenden/"
    answer = client.post("/konto/login/", {"login": "x" * 3_000}, headers={"referer": f"http://testserver{page}"})

    assert answer.status_code == 413
    told = answer.content.decode()
    assert "Högst 2,0\xa0kB text" in told
    assert "webbläsarens bakåtknapp" in told
    assert f'href="{page}"' in told


@pytest.mark.parametrize("referer", ["https://example.org/", "javascript:alert(1)", ""])
def test_no_foreign_page_is_led_back_to(client, small, referer):
    answer = client.post("/konto/login/", {"login": "x" * 3_000}, headers={"referer": referer})

    assert '<a class="button" href="/">' in answer.content.decode()


def test_too_many_fields_are_too_much_as_well(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    draft = a_draft()
    client.force_login(draft.writer)

    answer = client.post(draft.url("om"), draft.post("om", {"rubrik": "x"}))

    assert answer.status_code == 413
    assert "Högst 3 fält" in answer.content.decode()


def test_too_many_files_are_too_much_as_well(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    draft = a_draft()
    client.force_login(draft.writer)
    files = {f"f{number}": SimpleUploadedFile("a.png", PNG) for number in range(2)}

    answer = client.post(draft.url("om"), {**draft.post("om", {"rubrik": "x"}), **files})

    assert answer.status_code == 413
    assert "Högst 1 filer" in answer.content.decode()
