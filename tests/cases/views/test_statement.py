"""The statement: what its sums consist of, by fund, group and case; over chosen years; the same number of queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.settle_payment import approve_payment, record_paid
from cases.queries import statement
from cases.queries.statement import entries_of
from people.models import Succession
from tests.builders.cases import a_world, case_at_board, granted_case, waiting
from tests.builders.money import a_fund
from tests.builders.people import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def cases(world):
    """One of Flen alone and one of both out of a fund; one of Flen outside every fund."""
    fund = a_fund(2014, 2015)
    alone, joint = (
        granted_case(world, "lsg-flen", fund=fund),
        granted_case(world, "lsg-flen", "lsg-strangnas", fund=fund),
    )
    outside = answer_assignment(
        waiting(case_at_board(world, "lsg-flen")), "bifall", by=world.board_chair, text="Ja.",
        decided_on=date(2014, 6, 12), granted={2016: Decimal(200_000)},
    )  # fmt: skip
    return alone, joint, outside.case


def shown(client, reader, query=""):
    client.force_login(reader)
    return client.get(reverse("cases:statement") + query)


def parts(answer):
    return [(part.key, int(part.sums.granted), int(part.sums.outside)) for part in answer.context["parts"].rows]


def test_it_is_divided_by_fund(client, world, cases):
    assert parts(shown(client, world.officer, "?by=fund")) == [
        ("processtod", 2_620_000, 0),
        ("", 200_000, 200_000),
    ]


def test_a_joint_case_counts_in_full_for_each_of_its_groups(client, world, cases):
    answer = shown(client, world.officer, "?by=group")

    assert parts(answer) == [("lsg-flen", 2_820_000, 200_000), ("lsg-strangnas", 1_310_000, 0)]
    assert "raderna kan bli mer än helheten" in answer.content.decode()


def test_a_group_that_others_have_followed_stands_in_their_row_as_in_their_own_statement(client, world, cases):
    follows = body("lsg-norr")
    for before in (world.flen, world.strangnas):
        Succession.objects.create(predecessor=before, successor=follows, on=timezone.localdate())

    answer = shown(client, world.officer, "?by=group")
    row = answer.context["parts"].rows[0]
    own = shown(client, world.officer, f"?group={follows.key}").context["total"]

    # The joint case of both counts once.
    assert parts(answer) == [(follows.key, 2_820_000, 200_000)]
    assert row.followed == ("LSG Flen", "LSG Strängnäs")
    assert row.sums == own
    assert "med LSG Flen, LSG Strängnäs" in answer.content.decode()


def test_what_is_paid_to_one_of_the_groups_of_a_joint_case_is_in_the_row_of_the_one_that_followed_it(
    client, world, cases
):
    _alone, joint, _outside = cases
    payment = ask_for_payment(joint, year=2014, lines=[("Lön", Decimal(1_000))], body=world.strangnas, by=world.writer)
    approve_payment(payment, by=world.officer)
    record_paid(payment, paid_on=timezone.localdate(), by=world.officer)
    Succession.objects.create(predecessor=world.strangnas, successor=body("lsg-norr"), on=timezone.localdate())

    paid = {part.key: int(part.sums.paid) for part in shown(client, world.officer, "?by=group").context["parts"].rows}

    assert paid == {"lsg-flen": 0, "lsg-norr": 1_000}


def test_a_group_with_many_cases_is_listed_as_one_with_few(client, world, cases, monkeypatch):
    _alone, joint, _outside = cases
    payment = ask_for_payment(joint, year=2014, lines=[("Lön", Decimal(1_000))], body=world.strangnas, by=world.writer)
    approve_payment(payment, by=world.officer)
    record_paid(payment, paid_on=timezone.localdate(), by=world.officer)

    for query in ("group=lsg-flen", "group=lsg-strangnas", "group=lsg-flen&year=2015", "group=lsg-flen&until=2014"):
        answer = shown(client, world.officer, f"?{query}")
        few = list(answer.context["page"])
        assert few == list(entries_of(answer.context["asked"]))
        with monkeypatch.context() as patched:
            patched.setattr(statement, "MANY", 0)
            assert list(shown(client, world.officer, f"?{query}").context["page"]) == few


def test_it_is_divided_by_case_and_what_a_reader_may_not_see_has_no_name(client, world, cases):
    alone, joint, outside = cases

    assert {part[0] for part in parts(shown(client, world.officer, "?by=case"))} == {
        alone.number, joint.number, outside.number,
    }  # fmt: skip
    answer = shown(client, world.strangnas_chair, "?by=case")
    assert sorted(part[0] for part in parts(answer)) == ["", "", joint.number]
    assert alone.number not in answer.content.decode()
    assert "Ett ärende som du inte ser" in answer.content.decode()


@pytest.mark.parametrize("query", ["?by=group&group=lsg-flen", "?by=nonsense", "?by=fund&fund=processtod"])
def test_what_cannot_be_divided_so_is_shown_whole(client, world, cases, query):
    answer = shown(client, world.officer, query)

    assert answer.status_code == 200
    assert answer.context["parts"] is None


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("", [2014, 2015, 2016]),
        ("?year=2015", [2015]),
        ("?year=2015&until=2016", [2015, 2016]),
        ("?until=2015", [2014, 2015]),
        ("?year=2015&until=2016&group=lsg-flen", [2015, 2016]),
    ],
)
def test_years_are_chosen(client, world, cases, query, years):
    answer = shown(client, world.officer, query)

    assert [each.year for each in answer.context["years"]] == years
    assert {line.entry.year for line in answer.context["lines"]} == set(years)


def test_years_backwards_are_told_beside_the_field_and_kept(client, world, cases):
    answer = shown(client, world.officer, "?year=2016&until=2014")

    assert answer.status_code == 422
    assert "Skriv ett år som inte ligger före det första." in answer.content.decode()
    assert 'value="2014"' in answer.content.decode()


def test_its_links_keep_what_was_chosen(client, world, cases):
    page = shown(client, world.officer, "?by=group&fund=processtod&page=1").content.decode()

    assert "?fund=processtod&amp;group=lsg-flen" in page
    assert "by=group&amp;fund=processtod&amp;year=2014" in page


@pytest.mark.parametrize("query", ["", "?by=fund", "?by=group", "?by=case", "?group=lsg-flen&by=case"])
def test_it_asks_as_much_however_many_entries_there_are(client, world, cases, query):
    counts = []
    for _ in range(2):
        shown(client, world.officer, query)
        with CaptureQueriesContext(connection) as asked:
            shown(client, world.officer, query)
        counts.append(len(asked))
        for _case in range(3):
            granted_case(world, "lsg-flen")

    assert counts[0] == counts[1] <= 20
