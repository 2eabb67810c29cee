"""A mandate holds from its first day to its last, both included."""

from datetime import date

import pytest

from people.models import Body, BodyKind, Mandate, Role, User
from people.queries.mandates import standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2013, 12, 31), False),
        (date(2014, 1, 1), True),
        (date(2014, 12, 31), True),
        (date(2015, 1, 1), False),
    ],
)
def test_a_chair_is_chair_from_the_first_day_to_the_last(on, holds):
    chair = User.objects.create_user("chair@example.org", name="Ordförande LSG Flen")
    flen = Body.objects.create(key="lsg-flen", kind=BodyKind.LOCAL_GROUP, name="LSG Flen")
    Mandate.objects.create(
        user=chair, body=flen, role=Role.CHAIR, valid_from=date(2014, 1, 1), valid_to=date(2014, 12, 31)
    )

    assert standing(chair, on=on).holds(flen.pk, Role.CHAIR) is holds
