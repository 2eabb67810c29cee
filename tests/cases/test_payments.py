"""Requests for payment, drawdowns, call-offs and outcomes: bounded by what was granted, and told in the trail."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from cases.actions.answer_assignment import answer_assignment
from cases.actions.ask_for_payment import ask_for_payment
from cases.actions.call_off import call_off, take_back_call_off
from cases.actions.reopen_case import reopen_case
from cases.actions.report_outcome import Cost, report_outcome
from cases.actions.settle_payment import approve_payment, record_paid, refuse_payment
from cases.actions.take_back_payment import add_receipts, take_back_payment
from cases.errors import CaseError
from cases.models import FundYear, GrantedAmount, LedgerEntry, OutgoingEmail
from cases.queries.ledger_faults import ledger_faults
from cases.queries.outcomes import outcomes_of
from cases.queries.statement import Asked, sums_of
from cases.queries.trail import check_trail
from forms.errors import FileRefused
from people.models import Role
from tests.builders.cases import PNG, a_world, granted_case, waiting
from tests.builders.money import a_fund
from tests.builders.people import seat

pytestmark = pytest.mark.django_db
LINES = [("Lön", Decimal(300_000)), ("Resor", Decimal("10000.50"))]


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def case(world):
    """610 000 kr for 2014 and 700 000 kr for 2015."""
    return granted_case(world, fund=a_fund(2014, 2015))


def refused(act, *args, **kwargs):
    with pytest.raises(CaseError) as found, transaction.atomic():
        act(*args, **kwargs)
    return found.value.code, found.value.status, found.value.field


def left(case, year=2014):
    return GrantedAmount.objects.in_force(case).get(year=year).left


def asked(case, by, lines=LINES, year=2014, **more):
    return ask_for_payment(case, year=year, lines=lines, by=by, **more)


def sound(case):
    case.refresh_from_db()
    return check_trail(case) == [] and list(ledger_faults()) == []


def test_a_request_is_asked_for_approved_and_paid_and_the_fund_knows(world, case):
    receipt = SimpleUploadedFile("kvitto.png", PNG)
    payment = asked(case, world.writer, payee="Flens kommun", receipts=[receipt])
    assert (payment.number, payment.amount, left(case)) == (1, Decimal("310000.50"), Decimal("299999.50"))
    assert [each.kind for each in case.documents.order_by("-number")[:2]] == ["receipt", "payment"]
    assert (payment.name, payment.receipts.get().file_name) == ("Rekvisition 1", "kvitto.png")

    approve_payment(payment, by=world.officer)
    record_paid(payment, paid_on=date(2014, 9, 1), by=world.officer)

    payment.refresh_from_db()
    assert (payment.state, payment.paid_on, left(case)) == ("paid", date(2014, 9, 1), Decimal("299999.50"))
    row = FundYear.objects.get(year=2014)
    assert (row.committed, row.paid) == (610_000, Decimal("310000.50"))
    assert [event.kind for event in case.events.order_by("-seq")[:3]] == [
        "payment_paid",
        "payment_approved",
        "payment_asked",
    ]
    assert sound(case)
    subjects = set(OutgoingEmail.objects.filter(key__startswith="payment:").values_list("to__name", flat=True))
    assert {"Handläggare", "Processledare"} <= subjects


def test_more_than_is_left_is_not_asked_for_however_many_ask(world, case):
    asked(case, world.writer, [("Lön", Decimal(600_000))])

    assert refused(asked, case, world.writer, [("Lön", Decimal("10000.01"))]) == ("more_than_granted", 422, "lines")
    asked(case, world.flen_chair, [("Lön", Decimal(10_000))])
    assert left(case) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantedAmount.objects.filter(year=2014).update(claimed=610_001)


@pytest.mark.parametrize(
    ("lines", "year", "told"),
    [
        ([], 2014, ("amount_missing", 422, "lines")),
        ([("Lön", Decimal(0))], 2014, ("amount_missing", 422, "lines")),
        ([("Lön", Decimal(-1)), ("Resor", Decimal(5))], 2014, ("amount_missing", 422, "lines")),
        ([("  ", Decimal(1))], 2014, ("line_without_words", 422, "lines")),
        ([("Lön", Decimal("0.001"))], 2014, ("bad_amount", 422, "lines")),
        (LINES, 2016, ("nothing_granted_for", 422, "year")),
    ],
)
def test_a_request_says_what_for_and_of_which_year(world, case, lines, year, told):
    assert refused(asked, case, world.writer, lines, year) == told
    assert not case.payments.exists()


def test_only_the_groups_people_and_the_office_ask_and_only_the_office_answers(world, case):
    assert refused(asked, case, world.board_chair) == ("not_the_applicant", 403, "")
    assert refused(asked, case, world.stranger) == ("not_the_applicant", 403, "")
    payment = asked(case, world.officer)
    assert refused(approve_payment, payment, by=world.writer) == ("not_the_association", 403, "")
    assert refused(approve_payment, payment, by=world.officer) == ("not_your_own", 403, "")
    approve_payment(payment, by=seat(world.office, Role.DIRECTOR, name="Förbundschef"))
    assert refused(approve_payment, payment, by=world.officer) == ("payment_settled", 409, "")


def test_what_is_refused_or_taken_back_can_be_asked_for_again(world, case):
    first, second = asked(case, world.writer), asked(case, world.writer, [("Dator", Decimal(15_000))])

    assert refused(refuse_payment, first, reason=" ", by=world.officer) == ("why_missing", 422, "reason")
    refuse_payment(first, reason="Kvitton saknas.", by=world.officer)
    take_back_payment(second, by=world.flen_chair)

    assert left(case) == 610_000
    assert refused(take_back_payment, second, by=world.writer)[:2] == ("payment_settled", 409)
    assert refused(record_paid, first, paid_on=date(2014, 9, 1), by=world.officer)[:2] == ("payment_settled", 409)
    assert sound(case)


def test_it_is_paid_on_a_day_that_has_come_and_only_when_approved(world, case):
    payment = asked(case, world.writer)
    assert refused(record_paid, payment, paid_on=date(2014, 9, 1), by=world.officer)[:2] == ("payment_settled", 409)
    approve_payment(payment, by=world.officer)
    told = refused(record_paid, payment, paid_on=date(2999, 1, 1), by=world.officer)
    assert told == ("paid_in_the_future", 422, "paid_on")


def test_receipts_come_later_too_and_a_file_that_cannot_be_taken_in_stops_the_whole_request(world, case):
    with pytest.raises(FileRefused), transaction.atomic():
        asked(case, world.writer, receipts=[SimpleUploadedFile("a.exe", b"MZ")])
    assert (case.payments.count(), left(case)) == (0, 610_000)
    payment = asked(case, world.writer)
    assert refused(add_receipts, payment, [], by=world.writer) == ("receipt_missing", 422, "receipts")
    add_receipts(payment, [SimpleUploadedFile("kvitto.png", PNG)], by=world.writer)
    assert payment.receipts.count() == 1
    assert sound(case)


def test_money_of_the_activity_fund_is_drawn_down(world):
    case = granted_case(world, fund=a_fund(2014, 2015, key="aktivitetspeng", is_activity=True))

    assert asked(case, world.writer).name == "Uttag 1"


def test_nothing_is_asked_for_where_nothing_is_granted(world):
    case = granted_case(world)
    GrantedAmount.objects.all().delete()

    assert refused(asked, case, world.writer) == ("nothing_granted", 409, "")


def test_a_new_decision_grants_at_least_what_is_asked_for_and_from_the_same_fund_once_paid(world, case):
    payment = asked(case, world.writer)
    approve_payment(payment, by=world.officer)
    record_paid(payment, paid_on=date(2014, 9, 1), by=world.officer)
    fund = case.decisions.get().fund
    reopen_case(case, by=world.officer, stage="styrelsen", reason="Fel belopp.")
    told = {"by": world.board_chair, "text": "Ja.", "decided_on": date(2014, 6, 13)}

    def decide(amount, fund):
        return answer_assignment(waiting(case), "bifall", granted={2014: Decimal(amount)}, fund=fund, **told)

    assert refused(decide, 310_000, fund) == ("granted_below_claimed", 422, "granted")
    assert refused(decide, 400_000, None) == ("paid_of_another_fund", 422, "fund")
    decide(400_000, fund)
    assert (left(case), FundYear.objects.get(year=2014).committed) == (Decimal("89999.50"), 400_000)
    assert sound(case)


def test_a_group_calls_off_hours_and_takes_it_back(world, case):
    made = call_off(
        case, year=2014, quantity=Decimal(20), unit="hours", amount=Decimal(12_000), note="Stöd", by=world.writer
    )
    call_off(case, year=2014, quantity=Decimal("1.5"), unit="months", by=world.writer)
    assert (made.body, left(case)) == (world.flen, 598_000)

    take_back_call_off(made, by=world.flen_chair)

    assert left(case) == 610_000
    assert refused(take_back_call_off, made, by=world.writer) == ("already_taken_back", 409, "")
    assert sound(case)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"quantity": Decimal(0)}, ("quantity_missing", 422, "quantity")),
        ({"unit": "weeks"}, ("quantity_missing", 422, "unit")),
        ({"amount": Decimal(610_001)}, ("more_than_granted", 422, "amount")),
        ({"year": 2019}, ("nothing_granted_for", 422, "year")),
    ],
)
def test_a_call_off_says_how_much_and_stays_within_the_grant(world, case, changed, told):
    given = {"year": 2014, "quantity": Decimal(20), "unit": "hours"} | changed
    assert refused(call_off, case, by=world.writer, **given) == told
    assert refused(call_off, case, by=world.preparer, **given)[1] == 403


def test_a_call_off_of_a_group_that_does_not_apply_is_refused(world, case):
    given = {"year": 2014, "quantity": Decimal(20), "unit": "hours", "body": world.strangnas}
    assert refused(call_off, case, by=world.writer, **given) == ("not_a_group_here", 422, "body")


def test_the_outcome_is_reported_line_by_line_with_large_differences_explained(world, case):
    costs = {"a": Cost(Decimal(520_000), "Tjänsten tillsattes senare."), "b": Cost(Decimal(10_500))}
    report_outcome(case, year=2014, costs=costs, after=0, by=world.writer)

    (outcome,) = outcomes_of(case)
    assert [(line.label, line.deviation, line.percent) for line in outcome.lines] == [
        ("Lön", -80_000, Decimal("-13.3")),
        ("Resor", 500, Decimal("5.0")),
    ]
    assert (outcome.total.budget, outcome.total.outcome) == (610_000, 530_500)
    assert refused(report_outcome, case, year=2014, costs=costs, after=0, by=world.writer)[:2] == (
        "outcome_changed",
        409,
    )
    report_outcome(case, year=2014, costs=costs, after=1, by=world.writer)
    assert sound(case)


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        ({"a": Cost(Decimal(600_000))}, "outcome_missing"),
        ({"a": Cost(Decimal(600_000)), "b": Cost(Decimal(-1))}, "outcome_missing"),
        ({"a": Cost(Decimal(540_000)), "b": Cost(Decimal(10_000))}, "explanation_missing"),
        ({"a": Cost(Decimal(600_000)), "b": Cost(Decimal(11_001))}, "explanation_missing"),
    ],
)
def test_an_outcome_leaves_no_line_out_and_no_large_difference_unexplained(world, case, costs, code):
    assert refused(report_outcome, case, year=2014, costs=costs, after=0, by=world.writer) == (code, 422, "costs")
    assert refused(report_outcome, case, year=2014, costs=costs, after=0, by=world.preparer)[1] == 403


def test_nothing_is_offered_to_ask_for_when_nothing_is_left(client, world, case):
    client.force_login(world.officer)
    address = f"/arenden/{case.number}/rekvisition/"

    assert f'href="{address}"' in client.get(f"/arenden/{case.number}/ekonomi/").content.decode()
    for year, amount in ((2014, 610_000), (2015, 700_000)):
        asked(case, world.officer, lines=[("Lön", Decimal(amount))], year=year)
    page = client.get(f"/arenden/{case.number}/ekonomi/").content.decode()
    assert f'href="{address}"' not in page


def test_what_is_paid_in_january_for_last_year_is_last_years_money(world, case):
    payment = asked(case, world.flen_chair)
    approve_payment(payment, by=world.officer)

    record_paid(payment, paid_on=date(2015, 1, 20), by=world.officer)

    entry = LedgerEntry.objects.get(payment=payment)
    assert (entry.year, entry.on) == (2014, date(2015, 1, 20))
    assert [int(row.paid) for row in FundYear.objects.order_by("year")] == [310_000, 0]
    assert [(each.year, int(each.paid)) for each in sums_of(Asked(case=case))] == [(2014, 310_000), (2015, 0)]
    assert sound(case)


def test_a_call_off_is_moved_to_another_year_by_taking_it_back_and_calling_off_anew(world, case):
    given = {"quantity": Decimal(40), "unit": "hours", "body": world.flen, "amount": Decimal(18_000)}
    made = call_off(case, year=2014, by=world.flen_chair, **given)

    take_back_call_off(made, by=world.flen_chair)
    call_off(case, year=2015, by=world.flen_chair, **given)

    assert [int(row.claimed) for row in GrantedAmount.objects.in_force(case).order_by("year")] == [0, 18_000]
    assert sound(case)
