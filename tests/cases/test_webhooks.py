"""Other systems are told of what happens in cases: signed, once for each event, tried again, and never inside."""

import json
import re
import textwrap
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from cases import outgoing
from cases.actions.deliver_webhook import WAITS, deliver_webhook, send_again
from cases.actions.post_message import post_message
from cases.domain.signing import WINDOW, is_signed, signature
from cases.models import Case, CaseEvent, Webhook, WebhookDelivery
from cases.queries.timeline import TELLERS
from cases.queries.timeline_money import OF_MONEY
from cases.webhooks import EVENTS, event_id
from tests.builders import cases as build
from tests.builders.people import person

pytestmark = pytest.mark.django_db
SECRET = "hemlighet-mellan-tva-system"
State = WebhookDelivery.State


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()

    def log_message(self, *args):
        """Not into the test's output."""


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_TO_PRIVATE = True
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.seen, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join(10)
    server.server_close()


def hook(receiver=None, **values):
    url = f"http://127.0.0.1:{receiver.server_port}/emot?a=1" if receiver else "https://example.org/emot"
    return Webhook.objects.create(**{"name": "Arkivet", "url": url, "secret": SECRET, **values})


@pytest.fixture
def world():
    return build.a_world()


def queued():
    return [task.task["args"][2] for task in OrmQ.objects.order_by("pk") if task.task["args"][1].endswith("webhook")]


def test_each_event_is_queued_once_for_each_system_that_asks_for_it(world):
    every, some = hook(), hook(kinds=["answered", "withdrawn"])
    hook(active=False)
    case = build.an_application(world, "lsg-flen")
    build.support(case, "lsg-flen", by=world.flen_chair)
    told = [(row.webhook, row.event.kind) for row in WebhookDelivery.objects.order_by("pk")]
    assert told == [(every, "opened"), (every, "answered"), (some, "answered")]
    assert queued() == [[row.pk] for row in WebhookDelivery.objects.order_by("pk")]


def test_what_was_undone_is_told_to_nobody(world):
    hook()
    with transaction.atomic():
        build.an_application(world, "lsg-flen")
        transaction.set_rollback(True)
    assert (WebhookDelivery.objects.count(), queued()) == (0, [])


def test_a_system_gets_references_signed_and_nothing_that_somebody_wrote(world, receiver):
    hook(receiver)
    case = build.an_application(world, "lsg-flen")
    post_message(case, by=world.writer, text="Något mycket personligt")
    for (delivery,) in queued():
        assert deliver_webhook(delivery) == "delivered"
    path, headers, body = receiver.seen[1]
    event = CaseEvent.objects.last()
    assert path == "/emot?a=1"
    assert json.loads(body) == {
        "id": str(event_id(case.number, 2)),
        "kind": "message_posted",
        "at": event.at.isoformat(),
        "case": {"number": case.number, "api": f"/api/v1/cases/{case.number}"},
        "event": 2,
        "sha256": event.sha256,
        "status": "waiting",
        "stage": "lsg",
    }
    assert headers["Samverka-Event"] == "message_posted"
    assert headers["Samverka-Event-Id"] == str(event_id(case.number, 2))
    now = int(timezone.now().timestamp())
    assert is_signed(SECRET, headers["Samverka-Signature"], body, now=now)
    assert not is_signed("en annan hemlighet", headers["Samverka-Signature"], body, now=now)
    written = b"".join(each[2] for each in receiver.seen).decode()
    for personal in ("personligt", case.title, world.writer.name, world.writer.email):
        assert personal not in written


DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def as_documented(secret: str, header: str, body: bytes) -> bool:
    """What a receiver gets who copies the example out of the documentation."""
    (example,) = re.findall(r"```python\n(.*?Samverka-Signature.*?)```", DOCS.read_text(), re.DOTALL)
    names: dict = {"secret": secret.encode(), "header": header, "body": body}
    exec(textwrap.dedent(example), names)  # noqa: S102 our own documentation
    return names["ok"]


def test_the_example_in_the_documentation_takes_what_we_sign_and_nothing_else(world, receiver):
    hook(receiver)
    build.an_application(world, "lsg-flen")
    for (delivery,) in queued():
        assert deliver_webhook(delivery) == "delivered"
    (_path, headers, body) = receiver.seen[0]
    header = headers["Samverka-Signature"]
    assert as_documented(SECRET, header, body)
    assert not as_documented(SECRET, header, body + b" ")
    assert not as_documented("en annan hemlighet", header, body)
    old = signature(SECRET, int(timezone.now().timestamp()) - WINDOW - 1, body)
    assert not as_documented(SECRET, old, body)


@pytest.mark.parametrize("later", [-WINDOW - 1, WINDOW + 1])
def test_what_was_signed_long_ago_is_refused(later):
    header = signature(SECRET, 1_000_000, b"{}")
    assert is_signed(SECRET, header, b"{}", now=1_000_000)
    assert not is_signed(SECRET, header, b"{}", now=1_000_000 + later)


@pytest.mark.parametrize("header", ["", "t=,v1=", "v1=abc", "t=1000000", "t=٣,v1=a", "t=1000000,v1=å", "=,=,="])
def test_a_header_that_is_no_signature_is_refused(header):
    assert not is_signed(SECRET, header, b"{}", now=1_000_000)


