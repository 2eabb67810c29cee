"""The pages around a change: the budget that holds, and a decision that is made without a meeting."""

import pytest

from tests.builders.cases import a_world, case_at_board, granted_case, waiting
from tests.builders.changes import a_change, at_decision, changes_are_asked_for
from tests.builders.money import a_fund
from tests.cases.test_changes import TODAY, decide, moved

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def director(world):
    return changes_are_asked_for(world)


@pytest.fixture
def first(world, director):
    return granted_case(world, "lsg-flen", fund=a_fund(2014, 2015, 2016))


def test_the_budget_tab_shows_what_holds_with_the_change_and_what_was_applied_for(client, world, first, director):
    client.force_login(world.officer)
    tab = f"/arenden/{first.number}/budget/"
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved()))
    assert "Budget som gäller" not in client.get(tab).content.decode()
    decide(change, director)

    for who in (world.officer, world.flen_chair):
        client.force_login(who)
        page = client.get(tab).content.decode().replace("\xa0", " ")
        holds, applied = page.split("<h2>Sökt budget</h2>")
        assert f'href="/arenden/{change.number}/">{change.number} ' in holds
        assert ("500 000" in holds, "810 000" in holds, "sökt: 712 000" in holds) == (True, True, True)
        assert ("712 000" in applied, "810 000" in applied) == (True, False)
    client.force_login(world.strangnas_chair)
    assert client.get(tab).status_code == 404


def test_a_change_of_the_period_alone_leaves_the_budget_tab_as_it_was(client, world, first, director):
    later = {"from": "2014-07-01", "to": "2016-02-29"}
    change = at_decision(world, a_change(first, "period", by=world.flen_chair, period=later))
    decide(change, world.board_chair)
    client.force_login(world.officer)
    page = client.get(f"/arenden/{first.number}/budget/").content.decode()
    assert ("Budget som gäller" in page, "Sökt budget" in page) == (False, False)


def test_the_director_decides_without_a_meeting_and_the_board_in_its_minutes(client, world, first, director):
    change = at_decision(world, a_change(first, "budget", by=world.flen_chair, mer=False, budget=moved()))
    client.force_login(director)
    assert "Fatta beslutet" in client.get(f"/arenden/{change.number}/").content.decode()
    here = f"/arenden/{change.number}/svara/?turn={waiting(change).pk}"
    page = client.get(here).content.decode()
    assert "Beslutet fattas utan möte" in page
    assert ("§" in page, "Dagen för mötet" in page, "protokollets ord" in page) == (False, False, False)
    assert f'value="{TODAY.isoformat()}"' in page

    said = {"turn": waiting(change).pk, "outcome": "bifall", "text": "Ändringen beviljas.", "decided_on": TODAY}
    assert client.post(here, said).status_code == 302
    decision = change.decisions.get()
    assert (decision.paragraph, decision.decided_on, decision.recorded_by) == ("", TODAY, director)

    at_board = case_at_board(world, "lsg-flen")
    client.force_login(world.board_chair)
    page = client.get(f"/arenden/{at_board.number}/svara/?turn={waiting(at_board).pk}").content.decode()
    assert ("§ i protokollet" in page, "Beslutet fattas utan möte" in page) == (True, False)
