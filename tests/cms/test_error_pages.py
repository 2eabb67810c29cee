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
