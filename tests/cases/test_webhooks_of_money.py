"""What is done with funds and amount limits is told to other systems, in references and not in words."""

import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cases.actions.deliver_webhook import deliver_webhook
from cases.actions.keep_fund import change_fund, make_fund
from cases.actions.move_between_years import move_between_years
from cases.actions.record_appropriation import record_appropriation
from cases.actions.set_limit import make_limit, set_limit
from cases.models import MoneyEvent, Webhook, WebhookDelivery
from cases.webhooks import MONEY_EVENTS, payload
from tests.builders.cases import a_world
from tests.builders.people import person

pytestmark = pytest.mark.django_db
MOVE = {"from_year": 2014, "to_year": 2015, "amount": Decimal(5), "reference": "§ 7", "reason": "Gretas sjukdom"}


@pytest.fixture
def officer():
    return a_world().officer


def hook(**values):
    secret = "hemlighet-mellan-tva-system"
    return Webhook.objects.create(**{"name": "Arkivet", "url": "https://example.org/", "secret": secret, **values})


def everything_done(officer):
    fund = make_fund(key="processtod", name="Processtöd", by=officer)
    record_appropriation(fund, year=2014, amount=Decimal(100), by=officer, note="Gretas önskan")
    move_between_years(fund, by=officer, **MOVE)
    change_fund(fund, name="Stöd", is_held=True, is_activity=False, reason="Namnbyte", by=officer)
    limit = make_limit(key="delegation", name="Delegation", amount=Decimal(50_000), by=officer)
    set_limit(limit, Decimal(60_000), by=officer)


def test_each_act_is_told_once_to_who_asks_for_it(officer):
    every, some = hook(), hook(kinds=["fund_moved"])
    everything_done(officer)
    told = [(row.webhook, row.kind) for row in WebhookDelivery.objects.exclude(money_event=None).order_by("pk")]
    assert [kind for system, kind in told if system == every] == [
        "fund_made",
        "fund_appropriated",
        "fund_moved",
        "fund_changed",
        "limit_made",
        "limit_changed",
    ]
    assert [kind for system, kind in told if system == some] == ["fund_moved"]
    assert {kind for _system, kind in told} == set(MONEY_EVENTS)


def test_what_was_undone_is_told_to_nobody(officer):
    hook()
    with transaction.atomic():
        everything_done(officer)
        transaction.set_rollback(True)
    assert not WebhookDelivery.objects.exists()


def test_a_system_gets_which_fund_and_the_events_seal_and_no_words(officer):
    hook()
    everything_done(officer)
    for delivery in WebhookDelivery.objects.exclude(money_event=None):
        event = delivery.money_event
        said = payload(delivery)
        assert said == {
            "id": str(delivery.uid),
            "kind": delivery.kind,
            "at": event.at.isoformat(),
            event.of: "processtod" if event.of == "fund" else "delegation",
            "event": event.seq,
            "sha256": event.sha256,
        }
        assert "Greta" not in json.dumps(said)
    ids = WebhookDelivery.objects.exclude(money_event=None).values_list("uid", flat=True)
    assert len(set(ids)) == len(ids) == MoneyEvent.objects.count()


def test_a_delivery_of_money_goes_the_way_of_the_others_and_is_listed(client, officer, monkeypatch):
    hook()
    make_fund(key="processtod", name="Processtöd", by=officer)
    seen = []
    monkeypatch.setattr("cases.outgoing.post", lambda url, body, headers: seen.append(headers) or 204)
    delivery = WebhookDelivery.objects.get()
    assert deliver_webhook(delivery.pk) == "delivered"
    assert seen[0]["Samverka-Event"] == "fund_made"
    client.force_login(person("Administratör", is_superuser=True))
    for url in ("/admin/leveranser/", f"/admin/leveranser/inspect/{delivery.pk}/"):
        assert "Processtöd: Ett anslag läggs upp" in client.get(url).content.decode()


def test_a_delivery_is_of_a_case_or_of_money_and_not_of_both(officer):
    make_fund(key="processtod", name="Processtöd", by=officer)
    event, uid = MoneyEvent.objects.get(), "6f1c3a3e-0000-4000-8000-000000000000"
    about = {"webhook": hook(), "uid": uid, "money_event": event}
    WebhookDelivery.objects.create(**about)
    with pytest.raises(IntegrityError), transaction.atomic():
        WebhookDelivery.objects.create(**about)
