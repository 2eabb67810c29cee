"""Errors say what happened and what to do; the worst of them needs no database."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_search_and_login(client):
    response = client.get("/finns-inte/")
    text = response.content.decode()
    assert response.status_code == 404
    assert reverse("home:search") in text
    assert "?next=/finns-inte/" in text


@pytest.mark.django_db
@pytest.mark.parametrize("code", [400, 403, 409])
def test_every_refusal_has_a_page(client, code):
    request = RequestFactory().get("/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    text = render_to_string(f"{code}.html", {"explanation": "Därför."}, request=request)
    assert "<h1>" in text


def test_the_page_for_our_own_faults_needs_no_database_and_no_context():
    assert "<h1>Något gick fel hos oss</h1>" in render_to_string("500.html")


@pytest.mark.django_db
def test_a_form_from_an_old_page_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "site.css" in response.content.decode()


@pytest.mark.django_db
def test_too_many_attempts_are_refused_in_our_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    wrong = {"login": "nagon@example.org", "password": "fel"}
    answers = [client.post(reverse("account_login"), wrong) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "<h1>För många försök på kort tid</h1>" in answers[-1].content.decode()


@pytest.mark.django_db
def test_behind_a_proxy_attempts_are_counted_by_who_asks(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    address, wrong = reverse("account_login"), {"login": "nagon@example.org", "password": "fel"}
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    answers = [client.post(address, wrong, headers={"x-forwarded-for": f"198.51.100.{host}"}) for host in (1, 2, 2)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
