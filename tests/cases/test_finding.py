"""Cases are found the same way whether a word is rare or common, and a number by its beginning."""

import pytest

from cases.models import Case
from cases.queries import finding
from cases.queries.counting import counted
from cases.queries.finding import matching
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    world = build.a_world()
    return [build.an_application(world, rubrik=title) for title in ("Nytt stöd", "Gammalt stöd", "Ny samverkan")]


def found(text):
    return sorted(matching(Case.objects.all(), text).values_list("title", flat=True))


@pytest.mark.parametrize("common", [1, 2, 2000])
@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("stöd", ["Gammalt stöd", "Nytt stöd"]),
        ("nytt stöd", ["Nytt stöd"]),
        ("samv", ["Ny samverkan"]),
        ("stöd samverkan", []),
        ("verkan", ["Ny samverkan"]),
    ],
)
def test_a_common_word_finds_what_a_rare_one_finds(three, monkeypatch, common, text, titles):
    monkeypatch.setattr(finding, "COMMON", common)
    assert found(text) == titles


def test_the_beginning_of_a_number_finds_those_that_begin_so(three):
    first = three[0].number
    assert found(first) == [three[0].title]
    assert found(first[:5]) == sorted(case.title for case in three)
    assert found("RAR99") == []


def test_so_many_are_counted_and_no_more(three):
    rows = Case.objects.order_by("title")
    kinds = {"all": rows, "none": rows.none(), "one": rows.filter(pk=three[0].pk)}
    assert counted(kinds, most=3) == {"all": 3, "none": 0, "one": 1}
    assert counted(kinds, most=2) == {"all": "2+", "none": 0, "one": 1}
