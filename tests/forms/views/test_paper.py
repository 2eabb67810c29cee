"""A submission as a PDF: what is on it, who may have it, and where it is made."""

import shutil
import subprocess

import pytest
from django.urls import reverse
from django.utils import timezone

from forms.actions.submit_submission import submit_submission
from forms.models import Printout
from forms.paper import submission as on_paper
from forms.queries.draft import Draft
from forms.tasks import make_printout
from people.paper import pdf as paper_module
from people.paper.nothing import Fetched, Nothing
from tests.builders.filling import PERIOD, Filling, a_draft, nobody, s3_budget, somebody_else

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(forms_alone) -> Filling:
    plan = [{"id": f"r{number}", "aktivitet": f"Aktivitet {number}"} for number in range(60)]
    made = a_draft(
        rubrik="Processtöd <b>KFV</b>",
        bakgrund='<img src="https://example.org/x.png"><script>alert(1)</script>\n\nAndra stycket',
        period=PERIOD,
        budget=s3_budget(),
        plan=[{**plan[0], "mal": "Ett mål"}, *plan[1:]],
        sokande=["lsg-flen", "lsg-vingaker"],
    )
    made.submission.title = "Processtöd <b>KFV</b>"
    made.submission.save()
    return made


def words_of(content: bytes) -> str:
    program = shutil.which("pdftotext") or ""
    told = subprocess.run([program, "-layout", "-", "-"], input=content, capture_output=True, check=True)  # noqa: S603
    return told.stdout.decode()


def test_the_paper_says_what_the_page_says(client, draft):
    client.force_login(draft.writer)

    answer = client.get(draft.url(name="paper"))

    said = words_of(answer.content)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    for text in ("Utkast, inte inskickat", "765 000", "1 548 000 kr", "Er egen summa för 2015", "Andra stycket"):
        assert text in said.replace("\u00a0", " ")
    assert "Underskrift och namnförtydligande" in said
    signatures = said.split("Underskrifter")[1]
    assert "LSG Flen" in signatures
    assert "LSG Vingåker" in signatures


def test_text_from_answers_is_text_on_the_paper(client, draft):
    client.force_login(draft.writer)

    said = words_of(client.get(draft.url(name="paper")).content)

    assert "<script>alert(1)</script>" in said
    assert "Processtöd <b>KFV</b>" in said


def test_a_long_table_has_its_head_on_every_page_and_pages_are_counted(client, draft):
    client.force_login(draft.writer)

    pages = words_of(client.get(draft.url(name="paper")).content).split("\f")[:-1]

    with_rows = [page for page in pages if "Aktivitet 5" in page or "Aktivitet 4" in page or "Aktivitet 2" in page]
    assert len(with_rows) > 1
    assert all("Aktivitet" in page.split("Aktivitet 2")[0] for page in with_rows)
    assert [f"Sida {number} av {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_what_was_sent_in_says_when_and_not_that_it_is_a_draft(client, draft):
    submit_submission(draft.now, draft.now.revision, draft.writer)
    client.force_login(draft.writer)

    said = words_of(client.get(draft.url(name="paper")).content)

    assert f"Inskickad {timezone.localdate(draft.now.submitted_at):%Y-%m-%d}" in said
    assert "Utkast" not in said


def test_it_is_for_those_who_see_the_page(client, draft):
    for stranger in (somebody_else(), nobody()):
        client.force_login(stranger)
        assert client.get(draft.url(name="paper")).status_code == 404
    client.logout()
    assert client.get(draft.url(name="paper")).status_code == 302


def test_nothing_is_fetched_for_a_paper(tmp_path, monkeypatch):
    secret = tmp_path / "hemligt.css"
    secret.write_text("p::after { content: 'hemligt' }")
    asked: list[str] = []

    def watched(self, url, headers=None):
        asked.append(url)
        raise Fetched(url)

    monkeypatch.setattr(Nothing, "fetch", watched)
    link, image = f'<link rel="stylesheet" href="{secret.as_uri()}">', '<img src="http://127.0.0.1/x.png">'

    made = paper_module.pdf(f"{link}<p>Text</p>{image}")

    assert sorted(asked) == sorted([secret.as_uri(), "http://127.0.0.1/x.png"])
    assert "hemligt" not in words_of(made)


@pytest.fixture
def long_paper(monkeypatch):
    monkeypatch.setattr(on_paper, "QUICK_ROWS", 10)


def test_a_long_one_is_made_in_the_background_once(client, draft, long_paper, django_capture_on_commit_callbacks):
    client.force_login(draft.writer)

    first = client.get(draft.url(name="paper"))
    again = client.get(draft.url(name="paper"))

    printout = Printout.objects.get()
    assert {first.headers["Location"], again.headers["Location"]} == {printout.get_absolute_url()}
    waiting = client.get(printout.get_absolute_url()).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    make_printout.call(printout.pk)
    file = client.get(reverse("forms:printout-file", args=[printout.uuid]))
    assert "Sida 1 av" in words_of(b"".join(file.streaming_content))
    assert "every 2s" not in client.get(printout.get_absolute_url()).content.decode()


def test_a_printout_is_its_owners_alone(client, draft, long_paper):
    client.force_login(draft.writer)
    client.get(draft.url(name="paper"))
    printout = Printout.objects.get()
    make_printout.call(printout.pk)

    client.force_login(somebody_else())

    assert client.get(printout.get_absolute_url()).status_code == 404
    assert client.get(reverse("forms:printout-file", args=[printout.uuid])).status_code == 404


def test_a_printout_goes_after_two_days(draft, long_paper, client):
    from forms.actions.forget_papers import forget_papers
    from forms.models.printout import KEPT

    client.force_login(draft.writer)
    client.get(draft.url(name="paper"))
    make_printout.call(Printout.objects.get().pk)
    assert forget_papers() == 0
    Printout.objects.update(created_at=timezone.now() - KEPT * 2)

    assert (forget_papers(), Printout.objects.count()) == (1, 0)


def test_a_paper_without_a_group_is_signed_by_who_wrote_it(draft):
    draft.submission.bodies.clear()
    page = Draft(draft.now)

    made = on_paper.paper_of_draft(page.submission, page.definition, page.evaluation).context("")

    assert made["signing"] == [[str(draft.writer)]]
