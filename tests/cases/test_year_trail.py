"""What is done in groups' years is told to other systems, comes with gathered letters, and agrees with its log."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.actions.deliver_webhook import deliver_webhook
from cases.actions.gather_emails import gather_emails
from cases.actions.mark_year import mark_happening, take_back_mark
from cases.actions.remind_year import remind_by_the_rules, remind_year
from cases.guards import lifted
from cases.models import Happening, HappeningMark, OutgoingEmail, Webhook, WebhookDelivery, YearEvent
from cases.queries.trail_of_years import year_chain_faults, year_faults
from cases.queries.year import years_of
from cases.webhooks import payload
from people.models import MailChoice, Role, User
from people.queries.mandates import standing
from tests.builders import cases as build
from tests.builders.people import person, seat

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
AT = datetime(2026, 6, 20, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def world() -> build.World:
    Happening.objects.update(since=date(2010, 1, 1))
    return build.a_world()


def tick(world: build.World, **more: Any) -> HappeningMark:
    happening = Happening.objects.get(key="planeringsdag")
    return mark_happening(happening, world.flen, FIRST, by=world.flen_chair, at=AT, **{"state": "done", **more})


def take_back(world: build.World) -> None:
    take_back_mark(Happening.objects.get(key="planeringsdag"), world.flen, FIRST, by=world.officer, at=AT)


def hook(**values: Any) -> Webhook:
    secret = "hemlighet-mellan-tva-system"
    return Webhook.objects.create(**{"name": "Arkivet", "url": "https://example.org/", "secret": secret, **values})


# Other systems


def test_each_thing_that_is_done_in_a_year_is_told_to_who_asks_for_it(world):
    every, some = hook(), hook(kinds=["year_tick_taken_back"])
    tick(world)
    take_back(world)
    one = years_of([world.flen], 2026, found=standing(world.officer), on=AT.date())[0]
    remind_year(one, by=world.officer, at=AT)
    told = [(row.webhook, row.kind) for row in WebhookDelivery.objects.order_by("pk")]
    assert told[:3] == [(every, "year_ticked"), (every, "year_tick_taken_back"), (some, "year_tick_taken_back")]
    assert {kind for _, kind in told[3:]} == {"year_reminded"}


def test_it_is_told_in_references_and_not_in_words(world):
    hook()
    tick(world, note="Hos Greta på Storgatan", done_on=date(2026, 5, 4))
    delivery = WebhookDelivery.objects.get()
    said = payload(delivery)
    assert {**said, "id": ""} == {
        "id": "",
        "kind": "year_ticked",
        "at": AT.astimezone(UTC).isoformat(),
        "group": "lsg-flen",
        "happening": "planeringsdag",
        "period_from": "2026-01-01",
        "state": "done",
        "done_on": "2026-05-04",
    }
    assert "Greta" not in json.dumps(said)


def test_a_delivery_of_a_year_goes_the_way_of_the_others_and_is_listed(client, world, monkeypatch):
    hook()
    tick(world)
    seen = []
    monkeypatch.setattr("cases.outgoing.post", lambda url, body, headers: seen.append(headers) or 204)
    delivery = WebhookDelivery.objects.get()
    assert deliver_webhook(delivery.pk) == "delivered"
    assert seen[0]["Samverka-Event"] == "year_ticked"
    client.force_login(person("Administratör", is_superuser=True))
    for url in ("/admin/leveranser/", f"/admin/leveranser/inspect/{delivery.pk}/"):
        assert "LSG Flen: Något i en grupps årshjul markeras för hand" in client.get(url).content.decode()


def test_a_delivery_is_of_one_event(world):
    tick(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        WebhookDelivery.objects.create(webhook=hook(), uid="6f1c3a3e-0000-4000-8000-000000000000")


# The log and the ticks


def faults() -> list[str]:
    return [fault.code for fault in year_faults()]


def test_a_tick_taken_back_and_made_again_agrees_with_the_log(world):
    tick(world)
    take_back(world)
    tick(world, state="not_needed", note="Ny grupp")
    assert faults() == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"state": "not_needed"}, "tick_differs"),
        ({"done_on": date(2026, 1, 2)}, "tick_differs"),
        ({"note": "En annan anledning"}, "tick_differs"),
        ({"span_from": date(2025, 1, 1)}, "tick_missing"),
    ],
)
def test_a_tick_that_was_changed_behind_the_log_is_found(world, change, found):
    mark = tick(world, note="Hölls")
    HappeningMark.objects.filter(pk=mark.pk).update(**change)
    assert found in faults()


def test_a_tick_that_is_gone_or_came_from_nowhere_is_found_and_told(world, capsys):
    mark = tick(world)
    HappeningMark.objects.all().delete()
    assert faults() == ["tick_missing"]
    with pytest.raises(SystemExit):
        call_command("verify_audit")
    assert "Årshjulet för lsg-flen, planeringsdag från 2026-01-01" in capsys.readouterr().err
    take_back_after = {"happening": mark.happening, "body": world.strangnas, "span_from": FIRST}
    HappeningMark.objects.create(state="done", done_on=FIRST, by=world.officer, at=AT, **take_back_after)
    assert faults() == ["tick_missing", "tick_without_event"]


def broken() -> list[tuple[str, int, str]]:
    return [(fault.case, fault.seq, fault.code) for fault in year_chain_faults()]


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ((), []),
        (("UPDATE cases_yearevent SET at = '2026-01-01 00:00:00+00:00' WHERE seq = 2",), [(2, "seal_broken")]),
        (("UPDATE cases_yearevent SET kind = 'reminded' WHERE seq = 3",), [(3, "seal_broken")]),
        (("DELETE FROM cases_yearevent WHERE seq = 2",), [(2, "event_missing")]),
        (("DELETE FROM cases_yearevent WHERE seq = 3",), [(2, "last_event_missing")]),
        (("DELETE FROM cases_yearevent",), [(0, "last_event_missing")]),
        (
            (
                "UPDATE cases_yearevent SET seq = 99 WHERE seq = 1",
                "UPDATE cases_yearevent SET seq = 1 WHERE seq = 2",
                "UPDATE cases_yearevent SET seq = 2 WHERE seq = 99",
            ),
            [(1, "not_after_the_previous"), (1, "seal_broken"), (2, "not_after_the_previous"), (2, "seal_broken")],
        ),
    ],
)
def test_a_log_that_was_tampered_with_is_found_where_it_was_done(world, capsys, statements, found):
    tick(world)
    take_back(world)
    tick(world, state="not_needed", note="Ny grupp")
    with lifted(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    assert [fault for fault in broken() if fault[1:] in found] == [("year:lsg-flen", *fault) for fault in found]
    assert bool(broken()) == bool(found)
    if found:
        with pytest.raises(SystemExit):
            call_command("verify_audit")
        assert f"year:lsg-flen #{found[0][0]}" in capsys.readouterr().err or found[0][0] == 0


def test_each_group_has_a_log_of_its_own(world):
    tick(world)
    happening = Happening.objects.get(key="planeringsdag")
    mark_happening(happening, world.strangnas, FIRST, by=world.strangnas_chair, at=AT, state="done")
    told = YearEvent.objects.values_list("body__key", "seq").order_by("body__key")
    assert list(told) == [("lsg-flen", 1), ("lsg-strangnas", 1)]
    assert broken() == []


# Letters


def leader(world: build.World, rhythm: str = "daily", **more: Any) -> User:
    who = seat(world.flen, Role.PROCESS_LEADER, name="Processledare Flen")
    MailChoice.objects.create(user=who, rhythm=rhythm, **more)
    return who


def letters(who: User) -> Any:
    return OutgoingEmail.objects.filter(to=who).order_by("pk")


def test_a_reminder_of_the_year_waits_for_the_readers_gathered_letter_and_comes_once(world):
    who = leader(world)
    for _ in range(2):
        remind_by_the_rules(date(2026, 5, 24))
    waiting = letters(who).get(key__contains=":20260531:7")
    assert (waiting.waits_for, waiting.sent_at) == ("daily", None)
    gather_emails()
    gather_emails()
    digest = letters(who).get(key__startswith="digest:")
    assert "Planeringsdag (2026)" in digest.text
    assert "/ar/2026/lsg-flen/" in digest.html
    assert 'href=""' not in digest.html


@pytest.mark.parametrize(
    ("rhythm", "urgent_at_once", "day", "waits_for"),
    [
        ("at_once", False, date(2026, 5, 24), ""),
        ("daily", True, date(2026, 5, 24), "daily"),
        ("weekly", False, date(2026, 5, 24), "weekly"),
        ("daily", True, date(2026, 6, 1), ""),
        ("daily", False, date(2026, 6, 1), "daily"),
    ],
)
def test_what_is_late_is_urgent_and_what_is_due_is_not(world, rhythm, urgent_at_once, day, waits_for):
    who = leader(world, rhythm, urgent_at_once=urgent_at_once)
    remind_by_the_rules(day)
    assert letters(who).get(key__contains=":20260531:").waits_for == waits_for


def test_the_list_is_in_the_readers_language(world):
    who = leader(world, "at_once", language="en")
    remind_by_the_rules(date(2026, 7, 24))
    assert "first half of 2026" in letters(who).get(key__contains=":20260731:7").text
