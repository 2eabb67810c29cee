"""Every address and every path of the API, asked by everybody about their own, a colleague's and a stranger's case.

A new address without a line in `who_comes_in.py` fails: whoever adds one says who comes in.
"""

from collections.abc import Iterator

import pytest

from tests.builders.everybody import WHOSE, Everybody, everybody

from .asking import ADDRESSES, APPS, Ask, asked
from .who_comes_in import MATRIX, NO_LOGIN

pytestmark = pytest.mark.django_db
# One test for each, so that they are spread over the workers.
each = pytest.mark.parametrize(("app", "whose"), [(app, whose) for app in APPS for whose in WHOSE])


@pytest.fixture
def world() -> Everybody:
    return everybody()


def test_every_address_says_who_comes_in():
    assert sorted(ADDRESSES.keys() ^ MATRIX.keys()) == []


@each
def test_each_comes_in_where_the_matrix_says_and_nowhere_else(world, app, whose):
    wrong = []
    for name, ask in everything(app):
        for who in world.people:
            found, wanted = asked(world, name, ask, who, whose), ask.expected(who, whose)
            if found != wanted:
                wrong.append(f"{ask.method} {name}: {who} about {whose} gets {found}, not {wanted}")
    assert "\n".join(wrong) == ""


@each
def test_whoever_is_not_logged_in_comes_in_nowhere(world, app, whose):
    wrong = []
    for name, ask in everything(app):
        wanted = 404 if name in NO_LOGIN else 401 if app == "api-1" else 302
        found = asked(world, name, ask, None, whose)
        if found != wanted and name != "api-1:openapi-json":
            wrong.append(f"{ask.method} {name} gives {found}, not {wanted}")
    assert "\n".join(wrong) == ""


def everything(app: str) -> Iterator[tuple[str, Ask]]:
    for name, asks in MATRIX.items():
        for ask in asks if name.startswith(f"{app}:") else ():
            yield name, ask
