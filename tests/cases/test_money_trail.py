"""The trail of the association's money: each act on a fund or a limit is told, sealed and compared with the tables."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from cases.actions.keep_fund import change_fund, make_fund
from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.actions.set_limit import make_limit, set_limit
from cases.errors import CaseError
from cases.guards import lifted
from cases.models import AmountLimit, Appropriation, Fund, FundYear, LedgerEntry, MoneyEvent
from cases.models.event import AppendOnlyError
from cases.queries.trail_of_funds import check_money_trail, replayed
from people.models import User
from tests.builders.cases import a_world, granted_case
from tests.builders.money import a_fund

pytestmark = pytest.mark.django_db
MOVE = {
    "from_year": 2014,
    "to_year": 2015,
    "amount": Decimal(5),
    "reference": "Styrelsen § 7",
    "reason": "Senare start",
}
before_its_trail = import_module("cases.migrations.0053_money_before_its_trail")


def told(subject):
    return [(event.seq, event.kind, event.reason, event.actor) for event in subject.events.order_by("seq")]


def faults(subject):
    subject.refresh_from_db()
    return [(fault.seq, fault.code) for fault in check_money_trail(subject)]


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def fund(world):
    """Four events: made, set aside twice, moved."""
    fund = make_fund(key="processtod", name="Processtöd", by=world.officer)
    record_appropriation(fund, year=2014, amount=Decimal(100), by=world.officer, note="Budget 2014")
    record_appropriation(fund, year=2015, amount=Decimal(50), by=world.officer)
    move_between_years(fund, by=world.officer, **MOVE)
    return fund


def test_what_is_set_aside_and_moved_is_told_with_who_and_why(world, fund):
    assert told(fund) == [
        (1, "made", "", world.officer),
        (2, "appropriated", "Budget 2014", world.officer),
        (3, "appropriated", "", world.officer),
        (4, "moved", "Senare start", world.officer),
    ]
    move = fund.events.get(seq=4)
    out, into = LedgerEntry.objects.filter(kind="moved").order_by("year")
    assert move.data == {
        "from": 2014,
        "to": 2015,
        "amount": "5.00",
        "reference": "Styrelsen § 7",
        "move": str(out.move),
        "entries": [[out.pk, 2014, "-5.00"], [into.pk, 2015, "5.00"]],
    }
    assert faults(fund) == []


def test_a_decision_of_a_case_is_named_and_told_in_both_trails(world, fund):
    case = granted_case(world, fund=a_fund(2014, 2015, key="annan"))

    record_appropriation(fund, year=2014, amount=Decimal(7), decision=case.decisions.get(), by=world.officer)
    move_between_years(fund, by=world.officer, **MOVE | {"reference": f"{case.number} § 34"})

    assert [event.data.get("case") for event in fund.events.filter(seq__gt=4)] == [case.number, case.number]
    assert list(case.events.order_by("-seq").values_list("kind", flat=True)[:2]) == [
        "money_moved",
        "appropriation_recorded",
    ]
    assert faults(fund) == []


def test_what_is_refused_leaves_no_event(world, fund):
    for act in (
        lambda: move_between_years(fund, by=world.officer, **MOVE | {"amount": Decimal(96)}),
        lambda: move_between_years(fund, by=world.officer, **MOVE | {"reason": " "}),
        lambda: record_appropriation(fund, year=2014, amount=Decimal(-96), note="Lägre avgift", by=world.officer),
        lambda: record_appropriation(fund, year=2014, amount=Decimal(-1), note=" ", by=world.officer),
        lambda: record_appropriation(fund, year=2014, amount=Decimal(9), by=world.flen_chair),
        lambda: change_fund(fund, name="X", is_held=True, is_activity=False, reason="", by=world.officer),
    ):
        with pytest.raises(CaseError), transaction.atomic():
            act()

    assert fund.events.count() == 4
    assert faults(fund) == []


def test_a_changed_fund_tells_what_changed_and_why_and_its_years_follow(world, fund):
    changed = change_fund(
        fund, name="Processtöd LSG", is_held=False, is_activity=False, reason="Ramen är ett riktmärke", by=world.officer
    )
    same = {"name": changed.name, "is_held": False, "is_activity": False, "by": world.officer}

    assert change_fund(fund, reason="", **same).event_count == 5
    assert fund.events.get(seq=5).data == {"name": "Processtöd LSG", "is_held": False}
    assert set(FundYear.objects.filter(fund=fund).values_list("is_held", flat=True)) == {False}
    assert faults(fund) == []


def test_a_fund_that_has_granted_more_than_it_has_cannot_be_held(world):
    fund = make_fund(key="ram", name="Ram", is_held=False)
    granted_case(world, fund=fund)

    with pytest.raises(CaseError) as refused, transaction.atomic():
        change_fund(fund, name="Ram", is_held=True, is_activity=False, reason="Ska hållas", by=world.officer)

    assert (refused.value.code, refused.value.field) == ("granted_over_what_is_set_aside", "is_held")
    assert faults(fund) == []


def test_a_limit_tells_what_it_was_set_to_and_by_which_decision(world):
    limit = make_limit(key="delegation", name="Direktörens delegation", amount=Decimal(50_000), by=world.officer)
    set_limit(limit, Decimal(75_000), note="Styrelsen § 9", by=world.officer)
    set_limit(limit, Decimal(75_000), by=world.officer)

    assert told(limit) == [(1, "made", "", world.officer), (2, "changed", "Styrelsen § 9", world.officer)]
    assert limit.events.get(seq=2).data == {"amount": "75000.00", "note": "Styrelsen § 9"}
    assert replayed(list(limit.events.order_by("seq"))) == {
        "name": "Direktörens delegation",
        "amount": "75000.00",
        "note": "Styrelsen § 9",
    }
    assert faults(limit) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE cases_moneyevent SET reason = 'Senare Start' WHERE seq = 4", [(4, "seal_broken")]),
        ("UPDATE cases_moneyevent SET at = '2014-01-01 00:00:00+00:00' WHERE seq = 2", [(2, "seal_broken")]),
        ("DELETE FROM cases_moneyevent WHERE seq = 2", [(2, "event_missing")]),
        ("DELETE FROM cases_moneyevent WHERE seq = 4", [(3, "last_event_missing")]),
        ("DELETE FROM cases_moneyevent", [(0, "last_event_missing")]),
        ("UPDATE cases_fund SET name = 'Annat'", [(0, "money_events_differ")]),
        ("UPDATE cases_fund SET is_held = false", [(0, "money_events_differ")] * 3),
        ("UPDATE cases_fundyear SET appropriated = 96 WHERE year = 2014", [(0, "money_events_differ")]),
        ("UPDATE cases_ledgerentry SET amount = 51 WHERE year = 2015 AND amount = 50", [(3, "money_events_differ")]),
    ],
)
def test_what_was_changed_behind_our_back_is_found_and_named(fund, statement, expected):
    with lifted(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert faults(fund) == expected
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", stderr=said, stdout=StringIO())
    assert "fund:processtod" in said.getvalue()


def test_two_events_that_changed_places_are_found(fund):
    with lifted(), connection.cursor() as cursor:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            cursor.execute("UPDATE cases_moneyevent SET seq = %s WHERE seq = %s", [after, before])

    assert (2, "seal_broken") in faults(fund)
    assert (3, "seal_broken") in faults(fund)


def test_an_entry_that_no_event_tells_of_is_found(fund):
    now = fund.events.get(seq=4).at
    LedgerEntry(fund=fund, year=2014, kind="appropriated", amount=1, on=date(2014, 1, 1), at=now).save()

    assert faults(fund) == [(0, "entry_without_event")]


def test_an_event_is_never_changed_or_deleted(fund):
    event, every = fund.events.get(seq=1), MoneyEvent.objects.all()

    for act in (event.save, event.delete, every.delete, lambda: every.update(reason="x")):
        with pytest.raises(AppendOnlyError):
            act()


def test_what_was_there_before_the_trail_begins_it_as_it_stood(world, fund):
    make_limit(key="delegation", name="Delegation", amount=Decimal(50_000))
    with lifted():
        before_its_trail.forget(apps_with_plain_managers(), None)
        before_its_trail.enter(apps, None)

    first = MoneyEvent.objects.get(fund=fund)
    assert (first.kind, first.actor, len(first.data["entries"])) == ("stood", None, 4)
    assert faults(fund) == faults(AmountLimit.objects.get()) == []
    record_appropriation(fund, year=2014, amount=Decimal(3), by=world.officer)
    assert faults(fund) == []


def apps_with_plain_managers():
    """As the models of a migration: they know nothing of what our own refuse."""
    from django.db.models import QuerySet

    class Plain:
        def __init__(self, model):
            self.objects = QuerySet(model)

    class Apps:
        @staticmethod
        def get_model(label, name):
            return Plain(apps.get_model(label, name))

    return Apps


def test_the_administration_asks_why_a_fund_is_changed_and_keeps_what_was_typed(client):
    fund = make_fund(key="processtod", name="Processtöd")
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut"))
    address = reverse(Fund.snippet_viewset.get_url_name("edit"), args=[fund.pk])

    refused = client.post(address, {"name": "Processtöd LSG", "key": "annan"})
    kept = client.post(address, {"name": "Processtöd LSG", "key": "annan", "is_held": "on", "reason": "Nytt namn"})

    assert "Processtöd LSG" in refused.content.decode()
    assert "Skriv varför." in refused.content.decode()
    assert kept.status_code == 302
    fund.refresh_from_db()
    assert (fund.key, fund.name, fund.event_count) == ("processtod", "Processtöd LSG", 2)
    assert fund.events.get(seq=2).actor.email == "rut@example.org"


def test_an_appropriation_that_cannot_be_is_refused_in_the_administration(client, fund, world):
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut"))
    given = {"fund": fund.pk, "year": "1850", "amount": "5", "decision": "", "note": "Skäl"}

    answer = client.post(reverse(Appropriation.snippet_viewset.get_url_name("add")), given)

    assert answer.status_code == 200
    assert 'value="1850"' in answer.content.decode()
    assert fund.events.count() == 4


@pytest.mark.parametrize("model", [Fund, AmountLimit])
def test_what_has_a_trail_is_not_deleted_in_the_administration(client, model):
    made = make_fund(key="a", name="A") if model is Fund else make_limit(key="a", name="A", amount=Decimal(1))
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut"))

    client.post(reverse(model.snippet_viewset.get_url_name("delete"), args=[made.pk]))

    assert model.objects.filter(pk=made.pk).exists()


def test_the_administration_makes_a_fund_with_its_first_event(client):
    client.force_login(User.objects.create_superuser("rut@example.org", name="Rut"))
    given = {"name": "Samverkan", "key": "samverkan", "is_held": "on", "reason": "Budget 2027"}

    client.post(reverse(Fund.snippet_viewset.get_url_name("add")), given)

    event = Fund.objects.get(key="samverkan").events.get()
    assert (event.kind, event.reason, event.data["is_held"]) == ("made", "Budget 2027", True)
