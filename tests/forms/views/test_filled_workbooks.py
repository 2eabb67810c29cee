"""A workbook fetched, sent back, looked at and taken in, as those who write in a draft do it."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from forms.actions.save_section import save_section
from forms.actions.submit_submission import submit_submission
from forms.models import WaitingWorkbook
from forms.models.workbook import WAITS
from tests.builders.filling import PERIOD, Filling, a_draft, a_file, chair_of, nobody, s3_budget, somebody_else

pytestmark = pytest.mark.django_db
PLAN = [{"id": "r1", "mal": "Bättre samverkan", "aktivitet": "Möten"}, {"id": "r2", "aktivitet": "Utbildning"}]


@pytest.fixture
def draft(forms_alone) -> Filling:
    return a_draft(rubrik="KFV", period=PERIOD, budget=s3_budget(), plan=PLAN)


def fetched(client, draft: Filling) -> Any:
    return load_workbook(BytesIO(client.get(draft.url(name="workbook-file")).content))


def sent_back(client, draft: Filling, book: Any, name: str = "ifylld.xlsx") -> Any:
    content = BytesIO()
    book.save(content)
    upload = SimpleUploadedFile(name, content.getvalue())
    return client.post(draft.url(name="workbook"), {"workbook": upload})


def filled(client, draft: Filling, activity: str = "Ny aktivitet") -> str:
    """A workbook with one more activity is sent back; gives the address where it is looked at."""
    book = fetched(client, draft)
    book["Plan"]["C8"].value = activity
    return sent_back(client, draft, book).headers["Location"]


def taken(draft: Filling, **more: Any) -> dict[str, Any]:
    return {"do": "take", "take": ["plan"], "revision": str(draft.now.revision), **more}


def test_the_workbook_is_fetched_looked_at_and_taken_in(client, draft):
    client.force_login(draft.writer)
    before = draft.now.answers

    url = filled(client, draft)
    page = client.get(url).content.decode()

    assert draft.now.answers == before
    assert "Plan!C8" in page
    assert "Ny aktivitet" in page
    answer = client.post(url, taken(draft))
    assert (answer.status_code, answer.headers["Location"]) == (302, draft.url(name="workbook") + "?klart=1")
    assert [row["aktivitet"] for row in draft.now.answers["plan"]] == ["Möten", "Utbildning", "Ny aktivitet"]
    assert draft.now.answers["budget"] == before["budget"]
    assert client.get(url).status_code == 404


def test_what_is_not_ticked_stays(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)

    answer = client.post(url, taken(draft, take=[]))

    assert (answer.status_code, draft.now.answers["plan"]) == (422, PLAN)
    assert client.get(url).status_code == 200


def test_a_draft_that_was_changed_while_one_looked_is_told_and_nothing_is_lost(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)
    stale = taken(draft)
    save_section(draft.now, "om", {"rubrik": "Ny rubrik"}, draft.now.revision, chair_of(draft.vingaker))

    answer = client.post(url, stale)

    assert (answer.status_code, draft.now.answers["plan"]) == (409, PLAN)
    assert "Ny aktivitet" in answer.content.decode()
    assert client.post(url, taken(draft)).status_code == 302
    assert (draft.now.answers["rubrik"], len(draft.now.answers["plan"])) == ("Ny rubrik", 3)


def test_a_workbook_can_be_thrown_away(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)

    assert client.post(url, {"do": "drop"}).status_code == 302
    assert (WaitingWorkbook.objects.count(), draft.now.answers["plan"]) == (0, PLAN)


def test_a_new_workbook_takes_the_place_of_the_one_before(client, draft):
    client.force_login(draft.writer)
    first = filled(client, draft)
    filled(client, draft, "En annan")

    assert (WaitingWorkbook.objects.count(), client.get(first).status_code) == (1, 404)


def test_a_workbook_waits_two_days_and_is_then_gone(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)
    WaitingWorkbook.objects.update(uploaded_at=timezone.now() - WAITS)

    assert client.get(url).status_code == 404
    filled(client, draft)
    assert WaitingWorkbook.objects.count() == 1


def test_who_does_not_see_the_draft_meets_nothing(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)
    for stranger in (somebody_else(), nobody()):
        client.force_login(stranger)
        statuses = [
            client.get(draft.url(name="workbook")).status_code,
            client.get(draft.url(name="workbook-file")).status_code,
            client.get(url).status_code,
            client.post(url, taken(draft)).status_code,
        ]
        assert statuses == [404] * 4


def test_ones_uploaded_workbook_is_nobody_elses(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)
    client.force_login(chair_of(draft.vingaker))

    assert client.get(draft.url(name="workbook")).status_code == 200
    assert client.get(url).status_code == 404
    assert client.post(url, taken(draft)).status_code == 404


def test_who_may_only_read_the_draft_is_refused(client, draft):
    from people.models import Role
    from tests.builders.people import seat

    client.force_login(seat(draft.flen, Role.MEMBER))

    assert client.get(draft.url()).status_code == 200
    assert client.get(draft.url(name="workbook")).status_code == 403
    assert client.get(draft.url(name="workbook-file")).status_code == 403


def test_what_is_sent_in_can_no_longer_be_filled_in(client, draft):
    client.force_login(draft.writer)
    url = filled(client, draft)
    submit_submission(draft.now, draft.now.revision, draft.writer)

    assert client.get(draft.url(name="workbook-file")).status_code == 409
    assert client.post(url, taken(draft)).status_code == 409


def test_a_budget_without_years_waits_for_the_period(client, forms_alone):
    draft = a_draft()
    client.force_login(draft.writer)

    # The plan is there, the budget waits for the period.
    book = fetched(client, draft)

    assert book.sheetnames == ["Plan", "Val", "Samverka"]
    assert "Budget" in client.get(draft.url(name="workbook")).content.decode()


def a_package(**parts: bytes) -> bytes:
    made = BytesIO()
    book = Workbook()
    book.save(made)
    with ZipFile(made, "a", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("tom.xlsx", b"", "Filen är tom."),
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "xlsx"),
        ("bok.xlsx", b"PK\x03\x04 trasig", "skadad"),
        ("bok.xlsx", a_package(xl__vbaProject_bin=b"makro"), "makron"),
        ("bok.xlsm", a_package(), "xlsm"),
        ("bok.xlsx", a_package(xl__extra_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "kunde inte läsas"),
        ("bok.xlsx", a_package(xl__stor_xml=b"0" * 43_000_000), "packas upp"),
    ],
)
def test_a_file_that_is_no_plain_workbook_is_refused_in_words(client, draft, name, content, told):
    client.force_login(draft.writer)

    answer = client.post(draft.url(name="workbook"), {"workbook": SimpleUploadedFile(name, content)})

    assert (answer.status_code, WaitingWorkbook.objects.count()) == (422, 0)
    assert told in answer.content.decode()


def test_a_workbook_with_too_much_in_it_is_refused(client, draft, monkeypatch):
    from forms.workbook import reading

    monkeypatch.setattr(reading, "MOST_CELLS", 20)
    client.force_login(draft.writer)

    answer = sent_back(client, draft, fetched(client, draft))

    assert (answer.status_code, WaitingWorkbook.objects.count()) == (422, 0)


def test_a_pdf_and_no_file_at_all_are_refused(client, draft):
    client.force_login(draft.writer)

    assert client.post(draft.url(name="workbook"), {"workbook": a_file()}).status_code == 422
    assert client.post(draft.url(name="workbook"), {}).status_code == 422


def test_the_pages_that_offer_it(client, draft):
    client.force_login(draft.writer)
    link = f'href="{draft.url(name="workbook")}"'

    assert [link in client.get(url).content.decode() for url in (draft.url(), draft.url("plan"), draft.url("om"))] == [
        True,
        True,
        False,
    ]


def test_looking_costs_few_queries(client, draft, django_assert_max_num_queries):
    client.force_login(draft.writer)
    url = filled(client, draft)
    with django_assert_max_num_queries(15):
        client.get(url)
    with django_assert_max_num_queries(15):
        client.get(reverse("forms:workbook-file", args=[draft.submission.uuid]))
