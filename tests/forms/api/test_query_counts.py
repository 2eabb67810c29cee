"""A call costs the same number of queries whether there is little or much."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import cases as build
from tests.builders.api import Caller

pytestmark = pytest.mark.django_db


def cost(caller, path):
    with CaptureQueriesContext(connection) as captured:
        assert caller.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", ["/forms", "/submissions", "/submissions?state=submitted", "/cases", "/bodies"])
@pytest.mark.parametrize("who", ["writer", "flen_chair", "officer"])
def test_a_list_costs_the_same_with_few_and_with_many(path, who):
    world = build.a_world()
    caller = Caller(getattr(world, who))

    def more():
        build.an_application(world, "lsg-flen", "lsg-strangnas")
        build.a_submission(world, "lsg-flen")
        build.granted_case(world, "lsg-flen")

    more()
    caller.get(path)  # the key's use is noted once
    few = cost(caller, path)
    for _each in range(3):
        more()
    assert cost(caller, path) == few <= 15


@pytest.mark.parametrize("part", ["", "/timeline", "/moves"])
def test_a_case_costs_the_same_with_one_group_and_with_two(part):
    world = build.a_world()
    caller = Caller(world.officer)
    small, large = build.granted_case(world, "lsg-flen"), build.granted_case(world, "lsg-flen", "lsg-strangnas")
    caller.get("/cases")
    assert cost(caller, f"/cases/{small.number}{part}") == cost(caller, f"/cases/{large.number}{part}") <= 20
