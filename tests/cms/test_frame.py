"""The frame of every page is read once and forgotten when it changes."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import RequestFactory
from wagtail.models import Site

from cms.frame import frame, opens_administration
from home.models import Association, StandardPage
from tests.builders.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    return RequestFactory().get("/", HTTP_HOST="localhost")


def test_the_frame_is_read_once(request_, django_assert_num_queries):
    frame(request_)
    with django_assert_num_queries(0):
        assert frame(request_).menu.rooms == frame(request_).menu.rooms


def test_a_new_name_of_the_association_is_seen_at_once(request_, django_capture_on_commit_callbacks):
    frame(request_)
    with django_capture_on_commit_callbacks(execute=True):
        Association.objects.update_or_create(
            site=Site.objects.get(is_default_site=True), defaults={"short_name": "RAR i Sörmland"}
        )
    assert frame(request_).association.short_name == "RAR i Sörmland"


def test_a_page_that_is_published_or_taken_down_is_seen_at_once(request_, django_capture_on_commit_callbacks):
    start = Site.objects.get(is_default_site=True).root_page
    frame(request_)
    with django_capture_on_commit_callbacks(execute=True):
        page = start.add_child(instance=StandardPage(title="Om oss", show_in_menus=True, live=False))
        page.save_revision().publish()
    assert [room.title for room in frame(request_).menu.rooms] == ["Om oss"]
    page.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert frame(request_).menu.rooms == []


def test_the_way_into_the_administration_is_shown_to_those_who_may():
    editor, reader = person("Redaktör"), person("Läsare")
    editor.groups.add(Group.objects.get(name="Redaktörer"))
    assert (opens_administration(editor), opens_administration(reader)) == (True, False)


@pytest.mark.parametrize("address", ["/", "/att-gora/", "/ansokningar/", "/moten/"])
def test_the_first_link_leads_past_the_menus(client, address):
    client.force_login(person("Läsare"))
    page = BeautifulSoup(client.get(address).content, "html.parser")
    content = page.select_one(page.select_one("a.skip")["href"])
    assert (content["tabindex"], len(content.select("h1")), content.select("nav.rail, header.mast")) == ("-1", 1, [])
