"""Every address says who may come: a stranger is shown the way to log in, or nothing."""

import uuid
from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.builders.people import person

pytestmark = pytest.mark.django_db
APPS = ("people", "forms", "cases", "reports")
SAMPLES = {"uuid": uuid.UUID(int=1), "int": 1, "slug": "sample", "str": "sample", "path": "sample"}


def patterns(resolver: URLResolver, app: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, one.app_name or app)
        elif app in APPS:
            yield app, one


def addresses() -> list[str]:
    found = []
    for app, pattern in patterns(get_resolver()):
        converters = pattern.pattern.converters
        names = {cls: name for name, cls in _known_converters().items()}
        arguments = {key: SAMPLES.get(names.get(type(one), "str"), "sample") for key, one in converters.items()}
        try:
            found.append(reverse(f"{app}:{pattern.name}", kwargs=arguments))
        except NoReverseMatch:
            found.append(f"{app}:{pattern.name} cannot be reversed")
    return sorted(set(found))


def _known_converters() -> dict[str, type]:
    from django.urls.converters import get_converters

    return {name: type(converter) for name, converter in get_converters().items()}


def test_every_address_of_ours_has_a_name_and_can_be_made():
    assert [address for address in addresses() if not address.startswith("/")] == []
    assert len(addresses()) >= 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_comes_in_nowhere(client, method):
    let_in = {}
    for address in addresses():
        response = getattr(client, method)(address)
        to_login = response.status_code == 302 and response.url.startswith("/konto/login/")
        if not to_login and response.status_code not in (404, 405):
            let_in[address] = (response.status_code, getattr(response, "url", ""))
    assert let_in == {}


def test_whoever_is_sent_on_by_the_login_comes_to_a_page_or_is_told_that_there_is_none(client):
    """After the session has ended the login sends on to the address that was posted to."""
    client.force_login(person())
    met = {address: client.get(address).status_code for address in addresses()}
    assert {address: status for address, status in met.items() if status not in (200, 302, 404)} == {}


ONE = {"uuid": SAMPLES["uuid"]}
SECTION = ONE | {"key": "sample"}
LED = (
    ("cases:remind", {}, "cases:inbox", {}),
    ("cases:write", {"number": "1"}, "cases:tab", {"number": "1", "tab": "meddelanden"}),
    ("cases:obligation", {"number": "1", "pk": 1}, "cases:tab", {"number": "1", "tab": "beslut"}),
    ("cases:remind_agreements", {}, "cases:agreements", {}),
    ("cases:remind_obligations", {}, "cases:obligations", {}),
    ("cases:fill_owed", {"number": "1", "pk": 1}, "cases:owed", {"number": "1", "pk": 1}),
    ("cases:review_owed", {"number": "1", "pk": 1}, "cases:owed", {"number": "1", "pk": 1}),
    ("cases:decision_sums", {"number": "1"}, "cases:answer", {"number": "1"}),
    ("forms:submit", ONE, "forms:check", ONE),
    ("forms:copy", ONE, "forms:overview", ONE),
    ("forms:presence", SECTION, "forms:section", SECTION),
    ("forms:autosave", SECTION, "forms:section", SECTION),
    ("forms:calculate", SECTION, "forms:section", SECTION),
    ("people:revoke_token", {"pk": 1}, "people:tokens", {}),
)


@pytest.mark.parametrize(("name", "arguments", "page", "its"), LED, ids=[one[0] for one in LED])
def test_an_address_to_post_to_leads_to_the_page_that_posts_there(client, name, arguments, page, its):
    client.force_login(person())
    response = client.get(reverse(name, kwargs=arguments))
    assert (response.status_code, response.url) == (302, reverse(page, kwargs=its))
    assert client.put(reverse(name, kwargs=arguments)).status_code == 405
