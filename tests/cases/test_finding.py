"""Cases are found the same way whether a word is rare or common, and a number by its beginning."""

import pytest

from cases.models import Case
from cases.queries import finding, register
from cases.queries.counting import counted
from cases.queries.finding import matched, matching
from people.models import User
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


def test_a_part_of_a_word_is_looked_for_in_the_latest_cases_and_the_register_says_so(three, monkeypatch, client):
    office = Case.objects.get(title="Nytt stöd").submission.created_by
    client.force_login(office)
    assert matched(Case.objects.all(), "verkan").of_latest == 0
    monkeypatch.setattr(finding, "LATEST", 1)
    assert found("verkan") == ["Ny samverkan"]
    assert found("ytt") == []
    assert "de 1 senaste ärendena" in client.get("/arenden/?q=ytt").content.decode()
    assert "senaste ärendena" not in client.get("/arenden/?q=nytt").content.decode()


def test_a_word_in_very_many_cases_is_not_counted_to_the_end(three, monkeypatch):
    monkeypatch.setattr(finding, "COMMON", 1)
    monkeypatch.setattr(register, "MOST_FOUND", 1)
    office = User.objects.get(mandates__role="case_officer")
    page = register.register(office, register.Asked(q="stöd")).page
    assert (page.paginator.count, page.paginator.is_longer) == (1, True)
    page = register.register(office, register.Asked(q="stöd", status="ended")).page
    assert (page.paginator.count, page.paginator.is_longer) == (0, False)


def test_a_group_of_very_many_cases_finds_what_one_of_few_finds(three, monkeypatch):
    office = User.objects.get(mandates__role="case_officer")
    few = [row.case.number for row in register.register(office, register.Asked(group="lsg-flen")).rows]
    monkeypatch.setattr(register, "COMMON", 1)
    assert [row.case.number for row in register.register(office, register.Asked(group="lsg-flen")).rows] == few != []


def test_the_years_and_groups_to_choose_among_are_those_of_ones_own_latest_cases(three, monkeypatch):
    world_chair = User.objects.get(mandates__body__key="lsg-flen", mandates__role="chair")
    page = register.register(world_chair, register.Asked())
    assert page.years == tuple(sorted({case.year for case in three}, reverse=True))
    assert "lsg-flen" in [each.value for each in page.groups]
