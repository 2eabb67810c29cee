"""The check that every request of every test goes through is one that can fail."""

import pytest
from django.db import transaction

from people.models import Body, BodyKind
from tests.builders.people import body
from tests.one_transaction import watched, watching

pytestmark = pytest.mark.django_db


def renamed(name):
    Body.objects.update(name=name)


def test_writes_in_one_transaction_are_one_and_in_two_are_told():
    body("au", BodyKind.EXECUTIVE_COMMITTEE, "Arbetsutskottet")
    with watched() as written, transaction.atomic():
        renamed("Ett")
        with transaction.atomic():
            renamed("Två")
    assert written == ["people_body"]
    with watched() as written:
        for name in ("Tre", "Fyra"):
            with transaction.atomic():
                renamed(name)
    assert written == ["people_body", "people_body"]


def test_a_statement_outside_of_any_transaction_is_one_of_its_own():
    with watched() as written:
        renamed("Ett")
        with transaction.atomic():
            renamed("Två")
    assert len(written) == 2


@pytest.mark.parametrize(("path", "refused"), [("/nagot/", True), ("/arenden/RAR26-01/lamna-ut/3/", False)])
def test_a_request_that_writes_twice_fails_unless_what_came_first_is_meant_to_stay(path, refused):
    def ask(client, **asked):
        renamed("Ett")
        renamed("Två")
        return "answered"

    request = watching(ask)
    if refused:
        with pytest.raises(AssertionError, match="POST /nagot/ wrote in 2 transactions"):
            request(None, REQUEST_METHOD="POST", PATH_INFO=path)
    else:
        assert request(None, REQUEST_METHOD="POST", PATH_INFO=path) == "answered"
