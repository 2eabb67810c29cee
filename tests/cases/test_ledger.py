"""The ledger: balances are the sum of their entries at every moment, and none goes below zero."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from cases.actions.answer_assignment import answer_assignment
from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.actions.release_grant import release_grant
from cases.actions.reopen_case import reopen_case
from cases.errors import CaseError
from cases.models import Decision, Fund, FundYear, GrantedAmount, LedgerEntry
from cases.models.event import AppendOnlyError
from cases.queries.ledger_faults import ledger_faults
from cases.queries.statement import Asked, by_year, entries_of, in_all, sums_of
from cases.queries.trail import check_trail
from tests.builders.cases import a_world, case_at_board, granted_case, waiting
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db


def stands(fund, year):
    row = FundYear.objects.get(fund=fund, year=year)
    return int(row.appropriated), int(row.committed), int(row.paid)


def decide(world, case, fund, **granted):
    amounts = {int(year.removeprefix("y")): Decimal(amount) for year, amount in granted.items()}
    return answer_assignment(
        waiting(case),
        "bifall",
        by=world.board_chair,
        text="Styrelsen beviljar.",
        decided_on=date(2014, 6, 12),
        granted=amounts,
        fund=fund,
    )


def refused(act, *args, **kwargs):
    with pytest.raises(CaseError) as found, transaction.atomic():
        act(*args, **kwargs)
    return found.value


def test_a_decision_takes_what_it_grants_out_of_its_fund_year_by_year():
    world, fund = a_world(), a_fund(2014, 2015)
    case = granted_case(world, fund=fund)

    assert (stands(fund, 2014), stands(fund, 2015)) == ((2_295_000, 610_000, 0), (2_295_000, 700_000, 0))
    assert [(row.kind, row.year, row.amount, row.case) for row in LedgerEntry.objects.filter(case=case)] == [
        ("committed", 2014, 610_000, case),
        ("committed", 2015, 700_000, case),
    ]
    assert list(ledger_faults()) == []


def test_a_decision_that_the_fund_has_no_money_for_is_refused_and_nothing_is_left_of_it():
    world, fund = a_world(), a_fund(2014, amount=600_000)
    case = case_at_board(world)

    error = refused(decide, world, case, fund, y2014=600_001)

    assert (error.code, error.status, error.field) == ("fund_exceeded", 422, "granted")
    assert "600\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in str(error)
    assert not Decision.objects.exists()
    assert stands(fund, 2014) == (600_000, 0, 0)
    decide(world, case, fund, y2014=600_000)
    assert stands(fund, 2014) == (600_000, 600_000, 0)


def test_nothing_is_granted_of_a_year_that_nothing_is_set_aside_for():
    world, fund = a_world(), a_fund(2014)

    assert refused(decide, world, case_at_board(world), fund, y2014=1, y2015=1).params["year"] == 2015


def test_a_fund_that_is_not_held_to_what_is_set_aside_may_grant_ahead():
    world = a_world()
    fund = Fund.objects.create(key="ram", name="Ram", is_held=False)
    granted_case(world, fund=fund)

    assert stands(fund, 2015) == (0, 700_000, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_gets_the_money_and_the_other_is_told():
    world, fund = a_world(), a_fund(2014, amount=1_000_000)
    turns = [waiting(case_at_board(world)) for _ in range(4)]

    def decide_alone(turn):
        try:
            answer_assignment(
                turn, "bifall", by=world.board_chair, text="Ja.", decided_on=date(2014, 6, 12),
                granted={2014: Decimal(400_000)}, fund=fund,
            )  # fmt: skip
            return "granted"
        except CaseError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(decide_alone, turns))

    assert answers == ["fund_exceeded", "fund_exceeded", "granted", "granted"]
    assert stands(fund, 2014) == (1_000_000, 800_000, 0)
    assert list(ledger_faults()) == []


def test_the_new_decision_of_a_case_that_was_opened_again_takes_the_place_of_the_old():
    world, fund = a_world(), a_fund(2014, 2015, amount=700_000)
    case = granted_case(world, fund=fund)
    reopen_case(case, by=world.officer, stage="styrelsen", reason="Fel belopp.")

    decide(world, case, fund, y2014=700_000)

    assert (stands(fund, 2014), stands(fund, 2015)) == ((700_000, 700_000, 0), (700_000, 0, 0))
    assert list(ledger_faults()) == []
    case.refresh_from_db()
    assert check_trail(case) == []


def test_what_a_decision_sets_aside_in_a_fund_is_no_grant():
    world, fund = a_world(), a_fund()
    case = granted_case(world)
    record_appropriation(fund, year=2014, amount=Decimal(610_000), decision=case.decisions.get(), by=world.officer)

    assert stands(fund, 2014) == (610_000, 0, 0)
    assert not GrantedAmount.objects.in_force(case).exists()
    assert list(ledger_faults()) == []


def test_an_appropriation_becomes_smaller_for_a_reason_or_by_a_decision():
    world, fund = a_world(), a_fund(2014)
    case = granted_case(world)
    less = {"year": 2014, "amount": Decimal(-100), "by": world.officer}

    found = refused(record_appropriation, fund, note=" ", **less)
    assert (found.code, found.status, found.field) == ("smaller_without_reason", 422, "note")
    record_appropriation(fund, note="Lägre avgift", **less)
    record_appropriation(fund, decision=case.decisions.get(), **less)
    assert stands(fund, 2014) == (2_294_800, 0, 0)


def test_what_is_granted_already_is_neither_taken_back_nor_moved():
    world, fund = a_world(), a_fund(2014, 2015)
    granted_case(world, fund=fund)
    move = {"from_year": 2014, "to_year": 2015, "reference": "Styrelsen § 7", "reason": "Senare start"}

    less = refused(
        record_appropriation, fund, year=2014, amount=Decimal(-1_685_001), note="Lägre avgift", by=world.officer
    )
    moved = refused(move_between_years, fund, amount=Decimal(1_685_001), by=world.officer, **move)
    move_between_years(fund, amount=Decimal(1_685_000), by=world.officer, **move)

    assert (less.code, moved.code, moved.field) == ("fund_is_granted", "fund_is_granted", "amount")
    assert (stands(fund, 2014)[0], stands(fund, 2015)[0]) == (610_000, 3_980_000)
    assert sum(entry.amount for entry in LedgerEntry.objects.filter(kind="moved")) == 0
    assert list(ledger_faults()) == []


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"to_year": 2014}, "same_year", "to_year"),
        ({"from_year": 1914}, "bad_year", "from_year"),
        ({"amount": Decimal(0)}, "amount_missing", "amount"),
        ({"amount": Decimal("0.001")}, "bad_amount", "amount"),
        ({"reference": " "}, "decision_reference_missing", "reference"),
        ({"reason": ""}, "why_missing", "reason"),
    ],
)
def test_a_move_says_what_of_which_years_and_by_which_decision(changed, code, field):
    world, fund = a_world(), a_fund(2014)
    asked = {
        "from_year": 2014, "to_year": 2015, "amount": Decimal(1), "reference": "§ 7", "reason": "Skäl"
    } | changed  # fmt: skip

    error = refused(move_between_years, fund, by=world.officer, **asked)

    assert (error.code, error.field, error.status) == (code, field, 422)
    assert refused(move_between_years, fund, by=world.board_chair, **asked).status == 403


def test_a_move_by_a_decision_of_a_case_stands_in_its_trail():
    world, fund = a_world(), a_fund(2014)
    case = granted_case(world, fund=a_fund(2014, 2015, key="annan"))

    move_between_years(
        fund, from_year=2014, to_year=2015, amount=Decimal(5), reference=f"{case.number} § 34", reason="x",
        by=world.officer,
    )  # fmt: skip

    assert case.events.last().kind == "money_moved"
    assert {entry.decision for entry in LedgerEntry.objects.filter(kind="moved")} == {case.decisions.get()}


def test_the_office_gives_back_what_nobody_has_asked_for():
    world, fund = a_world(), a_fund(2014, 2015)
    case = granted_case(world, fund=fund)

    release_grant(case, year=2015, reason="Insatsen blev kortare.", by=world.officer)

    assert stands(fund, 2015) == (2_295_000, 0, 0)
    assert refused(release_grant, case, year=2015, reason="Igen.", by=world.officer).code == "nothing_left"
    assert refused(release_grant, case, year=2014, reason="", by=world.officer).code == "why_missing"
    assert refused(release_grant, case, year=2014, reason="x", by=world.flen_chair).status == 403
    assert list(ledger_faults()) == []
    case.refresh_from_db()
    assert check_trail(case) == []


@pytest.mark.parametrize("statement", ["UPDATE cases_ledgerentry SET amount = 7", "DELETE FROM cases_ledgerentry"])
def test_the_database_refuses_to_change_an_entry(statement):
    a_fund(2014)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    for act in (LedgerEntry.objects.get().save, LedgerEntry.objects.get().delete, LedgerEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()


@pytest.mark.parametrize(
    "wrong", [{"appropriated": -1}, {"committed": -1}, {"paid": -1}, {"paid": 1}, {"appropriated": 5, "committed": 6}]
)
def test_the_database_itself_holds_a_balance_above_zero(wrong):
    fund = a_fund(2014, amount=5)

    with pytest.raises(IntegrityError), transaction.atomic():
        FundYear.objects.filter(fund=fund).update(**wrong)


def test_a_balance_that_is_not_the_sum_of_its_entries_is_found(capsys):
    fund = a_fund(2014)
    FundYear.objects.filter(fund=fund).update(appropriated=1)

    assert [name for name, _stands, _entries in ledger_faults()] == ["processtod 2014 appropriated"]
    with pytest.raises(SystemExit):
        call_command("verify_audit")
    assert "processtod 2014" in capsys.readouterr().err


def test_what_no_fund_pays_takes_nothing_of_what_was_set_aside():
    world, fund = a_world(), a_fund(2014, 2015)
    granted_case(world, fund=fund)
    decide(world, case_at_board(world), None, y2014=300_000, y2016=200_000)

    def read(years):
        return [(each.year, int(each.granted), int(each.outside), int(each.left)) for each in years]

    expected = [(2014, 910_000, 300_000, 1_685_000), (2015, 700_000, 0, 1_595_000), (2016, 200_000, 200_000, 0)]
    assert read(sums_of(Asked())) == read(by_year(entries_of(Asked()))) == expected
    assert read([in_all(sums_of(Asked()))]) == [(None, 1_810_000, 500_000, 3_280_000)]
    assert read(sums_of(Asked(fund=fund))) == [(2014, 610_000, 0, 1_685_000), (2015, 700_000, 0, 1_595_000)]


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE cases_fundyear SET appropriated = appropriated - 2295000 WHERE year = 2014",
        "UPDATE cases_fundyear SET committed = -1 WHERE year = 2014",
        "UPDATE cases_fundyear SET committed = 2295001 WHERE year = 2014",
        "UPDATE cases_fundyear SET paid = committed + 1 WHERE year = 2014",
        "UPDATE cases_grantedamount SET claimed = -1",
        "UPDATE cases_grantedamount SET claimed = amount + 1",
        "UPDATE cases_grantedamount SET released = amount - claimed + 1, claimed = 1",
        "UPDATE cases_grantedamount SET released = -1",
        "UPDATE cases_grantedamount SET paid = claimed + 1",
        "UPDATE cases_grantedamount SET amount = -1",
        "UPDATE cases_fundyear SET year = 2014 WHERE year = 2015",
    ],
)
def test_no_statement_brings_a_balance_or_a_grant_below_zero(wrong):
    granted_case(a_world(), fund=a_fund(2014, 2015))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(wrong)

    assert list(ledger_faults()) == []


def test_nothing_set_aside_is_said_as_such():
    world, fund = a_world(), a_fund(2014)
    move = {"from_year": 2029, "to_year": 2014, "amount": Decimal(5), "reference": "§ 7", "reason": "Skäl"}

    granted = refused(decide, world, case_at_board(world), fund, y2015=1)
    moved = refused(move_between_years, fund, by=world.officer, **move)

    assert (granted.code, granted.field) == ("fund_has_nothing", "granted")
    assert (moved.code, moved.params["year"]) == ("fund_has_nothing", 2029)


def test_money_is_set_aside_and_granted_of_a_year_that_has_not_begun():
    world, fund = a_world(), a_fund()
    ahead = timezone.localdate().year + 2
    record_appropriation(fund, year=ahead, amount=Decimal(500_000), by=world.officer)

    decide(world, case_at_board(world), fund, **{f"y{ahead}": 500_000})

    assert stands(fund, ahead) == (500_000, 500_000, 0)
    assert list(ledger_faults()) == []
