"""The page of one's keys: shown once, one's own alone."""

import re

import pytest

from people.actions.make_token import MOST_TOKENS, make_token
from people.models import AccessToken
from tests.builders.people import person

pytestmark = pytest.mark.django_db
URL = "/konto/nycklar/"


@pytest.fixture
def anna(client):
    client.force_login(person("Anna"))
    return person("Anna")


def test_a_key_is_shown_when_it_is_made_and_never_again(client, anna):
    made = client.post(URL, {"name": "Ekonomisystemet", "days": 90})
    key = re.search(r"samverka_[\w-]{43}", made.content.decode())[0]
    assert client.get("/api/v1/forms", headers={"authorization": f"Bearer {key}"}).status_code == 200
    assert key not in client.get(URL).content.decode()
    assert AccessToken.objects.get().name == "Ekonomisystemet"


def test_a_key_that_is_revoked_stays_on_the_page_and_opens_nothing(client, anna):
    token, key = make_token("System", anna, days=30)
    assert client.post(f"{URL}{token.pk}/aterkalla/").status_code == 302
    assert "Återkallad" in client.get(URL).content.decode()
    client.logout()
    assert client.get("/api/v1/forms", headers={"authorization": f"Bearer {key}"}).status_code == 401


def test_nobody_revokes_or_sees_the_key_of_another(client, anna):
    token, _key = make_token("Hemligt system", person("Bertil"), days=30)
    assert client.post(f"{URL}{token.pk}/aterkalla/").status_code == 404
    assert "Hemligt system" not in client.get(URL).content.decode()


@pytest.mark.parametrize("typed", [{"name": "", "days": 90}, {"name": "x", "days": 9999}, {}])
def test_what_does_not_fit_makes_no_key(client, anna, typed):
    assert client.post(URL, typed).status_code == 422
    assert AccessToken.objects.count() == 0


def test_there_are_never_more_keys_than_one_can_survey(client, anna):
    for number in range(MOST_TOKENS):
        make_token(f"System {number}", anna, days=30)
    assert client.post(URL, {"name": "En till", "days": 30}).status_code == 422
    assert AccessToken.objects.count() == MOST_TOKENS
