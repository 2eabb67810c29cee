"""The inbox answers three questions: what waits for me, what do I wait for, what is late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Happening
from cases.queries import inbox as queries
from cases.queries.inbox import View, inbox
from people.actions.end_mandate import end_mandate
from people.models import Mandate
from tests.builders import cases as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    # What the year of a group asks for is counted too, and depends on today: test_year_waits holds that.
    Happening.objects.all().delete()
    return build.a_world()


@pytest.fixture
def three(world):
    """One that waits for Flen's chair, one that is late with the same, one at the board."""
    now = build.an_application(world, rubrik="Nytt stöd")
    late = build.an_application(world, at=timezone.now() - timedelta(days=60), rubrik="Gammalt stöd")
    board = build.case_at_board(world)
    return {now.number: "now", late.number: "late", board.number: "board"}


def names(items, three):
    return [three[item.case.number] for item in items]


@pytest.mark.parametrize(
    ("view", "mine", "others"),
    [
        (View.ALL, ["late", "now"], ["board"]),
        (View.MINE, ["late", "now"], ["board"]),
        (View.LATE, ["late"], []),
    ],
)
def test_a_view_shows_its_own(world, three, view, mine, others):
    found = inbox(world.flen_chair, view=view)
    assert (names(found.mine, three), names(found.others, three)) == (mine, others)
    assert [str(count) for count in (found.mine_count, found.others_count, found.late_count)] == ["2", "1", "1"]


def test_words_narrow_what_is_shown(world, three):
    found = inbox(world.flen_chair, wanted="gammalt")
    assert names(found.mine, three) == ["late"]
    assert found.others == ()


@pytest.mark.parametrize("query", ["", "?visa=mig", "?visa=andra", "?visa=sent", "?visa=nej&q=stöd", "?q=finns%20inte"])
@pytest.mark.parametrize("who", ["writer", "flen_chair", "officer", "board_chair", "stranger"])
def test_every_view_opens_for_every_role_within_fifteen_queries(
    client, world, three, query, who, django_assert_max_num_queries
):
    client.force_login(getattr(world, who))
    client.get("/att-gora/")
    with django_assert_max_num_queries(15):
        assert client.get(f"/att-gora/{query}").status_code == 200


def test_what_nobody_can_answer_leads_to_giving_the_mandate(client, world, three):
    end_mandate(Mandate.objects.get(user=world.board_chair), timezone.localdate() - timedelta(days=1), by=None)
    client.force_login(world.officer)
    assert "/uppdrag/styrelsen/ge/?roll=chair" in client.get("/att-gora/").content.decode()
    given = client.get("/uppdrag/styrelsen/ge/?roll=chair").content.decode()
    assert '<option value="chair" selected>' in given


def test_an_inbox_shows_the_first_of_a_kind_and_says_that_there_are_more(world, three, monkeypatch):
    monkeypatch.setattr(queries, "MOST_OF_A_KIND", 1)
    found = inbox(world.flen_chair)
    assert names(found.mine, three) == ["late"]
    assert (str(found.mine_count), str(found.listed), str(found.late_count)) == ("1+", "1+", "1+")


def test_what_others_have_is_shown_so_far_and_no_further(world, three, monkeypatch):
    other = build.case_at_board(world)
    monkeypatch.setattr(queries, "MOST", 1)
    found = inbox(world.flen_chair)
    assert (names(found.others, {**three, other.number: "other"}), str(found.others_count)) == (["board"], "1+")
