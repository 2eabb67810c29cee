"""What the register finds, what the inbox holds, what the money page sums, what a supplement changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cases.actions.record_appropriation import record_appropriation
from cases.models import Case, Fund
from cases.queries.inbox import inbox
from cases.queries.money import balances
from cases.queries.register import read, register
from forms.queries.changes import changes
from people.models import Mandate, Role, Succession
from reports.inputs import ReportFilter
from tests.builders import cases as build
from tests.builders.people import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def three(world):
    """A late one of Flen, one of Strängnäs at the board, one of Flen that is granted."""
    late = build.an_application(world, "lsg-flen", at=timezone.now() - timedelta(days=60), rubrik="Äldre insats")
    board = build.case_at_board(world, "lsg-strangnas")
    done = build.granted_case(world, "lsg-flen")
    return {late.number: "late", board.number: "board", done.number: "done"}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({}, {"late", "board", "done"}),
        ({"q": "äldre"}, {"late"}),
        ({"q": "ÄLDRE"}, {"late"}),
        ({"q": "strängnäs"}, {"board"}),
        ({"q": "%"}, set()),
        ({"status": "ended"}, {"done"}),
        ({"status": "hittepå"}, {"late", "board", "done"}),
        ({"stage": "styrelsen"}, {"board"}),
        ({"group": "lsg-flen"}, {"late", "done"}),
        ({"late": "1"}, {"late"}),
        ({"year": "1999"}, set()),
        ({"page": "99"}, {"late", "board", "done"}),
    ],
)
def test_the_register_is_narrowed_by_its_address(world, three, address, found):
    page = register(world.officer, read(address))
    assert {three[row.case.number] for row in page.rows} == found


def test_the_register_is_sorted_by_its_address(world, three):
    titles = [row.case.title for row in register(world.officer, read({"sort": "-title"})).rows]
    assert titles == sorted(titles, reverse=True)


def test_late_ones_come_first_in_the_inbox_and_are_counted_in_days(world):
    soon = build.an_application(world, "lsg-flen")
    late = build.an_application(world, "lsg-flen", at=timezone.now() - timedelta(days=20))
    mine = inbox(world.flen_chair).mine
    assert [(item.case, item.late, item.days_late) for item in mine] == [(late, True, 6), (soon, False, 0)]


def test_what_waits_for_me_is_paged_with_the_page_in_the_address(client, world, monkeypatch):
    monkeypatch.setattr("cases.queries.inbox.PAGE", 2)
    late = build.an_application(world, "lsg-flen", at=timezone.now() - timedelta(days=20))
    cases = [late, *(build.an_application(world, "lsg-flen") for _more in range(4))]
    client.force_login(world.flen_chair)
    shown = [[item.case for item in inbox(world.flen_chair, number=number).mine] for number in (1, 2, 3, 9)]
    assert shown == [cases[:2], cases[2:4], cases[4:], cases[4:]]
    page = client.get("/att-gora/?page=2").content.decode()
    assert "3–4 av 5" in page
    assert 'href="?page=3"' in page
    assert client.get("/att-gora/?page=nio").status_code == 200


def test_the_office_sees_what_is_late_with_others_and_a_group_does_not(world):
    late = build.an_application(world, "lsg-flen", at=timezone.now() - timedelta(days=20))
    assert [item.case for item in inbox(world.officer).late_elsewhere] == [late]
    assert inbox(world.strangnas_chair).late_elsewhere == ()


def test_what_a_refused_case_promised_is_not_asked_for(world):
    granted = build.granted_case(world, "lsg-flen")
    build.an_application(world, "lsg-flen")
    asked = inbox(world.writer)
    assert [item.case for item in (*asked.mine, *asked.coming) if item.kind == "obligation"] == [granted]


def test_what_is_left_is_what_was_set_aside_less_what_was_granted(world):
    fund = Fund.objects.create(key="processtod", name="Processtöd", is_held=False)
    for amount, note in ((700_000, ""), (-50_000, "Styrelsen § 12")):
        record_appropriation(fund, year=2014, amount=Decimal(amount), by=world.officer, note=note)
    build.granted_case(world, "lsg-flen", fund=fund)
    (balance,) = balances(world.officer)
    assert [(each.year, each.appropriated, each.granted, each.left) for each in balance.years] == [
        (2014, 650_000, 610_000, 40_000),
        (2015, 0, 700_000, -700_000),
    ]


def test_a_case_that_one_may_not_see_is_not_named_on_the_money_page(world):
    build.granted_case(world, "lsg-flen")
    ((_year, (named,)), *_rest) = balances(world.flen_chair)[0].commitments
    ((_year, (unnamed,)), *_rest) = balances(world.strangnas_chair)[0].commitments
    assert (named.number, unnamed.number) == (Case.objects.get().number, "")


def test_what_a_supplement_changed_is_told_amount_by_amount_and_row_by_row(world):
    definition = world.form.parsed
    before = build.application_answers("lsg-flen")
    after = build.application_answers("lsg-flen", rubrik="Processtöd")
    after["budget"]["lines"][0]["amounts"]["2015"] = "700000"
    after["atagande"] = [*after["atagande"], {"id": "row-2", "vad": "Lägesrapport", "senast": "2014-12-31"}]
    told = [
        (change.part, change.before.replace("\N{NO-BREAK SPACE}", " "), change.after.replace("\N{NO-BREAK SPACE}", " "))
        for change in changes(definition, before, after)
    ]
    assert told == [
        ("", "Processtöd i Flen", "Processtöd"),
        ("Lön 2015", "712 000 kr", "700 000 kr"),
        ("Summa 2015", "722 000 kr", "710 000 kr"),
        ("Totalt", "1 332 000 kr", "1 320 000 kr"),
        ("Rad 2, Vad", "", "Lägesrapport"),
        ("Rad 2, Senast", "", date(2014, 12, 31).isoformat()),
    ]


def test_the_office_is_told_of_what_nobody_can_answer(world, client):
    case = build.an_application(world, "lsg-flen")
    office, chairs = world.officer, Mandate.objects.filter(body=world.flen, role=Role.CHAIR)
    assert inbox(office).silent == ()

    chairs.update(valid_to=timezone.localdate() - timedelta(days=1))

    assert [(item.case, item.bodies) for item in inbox(office).silent] == [(case, (world.flen.name,))]
    assert inbox(world.board_chair).silent == ()
    client.force_login(office)
    assert client.get(case.get_absolute_url()).context["page"].silent == (("ordförande", world.flen.name, False),)
    assert client.get("/att-gora/").status_code == 200


def test_the_group_that_follows_finds_the_cases_of_the_old_one_and_says_so(client, world, three):
    north = body("lsg-norra", name="LSG Norra")
    Succession.objects.create(predecessor=world.flen, successor=north, on=timezone.localdate())
    found = register(world.officer, read({"group": "lsg-norra"}))
    assert ({three[row.case.number] for row in found.rows}, found.followed) == ({"late", "done"}, ("LSG Flen",))
    assert "lsg-norra" in {choice.value for choice in found.groups}
    client.force_login(world.officer)
    page = client.get("/arenden/?group=lsg-norra").content.decode()
    assert "Med ärenden från LSG Flen, som gruppen har följt." in page
    report = ReportFilter({"group": "lsg-norra"}, cases=Case.objects.all())
    assert (report.is_valid(), report.chosen().count()) == (True, 2)


def test_a_group_to_come_has_nothing_of_the_old_one_before_its_day(world, three):
    north = body("lsg-norra", name="LSG Norra")
    Succession.objects.create(predecessor=world.flen, successor=north, on=timezone.localdate() + timedelta(days=1))
    found = register(world.officer, read({"group": "lsg-norra"}))
    assert (found.rows, found.followed) == ((), ())
