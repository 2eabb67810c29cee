"""Two queues: letters never wait behind long work, and a queue that nobody works is seen."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ, Task

from cases.tasks import dispose_drafts, make_package, send_email
from cms.models import TaskAttempt
from cms.queues import PATIENCE, queues
from forms.tasks import make_printout
from people.models import User
from reports.tasks import make_export
from tests.builders.people import person
from tests.cms.queue_tasks import note, wait_for

pytestmark = pytest.mark.django_db
QUICK, LONG = settings.Q_CLUSTER["name"], settings.LONG


@pytest.fixture(autouse=True)
def empty():
    OrmQ.objects.all().delete()


def administrator() -> User:
    made = person("Administratör")
    made.is_superuser = made.is_staff = True
    made.save()
    return made


def waits(queue: str, since: timedelta) -> None:
    OrmQ.objects.create(key=queue, payload="x", lock=timezone.now() - since)


def done(queue: str, ago: timedelta) -> None:
    at = timezone.now() - ago
    Task.objects.create(id=queue, name="x", func="f", cluster=queue, started=at, stopped=at, success=True)


def begun(queue: str, ago: timedelta, *, heard: timedelta = timedelta(0)) -> None:
    """And its worker was heard of so long ago."""
    TaskAttempt.objects.create(
        pk=f"{queue} {ago}",
        path="cases.tasks.make_package",
        queue=queue,
        attempts=1,
        held_until=timezone.now() - heard + timedelta(seconds=settings.TASK_LEASE),
    )
    TaskAttempt.objects.update(begun_at=timezone.now() - ago)


def left() -> list[str]:
    return [queue.key for queue in queues(timezone.now()) if queue.is_left]


def test_what_takes_long_has_a_queue_of_its_own():
    assert {each.queue_name for each in (make_package, make_printout, make_export, dispose_drafts)} == {LONG}
    assert send_email.queue_name != LONG
    note.enqueue("Norra", key="norra")
    wait_for.enqueue("norra")
    assert list(OrmQ.objects.order_by("pk").values_list("key", flat=True)) == [QUICK, LONG]


def test_a_long_task_for_later_stays_in_its_queue():
    from django_q.models import Schedule

    wait_for.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("norra")
    assert Schedule.objects.latest("pk").cluster == LONG


@pytest.mark.parametrize(
    ("since", "last_done", "heard", "is_left"),
    [
        (None, None, None, False),
        (PATIENCE - timedelta(minutes=1), None, None, False),
        (PATIENCE, None, None, True),
        (PATIENCE, PATIENCE, None, True),
        (PATIENCE, timedelta(minutes=1), None, False),
        (PATIENCE, None, timedelta(minutes=2), False),
        # Its worker must have died: it tells every half minute that it lives.
        (PATIENCE, None, timedelta(minutes=4), True),
    ],
)
def test_a_queue_is_left_when_something_waits_long_and_nothing_is_done(since, last_done, heard, is_left):
    if since:
        waits(LONG, since)
    if last_done:
        done(LONG, last_done)
    if heard:
        begun(LONG, timedelta(minutes=15), heard=heard)
    assert left() == ([LONG] if is_left else [])


def test_what_was_fetched_does_not_wait_and_what_another_queue_does_is_no_help():
    waits(LONG, -timedelta(minutes=30))
    assert left() == []
    waits(LONG, PATIENCE)
    done(QUICK, timedelta(0))
    begun(QUICK, timedelta(0))
    assert left() == [LONG]


def test_a_queue_that_the_settings_do_not_know_is_seen_too():
    waits("gammal", PATIENCE)
    assert [queue.key for queue in queues(timezone.now())] == [QUICK, LONG, "gammal"]
    assert left() == ["gammal"]


def test_whoever_watches_the_site_is_told_without_logging_in(client, django_assert_num_queries):
    with django_assert_num_queries(3):
        well = client.get("/health/")
    waits(LONG, PATIENCE + timedelta(minutes=1))
    ill = client.get("/health/")
    assert (well.status_code, well.json()) == (200, {"status": "ok", "database": "ok", "queues_without_worker": []})
    assert (ill.status_code, ill.json()["queues_without_worker"]) == (503, [LONG])
    assert ill.headers["Cache-Control"].startswith("max-age=0")


def test_a_database_that_does_not_answer_is_told(client, monkeypatch):
    from django.db import OperationalError

    def away(_now):
        raise OperationalError

    monkeypatch.setattr("cms.health.queues", away)
    response = client.get("/health/")
    assert (response.status_code, response.json()["database"]) == (503, "failing")


def page_for(who: User, address: str) -> str:
    client = Client()
    client.force_login(who)
    return client.get(address).content.decode()


def test_the_page_of_background_work_shows_both_queues_with_and_without_what_was_set_aside():
    keeper = administrator()
    empty_page = page_for(keeper, "/admin/uppgifter/")
    titles = ("Brev och det som går fort", "Det som tar tid", "Inga. En uppgift som")
    assert [title in empty_page for title in titles] == [True] * 3
    begun(LONG, timedelta(minutes=2))
    waits(QUICK, timedelta(minutes=3))
    TaskAttempt.objects.create(pk="at-sidan", path="cases.tasks.send_email", attempts=4, set_aside_at=timezone.now())
    full = page_for(keeper, "/admin/uppgifter/")
    said = ("cases.tasks.make_package, i 2", "1, som längst i 3", "at-sidan", "stanna tre gånger och försöks inte igen")
    assert [words in full.replace("\xa0", " ") for words in said] == [True] * 4


def test_the_administrator_is_warned_of_a_queue_that_nobody_works():
    keeper = administrator()
    assert "Bakgrundsarbete som ingen gör" not in page_for(keeper, "/admin/")
    waits(LONG, PATIENCE + timedelta(minutes=1))
    assert "Bakgrundsarbete som ingen gör" in page_for(keeper, "/admin/")
    assert "Ingen verkar arbeta i den här kön" in page_for(keeper, "/admin/uppgifter/")
