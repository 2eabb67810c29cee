"""Large workbooks are made in the background, for their owner alone, and are gone after a week."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from people.models import BodyKind, Role
from reports.actions.forget_exports import forget_exports
from reports.actions.make_export import make_export
from reports.models import Export
from reports.registry import REPORTS
from tests.builders.reports import KFV, case_about, group, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, monkeypatch):
    """Logged in, with more cases than are made at once."""
    monkeypatch.setitem(REPORTS, "budgets", replace(REPORTS["budgets"], most_at_once=1))
    case_about("One", [group("LSG Flen")], KFV)
    case_about("Two", [group("LSG Trosa")], KFV)
    found = person(body=group("Kansliet", BodyKind.OFFICE), role=Role.CASE_OFFICER)
    client.force_login(found)
    return found


def test_a_large_workbook_is_made_in_the_background_and_a_second_click_is_the_same(client, officer):
    first = client.get("/rapporter/budgets.xlsx")
    second = client.get("/rapporter/budgets.xlsx")
    export = Export.objects.get()
    assert (first.status_code, first.url, second.url) == (302, export.get_absolute_url(), export.get_absolute_url())
    assert b'hx-trigger="every 2s"' in client.get(first.url).content
    assert client.get(f"{first.url}fil/").status_code == 404
    assert make_export(export.pk) == "made"
    assert b"hx-trigger" not in client.get(first.url).content
    content = b"".join(client.get(f"{first.url}fil/").streaming_content)
    assert load_workbook(BytesIO(content)).sheetnames[:2] == ["Översikt", "Rader"]


def test_a_small_one_comes_at_once(client, officer):
    number = Export.objects.count()
    response = client.get("/rapporter/budgets.xlsx?group=" + str(group_key()))
    assert (response.status_code, Export.objects.count()) == (200, number)


def group_key() -> str:
    from people.models import Body

    return Body.objects.get(name="LSG Flen").key


def test_nobody_else_gets_it(client, officer):
    client.get("/rapporter/budgets.xlsx")
    export = Export.objects.get()
    make_export(export.pk)
    client.force_login(person(body=group("Styrelsen", BodyKind.BOARD)))
    assert client.get(export.get_absolute_url()).status_code == 404
    assert client.get(f"{export.get_absolute_url()}fil/").status_code == 404


def test_one_that_cannot_be_made_says_so_and_may_be_asked_for_again(client, officer, monkeypatch):
    def breaks(_cases):
        raise RuntimeError

    client.get("/rapporter/budgets.xlsx")
    export = Export.objects.get()
    monkeypatch.setitem(REPORTS, "budgets", replace(REPORTS["budgets"], sheets=breaks))
    with pytest.raises(RuntimeError):
        make_export(export.pk)
    assert "kunde inte göras" in client.get(export.get_absolute_url()).content.decode()
    assert client.get("/rapporter/budgets.xlsx").url != export.get_absolute_url()


def test_after_a_week_row_and_file_are_gone(client, officer):
    client.get("/rapporter/budgets.xlsx")
    export = Export.objects.get()
    make_export(export.pk)
    export.refresh_from_db()
    assert forget_exports() == 0
    Export.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert forget_exports() == 1
    assert (Export.objects.count(), export.file.storage.exists(export.file.name)) == (0, False)
