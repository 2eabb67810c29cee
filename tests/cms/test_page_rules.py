"""What holds for every page that we render: language, title, no inline script or style, a strict policy."""

import re
from datetime import date

import pytest
from django.urls import reverse

from home.models import AccessibilityPage, HomePage
from people.models import Role
from tests.builders.home import group_page, plan_page, project_page
from tests.builders.people import body, person, seat
from tests.home.test_pages import GOALS

pytestmark = pytest.mark.django_db

INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)"
)


def public_addresses() -> list[str]:
    flen = body("lsg-flen", name="LSG Flen")
    seat(flen, Role.CHAIR, valid_from=date(2020, 1, 1))
    pages = [HomePage.objects.get(), AccessibilityPage.objects.get(), group_page(flen)]
    pages += [plan_page("Plan", flen, goals=GOALS), project_page("TUNA", flen)]
    pages += [page.get_parent() for page in pages[2:]]
    return [page.get_url() for page in pages] + [f"{reverse('home:search')}?q=plan", "/finns-inte/"]


def check(response) -> None:
    text = response.content.decode()
    assert INLINE.findall(text) == []
    assert re.search(r'<html lang="(sv|en)"', text)
    assert re.search(r"<title>\s*\S", text)
    assert text.count("<h1") == 1
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_public_pages(client):
    for address in public_addresses():
        check(client.get(address))


@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_reset_password", "account_reset_password_done"]
)
def test_pages_on_the_way_in(client, settings, name):
    settings.DEMO = True
    check(client.get(reverse(name)))


@pytest.mark.parametrize("name", ["account_logout", "account_change_password", "mfa_index", "mfa_activate_totp"])
def test_pages_of_one_s_own_account(client, name):
    user = person("Anna Andersson")
    client.post(reverse("account_login"), {"login": user.email, "password": "ett långt lösenord", "next": "/"})
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    check(response)


def test_the_site_is_swedish_until_somebody_chooses_english(client):
    assert '<html lang="sv"' in client.get("/", headers={"accept-language": "en"}).content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()
    client.post(reverse("set_language"), {"language": "sv", "next": "https://elsewhere.example/"})
    assert '<html lang="sv"' in client.get("/").content.decode()
