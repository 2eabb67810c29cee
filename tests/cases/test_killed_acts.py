"""A process that is killed in any of a long row of acts, one after the other, leaves all of one or nothing of it."""

import pytest

from tests.cases.killed.chapters import CHAPTERS
from tests.cases.test_killed import killed_in

# Their processes have databases of their own, of the kind that the tests run on.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_act_that_is_killed_is_done_wholly_or_not_at_all(chapter, tmp_path):
    found = killed_in("tests.cases.killed.driver", chapter, tmp_path)
    assert found["faults"] == []
    assert found["acts"] > 2
