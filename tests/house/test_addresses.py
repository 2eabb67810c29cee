"""Every address says who may come: a stranger is shown the way to log in, or nothing."""

import uuid
from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

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
