"""Accounts in the administration: one name, an e-mail address, no password needed."""

import pytest

from people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = User.objects.create_superuser("admin@example.org", name="Ada Administratör")
    client.force_login(user)
    return user


def test_accounts_are_listed_by_name(client, administrator):
    User.objects.create_user("bo@example.org", name="Bo Berg")

    page = client.get("/admin/users/").content.decode()

    assert page.index("Ada Administratör") < page.index("Bo Berg")


def test_accounts_are_found_by_name(client, administrator):
    User.objects.create_user("bo@example.org", name="Bo Berg")

    assert "bo@example.org" in client.get("/admin/users/", {"q": "Berg"}).content.decode()


def test_an_account_needs_a_name_and_an_address(client, administrator):
    client.post("/admin/users/new/", {"email": "cia@example.org", "name": "Cia Ceder"})

    made = User.objects.get(email="cia@example.org")
    assert (made.name, made.has_usable_password()) == ("Cia Ceder", False)


def test_an_account_is_changed(client, administrator):
    bo = User.objects.create_user("bo@example.org", name="Bo Berg")
    client.post(f"/admin/users/edit/{bo.pk}/", {"email": "bo@example.org", "name": "Bo Bergström", "is_active": "on"})

    assert User.objects.get(pk=bo.pk).name == "Bo Bergström"


def test_somebody_without_the_right_sees_no_accounts(client):
    client.force_login(User.objects.create_user("bo@example.org", name="Bo Berg"))

    assert client.get("/admin/users/").status_code == 302
