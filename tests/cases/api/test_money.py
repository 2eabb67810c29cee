"""What is done with a grant by program: asked for, settled, called off, accounted for, given back."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions.set_limit import make_limit
from cases.models import CallOff, Document, GrantedAmount, OutcomeReport, PaymentRequest
from tests.builders import cases as build
from tests.builders.api import Caller, refused
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db
LINES = [{"what": "Lön", "amount": "300000"}, {"what": "Resor", "amount": "10000.50"}]


@pytest.fixture
def world():
    return build.a_world()


@pytest.fixture
def case(world):
    """610 000 kr for 2014 and 700 000 kr for 2015."""
    return build.granted_case(world, "lsg-flen", fund=a_fund(2014, 2015))


def money(caller, case):
    return caller.get(f"/cases/{case.number}/money").json()


def test_money_is_asked_for_approved_and_paid_with_its_receipts(world, case):
    writer, officer = Caller(world.writer), Caller(world.officer)
    path = f"/cases/{case.number}/payments"
    sent = {"year": 2014, "lines": LINES, "payee": "Flens kommun, ref 77"}
    done = writer.post(path, sent, idempotency_key="a")
    assert (done.status_code, done.json()["made"]) == (200, {"kind": "payment", "id": "1"}), done.content
    assert writer.post(path, sent, idempotency_key="a").json() == done.json()
    picture = SimpleUploadedFile("kvitto.png", build.PNG)
    kept = writer.send_form(f"{path}/1/receipts", {"receipts": [picture]}, idempotency_key="b")
    assert kept.json()["made"]["kind"] == "document", kept.content
    (asked,) = money(officer, case)["payments"]
    assert (asked["amount"], asked["state"], asked["lines"], asked["payee"]) == (
        "310000.50",
        "asked",
        [{"what": "Lön", "amount": "300000.00"}, {"what": "Resor", "amount": "10000.50"}],
        "Flens kommun, ref 77",
    )
    assert [str(number) for number in asked["receipts"]] == [kept.json()["made"]["id"]]

    assert officer.post(f"{path}/1/approve", idempotency_key="c").status_code == 200
    paid = officer.post(f"{path}/1/paid", {"paid_on": "2014-09-01"}, idempotency_key="d")
    assert paid.status_code == 200, paid.content
    (told,) = money(writer, case)["payments"]
    assert (told["state"], told["paid_on"]) == ("paid", "2014-09-01")
    assert refused(officer.post(f"{path}/1/refuse", {"reason": "Fel."}, idempotency_key="e")) == (409, "too_late")


def test_the_same_key_with_another_receipt_is_refused(world, case):
    writer, path = Caller(world.writer), f"/cases/{case.number}/payments"
    writer.post(path, {"year": 2014, "lines": LINES}, idempotency_key="a")
    one, other = (SimpleUploadedFile("kvitto.png", build.PNG + extra) for extra in (b"", b"\x00"))
    first = writer.send_form(f"{path}/1/receipts", {"receipts": [one]}, idempotency_key="b")
    one.seek(0)
    again = writer.send_form(f"{path}/1/receipts", {"receipts": [one]}, idempotency_key="b")
    assert again.json() == first.json()
    assert refused(writer.send_form(f"{path}/1/receipts", {"receipts": [other]}, idempotency_key="b")) == (
        422,
        "key_reused",
    )
    assert Document.objects.filter(kind="receipt").count() == 1


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"year": 2019}, ["year"]),
        ({"lines": []}, ["lines"]),
        ({"lines": [{"what": "Lön", "amount": "1"}, {"what": "", "amount": "1"}]}, ["lines", "1", "what"]),
        ({"lines": [{"what": "Lön", "amount": "0"}]}, ["lines", "0", "amount"]),
        ({"lines": [{"what": "Lön", "amount": "610000.01"}]}, ["lines"]),
        ({"lines": [{"what": "Lön", "amount": 1}]}, ["lines", "0", "amount"]),
        ({"body": "lsg-strangnas"}, ["body"]),
        ({"hittepå": 1}, ["hittepå"]),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands_and_asks_for_nothing(world, case, changed, path):
    sent = {"year": 2014, "lines": LINES} | changed
    response = Caller(world.writer).post(f"/cases/{case.number}/payments", sent, idempotency_key="a")
    assert refused(response) == (422, "not_valid")
    assert response.json()["problems"][0]["path"] == ["body", *path]
    assert not PaymentRequest.objects.exists()


def test_nobody_approves_what_they_asked_for_and_only_the_office_settles(world, case):
    officer, writer, path = Caller(world.officer), Caller(world.writer), f"/cases/{case.number}/payments"
    officer.post(path, {"year": 2014, "lines": LINES}, idempotency_key="a")
    assert refused(officer.post(f"{path}/1/approve", idempotency_key="b")) == (409, "too_late")
    for act, sent in (("approve", None), ("refuse", {"reason": "Fel."}), ("paid", {"paid_on": "2014-09-01"})):
        assert refused(writer.post(f"{path}/1/{act}", sent, idempotency_key=act)) == (403, "not_allowed")
    assert refused(Caller(world.preparer).post(f"{path}/1/take-back", idempotency_key="c")) == (403, "not_allowed")
    assert refused(Caller(world.strangnas_chair).post(f"{path}/1/take-back", idempotency_key="c")) == (404, "not_found")
    assert refused(writer.post(f"{path}/2/take-back", idempotency_key="c")) == (404, "not_found")
    assert writer.post(f"{path}/1/take-back", idempotency_key="d").status_code == 200
    assert GrantedAmount.objects.in_force(case).get(year=2014).claimed == 0


def test_support_is_called_off_and_taken_back(world, case):
    writer, path = Caller(world.writer), f"/cases/{case.number}/call-offs"
    sent = {"year": 2014, "quantity": "20", "unit": "hours", "amount": "9000", "note": "Handledning"}
    made = writer.post(path, sent, idempotency_key="a").json()["made"]
    assert made == {"kind": "call_off", "id": str(CallOff.objects.get().pk)}
    (told,) = money(writer, case)["call_offs"]
    assert (told["quantity"], told["unit"], told["amount"], told["note"]) == (
        "20.00",
        "hours",
        "9000.00",
        "Handledning",
    )
    assert writer.post(f"{path}/{made['id']}/take-back", idempotency_key="b").status_code == 200
    assert refused(writer.post(f"{path}/{made['id']}/take-back", idempotency_key="c")) == (409, "too_late")
    assert refused(writer.post(path, sent | {"quantity": "0"}, idempotency_key="d")) == (422, "not_valid")
    assert refused(Caller(world.preparer).post(path, sent, idempotency_key="e")) == (403, "not_allowed")


def test_what_a_year_cost_is_reported_line_by_line_and_a_report_that_was_overtaken_is_refused(world, case):
    writer, path = Caller(world.writer), f"/cases/{case.number}/outcomes/2014"
    asked = writer.get(f"/cases/{case.number}/moves/report_outcome?id=2014").json()
    lines = {each["value"]: {"outcome": "1", "explanation": "Mindre."} for each in asked["choices"]["lines"]}
    assert lines
    done = writer.post(path, {"after": 0, "lines": lines}, idempotency_key="a")
    assert (done.status_code, done.json()["made"]) == (200, {"kind": "outcome", "id": "1"}), done.content
    (told,) = money(writer, case)["outcomes"]
    assert (told["year"], told["number"], {each["line"] for each in told["lines"]}) == (2014, 1, set(lines))
    assert refused(writer.post(path, {"after": 0, "lines": lines}, idempotency_key="b")) == (409, "too_late")
    assert writer.post(path, {"after": 1, "lines": lines}, idempotency_key="c").json()["made"]["id"] == "2"
    assert OutcomeReport.objects.count() == 2


def test_a_line_that_is_left_out_or_unknown_or_unexplained_is_named(world, case):
    writer, path = Caller(world.writer), f"/cases/{case.number}/outcomes/2014"
    asked = writer.get(f"/cases/{case.number}/moves/report_outcome?id=2014").json()
    (first, *others) = [each["value"] for each in asked["choices"]["lines"]]
    whole = {each: {"outcome": "1", "explanation": "Mindre."} for each in (first, *others)}
    for sent, way in (
        ({each: whole[each] for each in others}, ["body", f"outcome_{first}"]),
        (whole | {"hittepå": {"outcome": "1"}}, ["body", "lines", "hittepå", "outcome"]),
        (whole | {first: {"outcome": "1"}}, ["body", "lines", first, "explanation"]),
    ):
        response = writer.post(path, {"after": 0, "lines": sent}, idempotency_key="a")
        assert refused(response) == (422, "not_valid")
        assert response.json()["problems"][0]["path"] == way
    assert not OutcomeReport.objects.exists()
    gone = writer.post(f"/cases/{case.number}/outcomes/2019", {"after": 0, "lines": whole}, idempotency_key="a")
    assert refused(gone) == (404, "not_found")


def test_what_is_left_of_a_year_is_given_back_by_the_office_alone(world, case):
    officer, path = Caller(world.officer), f"/cases/{case.number}/grants/2015/release"
    assert refused(Caller(world.writer).post(path, {"reason": "Klart."}, idempotency_key="a")) == (403, "not_allowed")
    assert officer.post(path, {"reason": "Klart."}, idempotency_key="a").status_code == 200
    assert GrantedAmount.objects.in_force(case).get(year=2015).left == Decimal(0)
    assert refused(officer.post(path, {"reason": "Klart."}, idempotency_key="b")) == (409, "too_late")


def test_the_money_of_a_case_costs_the_same_to_read_however_much_was_asked_for(world, case):
    writer = Caller(world.writer)
    line = {"lines": [{"what": "Lön", "amount": "1"}], "year": 2014}
    paths = [f"/cases/{case.number}/money", f"/cases/{case.number}/moves"]
    counts = []
    for turn in range(2):
        for place in range(1 + 3 * turn):
            assert writer.post(paths[0][:-5] + "payments", line, idempotency_key=f"{turn}-{place}").status_code == 200
        counts.append([cost(writer, path) for path in paths])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 22


def cost(caller, path):
    with CaptureQueriesContext(connection) as captured:
        assert caller.get(path).status_code == 200
    return len(captured)


def test_the_office_sets_money_aside_and_moves_it_and_reads_what_was_done(world):
    fund = a_fund(2014)
    officer, path = Caller(world.officer), f"/funds/{fund.key}"
    sent = {"year": 2015, "amount": "500000", "note": "Budget 2015"}
    assert refused(Caller(world.writer).post(f"{path}/appropriations", sent, idempotency_key="a")) == (
        403,
        "not_allowed",
    )
    assert refused(Caller(world.stranger).post(f"{path}/appropriations", sent, idempotency_key="a")) == (
        404,
        "not_found",
    )
    done = officer.post(f"{path}/appropriations", sent, idempotency_key="a")
    assert done.status_code == 200, done.content
    assert officer.post(f"{path}/appropriations", sent, idempotency_key="a").json() == done.json()
    moved = {"from_year": 2014, "to_year": 2015, "amount": "295000", "reference": "Styrelsen § 7", "reason": "Senare"}
    too_much = moved | {"amount": "9000000"}
    assert refused(officer.post(f"{path}/moves", too_much, idempotency_key="b")) == (422, "not_valid")
    assert officer.post(f"{path}/moves", moved, idempotency_key="c").status_code == 200
    (told,) = officer.get("/funds").json()["results"]
    left = {each["year"]: each["left"] for each in told["years"]}
    assert left == {2014: "2000000.00", 2015: "795000.00"}
    events = Caller(world.writer).get(f"{path}/events").json()
    assert [each["kind"] for each in events["results"]] == [
        "fund_moved",
        "fund_appropriated",
        "fund_appropriated",
        "fund_made",
    ]
    assert refused(officer.get("/funds/finns-inte/events")) == (404, "not_found")


def test_amount_limits_are_read_with_what_was_done_to_them(world):
    make_limit(key="delegation", name="Delegation", amount=Decimal(50_000), by=world.officer)
    writer = Caller(world.writer)
    assert [(each["key"], each["amount"]) for each in writer.get("/amount-limits").json()["results"]] == [
        ("delegation", "50000.00")
    ]
    (made,) = writer.get("/amount-limits/events").json()["results"]
    assert (made["kind"], made["of"]) == ("limit_made", "delegation")
