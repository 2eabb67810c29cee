"""What every test stands on: its database, its files, and which programs are there."""

import os
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.databases import Postgres, Sqlite, database_for
from tests.one_transaction import watching

DATABASE = pytest.StashKey[Sqlite | Postgres]()
# A rule holds on a busy machine too: time is measured by the bench alone (as hypothesis does by itself in CI).
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
ASKING = {"db", "transactional_db", "live_server"}
PROGRAMS = {"browser": ("chromium", "Chromium"), "office": ("soffice", "LibreOffice")}


def pytest_addoption(parser):
    parser.addoption(
        "--second-database",
        action="store_true",
        help="leave out what has held on another database already and asks none: rules, wording, LibreOffice",
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--second-database"):
        asking = [item for item in items if asks_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
        items[:] = asking


def asks_the_database(item) -> bool:
    if item.get_closest_marker("office"):
        return False
    return item.get_closest_marker("django_db") is not None or not ASKING.isdisjoint(item.fixturenames)


def pytest_configure(config):
    if os.environ.get("CI") != "true":
        hypothesis_settings.load_profile("unhurried")
    # What a demo run collected in var/ must not reach the tests, nor their files the demo.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0


def pytest_runtest_setup(item):
    """A test that needs a program that is missing: left out by hand, failing in CI."""
    for marker, (program, name) in PROGRAMS.items():
        if item.get_closest_marker(marker) and shutil.which(program) is None:
            say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            say(f"{name} is not installed: bin/tools says how")


def commits_for_real(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return {"transactional_db", "live_server"} & set(item.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction", False)
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    database = item.session.stash.get(DATABASE, None)
    if database is not None and commits_for_real(item):
        from cases.guards import remove_guards

        # Django empties the tables now, which the guards would refuse; the copy has them again.
        remove_guards()
    result = yield
    if database is not None and commits_for_real(item):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            database.copy()
    return result


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request):
    worker = getattr(request.config, "workerinput", {}).get("workerid", "one")
    database = database_for(worker)
    with django_db_blocker.unblock():
        database.make()
    request.session.stash[DATABASE] = database
    yield
    del request.session.stash[DATABASE]
    with django_db_blocker.unblock():
        database.remove()


@pytest.fixture(autouse=True)
def files_of_its_own(tmp_path_factory, settings) -> Path:
    """Uploads and public files of a test go to a folder that goes away with it."""
    folder = tmp_path_factory.mktemp("files")
    settings.MEDIA_ROOT = folder / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder / "private", "base_url": None},
        },
    }
    return folder


@pytest.fixture(autouse=True, scope="session")
def _same_paper_printed_once() -> Iterator[None]:
    """Whoever signs an agreement prints it first, which takes longer than all that a test says about it.

    The same words on the same paper are the same file; other words are printed.
    """
    from people.paper import pdf

    printed = lru_cache(maxsize=512)(pdf.pdf)
    with patch.object(pdf, "pdf", lambda html, *, css=(): printed(html, css=tuple(css))):
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    """What one test left in the cache must not frame another's pages."""
    cache.clear()


@pytest.fixture(autouse=True)
def _one_transaction_a_request(request, monkeypatch):
    """What a request writes is written wholly or not at all, whoever is killed."""
    if asks_the_database(request.node):
        monkeypatch.setattr(Client, "request", watching(Client.request))