def test_a_body_that_was_changed_on_the_way_is_refused():
    assert not is_signed(SECRET, signature(SECRET, 1_000_000, b"{}"), b"{ }", now=1_000_000)


def test_what_was_delivered_is_not_sent_again(world, receiver):
    hook(receiver)
    build.an_application(world, "lsg-flen")
    ((delivery,),) = queued()
    assert [deliver_webhook(delivery) for _ in range(2)] == ["delivered", "already settled"]
    assert len(receiver.seen) == 1


def test_a_worker_that_died_leaves_the_delivery_to_another_with_the_same_event_id(world, receiver):
    hook(receiver)
    build.an_application(world, "lsg-flen")
    delivery = WebhookDelivery.objects.get()
    now = timezone.now()
    WebhookDelivery.objects.update(taken_until=now + timedelta(minutes=1), attempts=1)
    assert deliver_webhook(delivery.pk, at=now) == "taken"
    assert deliver_webhook(delivery.pk, at=now + timedelta(minutes=2)) == "delivered"
    assert receiver.seen[0][1]["Samverka-Event-Id"] == str(delivery.uid)


@pytest.mark.parametrize("answer", [500, 404, 301, 503])
def test_what_a_system_does_not_take_is_tried_again_with_growing_waits_and_then_set_aside(world, receiver, answer):
    hook(receiver)
    build.an_application(world, "lsg-flen")
    delivery = WebhookDelivery.objects.get()
    receiver.answers = [answer] * (len(WAITS) + 1)
    now = timezone.now()
    waits = []
    for _ in WAITS:
        assert deliver_webhook(delivery.pk, at=now) == "waits"
        delivery.refresh_from_db()
        assert Schedule.objects.filter(next_run=delivery.next_at).count() == 1
        waits.append(delivery.next_at - now)
        now = delivery.next_at
    assert tuple(waits) == WAITS == tuple(sorted(WAITS))
    assert deliver_webhook(delivery.pk, at=now) == "set aside"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.next_at) == (State.SET_ASIDE, None)
    assert delivery.status == answer
    assert deliver_webhook(delivery.pk, at=now) == "already settled"


def test_a_system_that_is_not_there_is_waited_for(world, settings):
    settings.WEBHOOKS_TO_PRIVATE = True
    hook(url="http://127.0.0.1:9/")
    build.an_application(world, "lsg-flen")
    delivery = WebhookDelivery.objects.get()
    assert deliver_webhook(delivery.pk) == "waits"
    delivery.refresh_from_db()
    assert delivery.error
    assert delivery.status is None


def test_a_system_that_is_switched_off_is_told_nothing_more(world, receiver):
    found = hook(receiver)
    build.an_application(world, "lsg-flen")
    found.active = False
    found.save()
    assert deliver_webhook(WebhookDelivery.objects.get().pk) == "switched off"
    assert receiver.seen == []


INSIDE = [
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104
    "100.64.0.1",
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:127.0.0.1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_is_sent_into_our_own_networks_whatever_name_leads_there(world, address, monkeypatch):
    family = (10, 1, 6, "", (address, 443, 0, 0)) if ":" in address else (2, 1, 6, "", (address, 443))
    outside = (2, 1, 6, "", ("93.184.216.34", 443))
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **more: [outside, family])
    monkeypatch.setattr("socket.create_connection", lambda *args: pytest.fail("was called"))
    hook()
    build.an_application(world, "lsg-flen")
    delivery = WebhookDelivery.objects.get()
    assert deliver_webhook(delivery.pk) == "waits"
    delivery.refresh_from_db()
    assert "network of our own" in delivery.error


def test_the_address_that_was_looked_at_is_the_one_that_is_called(monkeypatch):
    asked = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **more: [(2, 1, 6, "", ("93.184.216.34", 443))])
    monkeypatch.setattr("socket.create_connection", lambda where, timeout: asked.append(where))
    outgoing.connected("example.org", 443)
    assert asked == [("93.184.216.34", 443)]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://a:b@example.org/",
        "https://intranet.local/",
        "ftp://example.org/",
        "https://169.254.169.254/latest",
    ],
)
def test_an_address_that_is_no_place_for_it_is_refused_when_it_is_written(url):
    with pytest.raises(ValidationError) as refused:
        Webhook(name="Arkivet", url=url, secret=SECRET).full_clean()
    assert list(refused.value.message_dict) == ["url"]


def test_a_short_secret_is_refused():
    with pytest.raises(ValidationError) as refused:
        Webhook(name="Arkivet", url="https://example.org/", secret="kort").full_clean()
    assert list(refused.value.message_dict) == ["secret"]


def test_every_kind_of_event_can_be_asked_for():
    folder = Path(__file__).parents[2] / "cases" / "actions"
    written = "".join(file.read_text() for file in folder.glob("*.py"))
    recorded = set(re.findall(r'audit\.record\(\s*[^"]*?,\s*"(\w+)"', written))
    assert len(recorded) >= 10
    assert recorded - set(EVENTS) == set()
    # What a case's own page tells of is what other systems are told of.
    assert {*TELLERS, *OF_MONEY} ^ set(EVENTS) == set()


