"""Registers: opened by the office alone, constant in queries, and clean when they leave as spreadsheets."""

import csv
import io

import pytest
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cases.models import Case
from people.models import BodyKind, Mandate, Role, User
from tests.builders.cases import a_world, an_application
from tests.builders.people import body, person, seat

pytestmark = pytest.mark.django_db

CASES, BODIES, MANDATES = "/admin/arenderegister/", "/admin/organ/", "/admin/uppdrag/"


def let_in(user: User) -> User:
    """Into the administration at all, which a group grants."""
    from django.contrib.auth.models import Group

    user.groups.add(Group.objects.get(name="Kansli"))
    return user


@pytest.fixture
def office(client):
    user = let_in(seat(body("kansliet", BodyKind.OFFICE, "Kansliet"), Role.CASE_OFFICER, name="Hanna Handläggare"))
    client.force_login(user)
    return user


@pytest.fixture
def case(office):
    return an_application(a_world(), "lsg-flen")


def copies(case: Case, count: int) -> None:
    """More rows of the same kind; each with a submission of its own."""
    from forms.models import Submission

    submission = case.submission
    for number in range(2, count + 2):
        submission.pk, submission.uuid = None, None
        submission = Submission.objects.create(
            version_id=submission.version_id, created_by_id=submission.created_by_id, saved_by_id=submission.saved_by_id
        )
        copied = Case.objects.get(pk=case.pk)
        groups = list(copied.groups.all())
        copied.pk, copied.number, copied.serial, copied.submission = None, f"X{number}", 1000 + number, submission
        copied.save()
        copied.groups.set(groups)


@pytest.mark.parametrize("address", [CASES, BODIES, MANDATES])
def test_somebody_let_in_who_is_not_of_the_office_sees_no_register(client, address):
    client.force_login(let_in(person("Utan Uppdrag")))

    answer = client.get(address)

    assert (answer.status_code, answer.url) == (302, "/admin/")


@pytest.mark.parametrize("address", [CASES, BODIES, MANDATES])
def test_somebody_who_applies_is_sent_away(client, address):
    client.force_login(person("Sara Sökande"))

    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", [CASES, BODIES, MANDATES])
def test_the_office_opens_every_register(client, case, address):
    assert client.get(address).status_code == 200


def test_nobody_changes_a_case_in_its_register(client, case):
    assert client.get(f"{CASES}edit/{case.pk}/").status_code == 302
    assert client.get(f"{CASES}delete/{case.pk}/").status_code == 302


def test_a_row_leads_to_the_page_of_its_case(client, case):
    assert f'href="{case.get_absolute_url()}"' in client.get(CASES).content.decode()


def test_a_list_of_fifty_cases_costs_as_many_queries_as_a_list_of_one(client, case):
    from django.db import connection

    client.get(CASES)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(CASES)
    copies(case, 49)
    with CaptureQueriesContext(connection) as many:
        client.get(CASES)

    assert len(many) == len(few)


def test_a_list_of_many_mandates_costs_as_many_queries_as_a_list_of_one(client, office):
    from django.db import connection

    client.get(MANDATES)
    with CaptureQueriesContext(connection) as few:
        client.get(MANDATES)
    for number in range(48):
        Mandate.objects.create(user=person(f"Person {number}"), body=body(f"lsg-{number}"), role=Role.MEMBER)
    with CaptureQueriesContext(connection) as many:
        client.get(MANDATES)

    assert len(many) == len(few)


def test_cases_are_found_by_the_name_of_their_group(client, case):
    assert case.number in client.get(CASES, {"q": "Flen"}).content.decode()
    assert case.number not in client.get(CASES, {"q": "Haparanda"}).content.decode()


def test_the_newest_case_stands_first(client, case):
    copies(case, 1)

    page = client.get(CASES).content.decode()

    assert page.index("X2") < page.index(case.number)


def test_a_workbook_has_labels_local_times_and_no_formulas(client, case):
    Case.objects.update(title="=1+1")
    answer = client.get(CASES, {"export": "xlsx"})

    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows())
    row = dict(zip([cell.value for cell in rows[0]], rows[1], strict=True))
    cells = {cell.value: cell.data_type for cell in rows[1]}
    assert cells["=1+1"] == "s"
    assert case.get_status_display() in cells
    local = case.received_at.astimezone(__import__("zoneinfo").ZoneInfo("Europe/Stockholm"))
    assert local.replace(tzinfo=None, microsecond=0) in [
        cell.value.replace(microsecond=0) for cell in row.values() if hasattr(cell.value, "hour")
    ]


def test_text_in_a_csv_file_is_never_a_formula(client, case):
    Case.objects.update(title="=1+1")
    answer = client.get(CASES, {"export": "csv"})

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert "'=1+1" in rows[1]


def test_the_office_adds_a_mandate(client, office):
    flen = body("lsg-flen", name="LSG Flen")
    client.post(
        f"{MANDATES}create/",
        {"user": office.pk, "body": flen.pk, "role": "chair", "valid_from": "2014-01-01", "valid_to": ""},
    )

    assert Mandate.objects.filter(user=office, body=flen, role=Role.CHAIR).count() == 1


def test_the_key_of_a_body_never_changes(client, office):
    flen = body("lsg-flen", name="LSG Flen")
    formsets = {
        f"{name}-{part}": "0"
        for name in ("coverage", "succeeded_by")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    client.post(f"{BODIES}edit/{flen.pk}/", {"name": "LSG i Flen", "kind": "local_group", "key": "annan", **formsets})

    flen.refresh_from_db()
    assert (flen.name, flen.key) == ("LSG i Flen", "lsg-flen")
