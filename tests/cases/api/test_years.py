"""A group's year by program: read, ticked and reminded of, by the same as on its page."""

from datetime import date

import pytest
from django.utils import timezone

from cases.models import Happening, HappeningMark
from tests.builders import cases as build
from tests.builders.api import Caller, refused

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
PATH = f"/years/{YEAR}/lsg-flen"


@pytest.fixture
def world():
    Happening.objects.update(since=date(2010, 1, 1))
    return build.a_world()


def entry(caller, happening="planeringsdag"):
    return next(each for each in caller.get(PATH).json()["entries"] if each["happening"] == happening)


def test_a_year_is_read_by_its_group_and_by_the_association(world):
    told = Caller(world.flen_chair).get(f"/years/{YEAR}").json()
    assert [(each["group"]["key"], each["keeps"]) for each in told["results"]] == [("lsg-flen", True)]
    assert {each["group"]["key"] for each in Caller(world.officer).get(f"/years/{YEAR}").json()["results"]} == {
        "lsg-flen",
        "lsg-strangnas",
    }
    assert refused(Caller(world.strangnas_chair).get(PATH)) == (404, "not_found")
    assert refused(Caller(world.stranger).get(f"/years/{YEAR}")) == (404, "not_found")
    assert refused(Caller(world.flen_chair).get("/years/1900")) == (422, "not_valid")


def test_a_tick_is_made_once_and_taken_back(world):
    chair = Caller(world.flen_chair)
    path = f"{PATH}/planeringsdag/{entry(chair)['period_from']}"
    assert refused(chair.post(f"{path}/tick", {"state": "not_needed"}, idempotency_key="a")) == (422, "not_valid")
    done = chair.post(f"{path}/tick", {"state": "done"}, idempotency_key="b")
    assert (done.status_code, done.json()["state"]) == (200, "done"), done.content
    assert chair.post(f"{path}/tick", {"state": "done"}, idempotency_key="b").json() == done.json()
    assert refused(chair.post(f"{path}/tick", {"state": "done"}, idempotency_key="c")) == (409, "too_late")
    assert entry(chair)["is_ticked"] is True
    assert chair.post(f"{path}/take-back", idempotency_key="d").status_code == 200
    assert refused(chair.post(f"{path}/take-back", idempotency_key="e")) == (409, "too_late")
    assert not HappeningMark.objects.exists()
    wrong = f"{PATH}/planeringsdag/2014-02-03/tick"
    assert refused(chair.post(wrong, {"state": "done"}, idempotency_key="f")) == (404, "not_found")
    assert refused(Caller(world.board_chair).post(f"{path}/tick", {"state": "done"}, idempotency_key="g")) == (
        403,
        "not_allowed",
    )


def test_the_office_reminds_a_group_of_its_year_once_a_day(world):
    officer = Caller(world.officer)
    asks = any(each["state"] in ("late", "due") for each in officer.get(PATH).json()["entries"])
    first = officer.post(f"{PATH}/remind", idempotency_key="a").json()["sent"]
    assert ((first > 0), officer.post(f"{PATH}/remind", idempotency_key="b").json()["sent"]) == (asks, 0)
    assert refused(Caller(world.flen_chair).post(f"{PATH}/remind", idempotency_key="a")) == (403, "not_allowed")


def test_only_what_a_form_answers_is_begun(world):
    chair = Caller(world.flen_chair)
    path = f"{PATH}/planeringsdag/{entry(chair)['period_from']}/begin"
    assert refused(chair.post(path, {"groups": ["lsg-flen"]}, idempotency_key="a")) == (404, "not_found")
