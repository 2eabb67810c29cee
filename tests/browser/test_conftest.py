"""The watch itself: what it must let through and what it must catch."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_login_page_opens_without_a_fault(page, assert_accessible):
    page.goto("/konto/login/")
    assert page.locator("form").count() >= 1


def test_what_one_browser_test_wrote_is_gone_in_the_next(live_server):
    from wagtail.models import Site

    assert Site.objects.count() == 1
    Site.objects.all().delete()


def test_what_the_test_before_deleted_is_back(live_server):
    from wagtail.models import Site

    assert Site.objects.count() == 1