@contextmanager
def as_(user):
    client = Client()
    client.force_login(user)
    yield client


@pytest.fixture
def administrator():
    user = person("Administratör")
    user.is_superuser = user.is_staff = True
    user.save()
    return user


PAGES = ("/admin/webhookar/", "/admin/webhookar/new/", "/admin/leveranser/", "/admin/uppgifter/")


def test_administrators_alone_see_systems_and_deliveries(world, administrator):
    hook()
    build.an_application(world, "lsg-flen")
    delivery = WebhookDelivery.objects.get()
    pages = (*PAGES, f"/admin/leveranser/inspect/{delivery.pk}/")
    with as_(administrator) as client:
        assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
        assert client.get("/admin/leveranser/new/").status_code in (302, 403, 404)
        assert client.get(f"/admin/leveranser/delete/{delivery.pk}/").status_code in (302, 403, 404)
    with as_(world.officer) as client:
        assert {client.get(page).status_code for page in pages} <= {302, 403, 404}
        assert client.post(f"/admin/leveranser/{delivery.pk}/igen/").status_code in (302, 403)
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING


def test_an_administrator_adds_a_system_and_is_told_what_is_wrong_with_it(administrator):
    posted = {"name": "Arkivet", "url": "http://127.0.0.1/", "secret": SECRET, "kinds": ["answered"], "active": "on"}
    with as_(administrator) as client:
        page = client.post("/admin/webhookar/new/", posted)
        assert page.status_code == 200
        assert "Adressen måste börja med https://." in page.content.decode()
        client.post("/admin/webhookar/new/", posted | {"url": "https://example.org/emot"})
    found = Webhook.objects.get()
    assert (found.url, found.kinds, found.active) == ("https://example.org/emot", ["answered"], True)


def test_what_was_set_aside_is_seen_and_sent_again(world, administrator, receiver):
    hook(receiver)
    build.an_application(world, "lsg-flen")
    delivery = WebhookDelivery.objects.get()
    WebhookDelivery.objects.update(state=State.SET_ASIDE, attempts=7, error="nej")
    with as_(administrator) as client:
        page = client.get(f"/admin/leveranser/inspect/{delivery.pk}/").content.decode()
        assert "Skicka igen" in page
        assert f"{delivery.event.case.number}: En ansökan tas emot och diarieförs" in page
        assert ("<dd>–</dd>" in "".join(page.split()), "<dd>None</dd>" in "".join(page.split())) == (True, False)
        assert client.post(f"/admin/leveranser/{delivery.pk}/igen/").status_code == 302
        assert "Skicka igen" not in client.get(f"/admin/leveranser/inspect/{delivery.pk}/").content.decode()
    assert deliver_webhook(delivery.pk) == "delivered"
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.state) == (1, State.DELIVERED)
    assert send_again(delivery) is False


def test_what_was_set_aside_is_sent_again_together(world, administrator):
    hook()
    off = hook(active=False, name="Avstängt")
    case = build.an_application(world, "lsg-flen")
    build.support(case, "lsg-flen", by=world.flen_chair)
    waiting = WebhookDelivery.objects.first()
    WebhookDelivery.objects.exclude(pk=waiting.pk).update(state=State.SET_ASIDE, attempts=7, status=500)
    event = case.events.first()
    kept = WebhookDelivery.objects.create(webhook=off, event=event, uid=event_id(case.number, 1), state=State.SET_ASIDE)
    count = WebhookDelivery.objects.filter(state=State.SET_ASIDE).count() - 1
    with as_(world.officer) as client:
        assert client.post("/admin/leveranser/alla/igen/").status_code in (302, 403)
        assert WebhookDelivery.objects.filter(state=State.SET_ASIDE).count() == count + 1
    with as_(administrator) as client:
        page = client.get("/admin/leveranser/").content.decode()
        assert "lagd åt sidan" in page
        assert "Svarade 500" in page
        assert client.post("/admin/leveranser/alla/igen/").status_code == 302
    # A system that is switched off is told nothing, and waits for somebody to switch it on.
    assert [*WebhookDelivery.objects.filter(state=State.SET_ASIDE)] == [kept]


def test_a_delivery_says_when_it_is_tried_again_and_what_went_wrong(world, administrator):
    hook()
    build.an_application(world, "lsg-flen")
    at = datetime(2026, 3, 14, 13, 5, tzinfo=timezone.get_current_timezone())
    WebhookDelivery.objects.update(next_at=at, attempts=1, error="Connection refused")
    with as_(administrator) as client:
        page = client.get("/admin/leveranser/").content.decode()
    assert "Försöks igen 2026-03-14 13:05" in page
    assert "Connection refused" in page


def test_without_systems_an_event_costs_one_query(world, django_assert_num_queries):
    case = build.an_application(world, "lsg-flen")
    event = CaseEvent.objects.select_related("case").get()
    from cases.webhooks import queue

    with django_assert_num_queries(1):
        queue(event)
    assert Case.objects.get() == case
