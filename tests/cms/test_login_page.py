"""Logging in: by password or code; a demonstration lists its accounts, a real site never does."""

import pytest
from django.urls import reverse

from cms.demo.accounts import DOMAIN
from people.models import User

pytestmark = pytest.mark.django_db

LOGIN = "account_login"


@pytest.fixture
def chair(settings) -> User:
    return User.objects.create_user(f"ordforande.flen@{DOMAIN}", settings.DEMO_PASSWORD, name="Ordförande LSG Flen")


def page(client) -> str:
    response = client.get(reverse(LOGIN))
    assert response.status_code == 200
    return response.content.decode()


def test_a_demonstration_lists_its_accounts_by_role(client, settings, chair):
    settings.DEMO = True
    User.objects.create_user("verklig@example.org", "ett långt lösenord", name="En verklig person")
    text = page(client)
    assert "Ordförande LSG Flen" in text
    assert "En verklig person" not in text


def test_a_real_site_lists_nobody_and_tells_no_password(client, settings, chair):
    settings.DEMO = False
    text = page(client)
    assert "Ordförande LSG Flen" not in text
    assert settings.DEMO_PASSWORD not in text


def test_one_click_logs_in_as_the_role(client, settings, chair):
    settings.DEMO = True
    response = client.post(reverse(LOGIN), {"login": chair.email, "password": settings.DEMO_PASSWORD, "next": "/"})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(chair.pk)


def test_a_closed_account_is_not_listed(client, settings, chair):
    settings.DEMO = True
    User.objects.update(is_active=False)
    assert "Ordförande LSG Flen" not in page(client)


def test_a_wrong_password_says_so_and_keeps_the_address(client, chair):
    response = client.post(reverse(LOGIN), {"login": chair.email, "password": "fel"})
    text = response.content.decode()
    assert 'role="alert"' in text
    assert chair.email in text


@pytest.mark.parametrize(
    "name", ["account_request_login_code", "account_reset_password", "account_reset_password_done"]
)
def test_the_other_ways_in_have_pages_in_our_look(client, name):
    assert "site.css" in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["account_change_password", "account_logout", "mfa_index"])
def test_one_s_own_account_has_pages_in_our_look(client, chair, name):
    client.force_login(chair)
    assert "site.css" in client.get(reverse(name), follow=True).content.decode()
