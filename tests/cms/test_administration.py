"""The administration speaks Swedish, shows what the reader may do, and leads back to the workspace."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from cases.admin.registers import CaseRegister
from cases.models import Route
from forms.models import Form
from home.models import BasePage
from people.models import User

pytestmark = pytest.mark.django_db

# What Wagtail's own Swedish leaves in English on the pages below.
ENGLISH = (
    "Minimap",
    "Side panels",
    "Side panel width",
    "Refreshing",
    "Autosave is",
    "Currently viewing",
    "Date updated",
    "Anyone with editing permissions",
    "Proceeding will overwrite",
    "Troubleshoot your connection",
    "Keyboard shortcuts are",
    "Show issue",
    "Exploring",
    "There are no ",
    "across entire site",
    "editor guide",
    "What's new",
    "- Wagtail",
)


def log_in(client, *, group="", **more):
    user = User.objects.create_user(f"{group or 'admin'}@example.org", name="Rut", **more)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


def words(response) -> str:
    """What a reader meets, also what scripts show later from templates; not the scripts themselves."""
    page = BeautifulSoup(response.content, "html.parser")
    for script in page(["script", "style"]):
        script.decompose()
    said = [
        tag[name] for tag in page.find_all(True) for name in ("aria-label", "title", "placeholder") if tag.get(name)
    ]
    return " ".join([page.get_text(" "), *said])


def addresses() -> list[str]:
    root = BasePage.objects.get(depth=2)
    form = Form.objects.create(key="ansokan", title="Ansökan")
    route = Route.objects.create(key="vag", title="Väg", form=form)
    lists = [model.snippet_viewset.get_url_name("list") for model in (Form, Route)]
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[root.pk]),
        reverse("wagtailadmin_pages:edit", args=[root.pk]),
        reverse("wagtailadmin_choose_page"),
        *(reverse(name) for name in lists),
        reverse(Form.snippet_viewset.get_url_name("add")),
        reverse(Form.snippet_viewset.get_url_name("edit"), args=[form.pk]),
        reverse(Route.snippet_viewset.get_url_name("edit"), args=[route.pk]),
        reverse("wagtailusers_users:index"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        CaseRegister().url_helper.index_url,
    ]


def test_no_page_of_the_administration_says_it_in_english(client):
    log_in(client, is_superuser=True, is_staff=True)

    found = {}
    for address in addresses():
        response = client.get(address)
        assert response.status_code == 200, address
        text = words(response)
        english = [said for said in ENGLISH if said in text]
        if english:
            found[address] = english
    assert found == {}


def test_what_scripts_say_in_the_administration_is_swedish(client):
    log_in(client, is_superuser=True, is_staff=True)

    catalogue = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()

    assert '"Changes have been autosaved.": "\\u00c4ndringarna \\u00e4r sparade."' in catalogue


def titles(response) -> list[str]:
    return [link.get_text() for link in BeautifulSoup(response.content, "html.parser").select(".samverka-rooms h2 a")]


def test_an_editor_is_shown_pages_forms_and_routes(client):
    log_in(client, group="Redaktörer")

    page = client.get(reverse("wagtailadmin_home"))

    assert titles(page) == ["Sidor", "Formulär", "Ärendevägar", "Bilder", "Dokument"]
    assert reverse("cases:inbox") in page.content.decode()


def test_every_link_of_the_first_page_stays_on_the_site(client):
    log_in(client, is_superuser=True, is_staff=True)

    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")

    assert [link["href"] for link in page.select("main a[href^=http]")] == []
    for link in page.select(".samverka-rooms a"):
        assert client.get(link["href"]).status_code == 200


def test_the_administration_has_no_login_beside_the_site_s_own(client):
    """A second one would let in without the second factor, and count no attempts."""
    asked = client.get(reverse("wagtailadmin_home"), follow=True)
    posted = client.post(reverse("wagtailadmin_login"), {"username": "a@example.org", "password": "b"})
    assert asked.redirect_chain[-1] == (f"{reverse('account_login')}?next=/admin/", 302)
    assert posted["Location"] == f"{reverse('account_login')}?next=/admin/"
    assert client.get(reverse("wagtailadmin_password_reset")).status_code == 404


def test_the_administration_tells_whoever_may_not_come_in(client):
    client.force_login(User.objects.create_user("ledamot@example.org", name="Ledamot"))
    response = client.get(reverse("wagtailadmin_home"), follow=True)
    text = BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)
    assert response.status_code == 403
    assert "Administrationen är till för dem som sköter webbplatsens sidor" in text
    assert "Wagtail" not in text


def test_the_login_of_the_administration_leads_nowhere_else(client):
    response = client.get(reverse("wagtailadmin_login"), {"next": "https://example.org/"})
    assert response["Location"] == f"{reverse('account_login')}?next=/admin/"
