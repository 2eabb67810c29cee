"""The demo, loaded once for the tests that look at it."""

from datetime import date

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """What the first load made; each test's own changes are undone, and the demo with the module."""
    from cms.demo.load import load_demo

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield load_demo(date.today())  # noqa: DTZ011
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
