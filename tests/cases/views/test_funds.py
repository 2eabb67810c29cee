"""A fund's page and the amount limits: how they stand, and what was done with them, for everybody with a mandate."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.actions.set_limit import make_limit, set_limit
from tests.builders.cases import a_world, granted_case
from tests.builders.money import a_fund
from tests.builders.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def read(client, reader, name, *args):
    client.force_login(reader)
    return client.get(reverse(f"cases:{name}", args=args))


def moved(fund, world, **changed):
    given = {
        "from_year": 2014, "to_year": 2015, "amount": Decimal(5000), "reference": "Styrelsen § 7",
        "reason": "Senare start",
    }  # fmt: skip
    return move_between_years(fund, by=world.officer, **given | changed)


def test_a_fund_tells_what_was_done_with_it_the_latest_first(client, world):
    fund = a_fund(2014, 2015)
    moved(fund, world)

    answer = read(client, world.flen_chair, "fund", fund.key)

    assert [(row.what.replace("\xa0", " "), row.event.reason) for row in answer.context["happened"]] == [
        ("5 000 kr flyttades från 2014 till 2015", "Senare start"),
        ("2 295 000 kr anslogs för 2014; 2 295 000 kr anslogs för 2015", ""),
        ("Upplagd", ""),
    ]
    assert world.officer.name in answer.content.decode()
    assert "Flytta mellan år" not in answer.content.decode()
    assert "Flytta mellan år" in read(client, world.officer, "fund", fund.key).content.decode()


def test_the_case_of_a_decision_is_named_for_those_who_see_it(client, world):
    fund = a_fund(2014, 2015)
    case = granted_case(world, "lsg-flen", fund=a_fund(2014, 2015, key="annan"))
    record_appropriation(fund, year=2014, amount=Decimal(7), decision=case.decisions.get(), by=world.officer)

    def named(reader):
        return read(client, reader, "fund", fund.key).context["happened"][0].case

    assert named(world.flen_chair) == case
    assert named(world.strangnas_chair) is None


def test_an_empty_fund_says_so_and_an_unknown_one_is_not_there(client, world):
    fund = a_fund(key="tom")

    assert "Inget har anslagits än." in read(client, world.officer, "fund", fund.key).content.decode()
    assert read(client, world.officer, "fund", "finns-inte").status_code == 404
    assert read(client, person("Utan Uppdrag"), "fund", fund.key).status_code == 404


def test_the_page_asks_as_much_however_much_has_been_done(client, world):
    fund = a_fund(2014, 2015)
    counts = []
    for _ in range(2):
        for _ in range(6):
            moved(fund, world, amount=Decimal(1))
        read(client, world.officer, "fund", fund.key)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(client, world.officer, "fund", fund.key)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 15


def test_the_limits_tell_what_they_have_been(client, world):
    limit = make_limit(key="delegation", name="Direktörens delegation", amount=Decimal(50_000), by=world.officer)
    set_limit(limit, Decimal(75_000), note="Styrelsen § 9", by=world.officer)

    answer = read(client, world.flen_chair, "amount_limits")

    assert [(row.what.replace("\xa0", " "), row.event.reason) for row in answer.context["happened"]] == [
        ("Gränsen är 75 000 kr", "Styrelsen § 9"),
        ("Upplagd", ""),
    ]


def test_without_limits_the_page_says_what_they_are_for(client, world):
    assert "Inga beloppsgränser" in read(client, world.officer, "amount_limits").content.decode()
