"""Tasks: queued with the transaction, carried out once, set aside when they kill their worker."""

from datetime import timedelta
from multiprocessing import Value

import pytest
from django.conf import settings
from django.db import transaction
from django.tasks import TaskResultStatus, default_task_backend
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.models import Task as DoneTask
from django_q.monitor import monitor
from django_q.queues import Queue
from django_q.scheduler import scheduler
from django_q.signing import SignedPackage
from django_q.worker import worker

from cms.leases import Lease
from cms.models import TaskAttempt
from cms.queueing import MAXIMUM_ATTEMPTS, TaskSetAside, run
from people.models import Subregion
from tests.cms.queue_tasks import fail, note

pytestmark = pytest.mark.django_db


def work() -> None:
    """All that waits in the queue goes through django-q2's own worker and monitor, in this process."""
    broker, tasks, results = get_broker(), Queue(), Queue()
    for identity, payload in broker.dequeue() or ():
        tasks.put(SignedPackage.loads(payload) | {"ack_id": identity})
    tasks.put("STOP")
    worker(tasks, results, Value("f", -1), timeout=10)
    results.put("STOP")
    monitor(results)


@pytest.fixture(autouse=True)
def keep_connection(monkeypatch):
    """The worker closes what it takes for a stale connection, and the test's transaction with it."""
    for place in ("worker", "monitor", "scheduler"):
        monkeypatch.setattr(f"django_q.{place}.close_old_django_connections", lambda: None)


def test_a_task_is_carried_out_and_its_result_is_found():
    result = note.enqueue("Norra", key="norra")
    assert default_task_backend.get_result(result.id).status == TaskResultStatus.READY

    work()

    done = default_task_backend.get_result(result.id)
    assert (done.status, done.args, done.kwargs) == (TaskResultStatus.SUCCESSFUL, ["Norra"], {"key": "norra"})
    assert [row.name for row in Subregion.objects.filter(key="norra")] == ["Norra"]
    assert (OrmQ.objects.count(), TaskAttempt.objects.count()) == (0, 0)


def test_a_task_goes_with_the_transaction_that_queued_it():
    before = OrmQ.objects.count()
    with transaction.atomic():
        result = note.enqueue("Norra", key="norra")
        transaction.set_rollback(True)

    assert OrmQ.objects.count() == before
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(result.id)


def test_a_task_that_fails_says_so():
    result = fail.enqueue()

    work()

    assert default_task_backend.get_result(result.id).status == TaskResultStatus.FAILED


def test_a_task_for_later_waits_until_then():
    result = note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("Södra", key="sodra")
    assert default_task_backend.get_result(result.id).args == ["Södra"]

    scheduler()
    work()
    assert not Subregion.objects.filter(key="sodra").exists()

    Schedule.objects.filter(name=result.id).update(next_run=timezone.now() - timedelta(minutes=1))
    scheduler()
    work()
    assert default_task_backend.get_result(result.id).status == TaskResultStatus.SUCCESSFUL


def test_a_task_that_kills_its_worker_is_set_aside_after_three_attempts(monkeypatch):
    class Killed(BaseException):
        """Nothing after this runs, as when a process is killed."""

    def die(path):
        raise Killed

    monkeypatch.setattr("cms.queueing.import_string", die)
    monkeypatch.setattr("cms.leases.Lease._give_back", lambda lease: None)
    for _ in range(MAXIMUM_ATTEMPTS):
        with pytest.raises(Killed):
            run("a task", "tests.cms.queue_tasks.note", [], {})
        # Nobody begins it before the dead worker's lease has run out.
        assert run("a task", "tests.cms.queue_tasks.note", [], {}) is None
        TaskAttempt.objects.update(held_until=timezone.now())

    with pytest.raises(TaskSetAside):
        run("a task", "tests.cms.queue_tasks.note", [], {})
    attempt = TaskAttempt.objects.get(pk="a task")
    assert attempt.set_aside_at is not None


def handed_out() -> list[dict]:
    """As a worker gets them: what the broker hands out now."""
    return [SignedPackage.loads(payload) | {"ack_id": pk} for pk, payload in get_broker().dequeue() or ()]


def its_lock_runs_out() -> None:
    """What waits behind a long task is handed out once more while it waits."""
    OrmQ.objects.update(lock=timezone.now() - timedelta(seconds=1))


def done_by_a_worker(*handed: dict) -> None:
    tasks, results = Queue(), Queue()
    for each in handed:
        tasks.put(each)
    tasks.put("STOP")
    worker(tasks, results, Value("f", -1), timeout=10)
    results.put("STOP")
    monitor(results)


def test_a_task_that_was_handed_out_twice_is_done_once():
    OrmQ.objects.all().delete()
    note.enqueue("Norra", key="norra")
    (first,) = handed_out()
    its_lock_runs_out()
    (second,) = handed_out()

    done_by_a_worker(first, second)

    assert Subregion.objects.filter(key="norra").count() == 1
    assert (OrmQ.objects.count(), TaskAttempt.objects.count()) == (0, 0)
    assert DoneTask.objects.filter(group=first["group"]).values_list("success", flat=True).get() is True


def test_a_task_that_another_worker_has_is_left_in_the_queue_until_that_one_is_heard_of_no_more():
    OrmQ.objects.all().delete()
    note.enqueue("Norra", key="norra")
    (handed,) = handed_out()
    held = TaskAttempt.objects.create(
        pk=handed["group"], path="x", attempts=1, held_until=timezone.now() + timedelta(minutes=1)
    )

    done_by_a_worker(handed)
    assert not Subregion.objects.filter(key="norra").exists()
    assert OrmQ.objects.count() == 1
    assert not DoneTask.objects.filter(group=handed["group"]).exists()

    TaskAttempt.objects.filter(pk=held.pk).update(held_until=timezone.now())
    its_lock_runs_out()
    done_by_a_worker(*handed_out())
    assert Subregion.objects.filter(key="norra").exists()
    assert (OrmQ.objects.count(), TaskAttempt.objects.count()) == (0, 0)


def test_a_worker_whose_task_was_taken_over_neither_renews_nor_ends_it():
    OrmQ.objects.all().delete()
    note.enqueue("Norra", key="norra")
    (handed,) = handed_out()
    lease = Lease(handed["group"], handed["ack_id"], 1)
    TaskAttempt.objects.create(pk=lease.task_id, path="x", attempts=1)
    assert lease.renew()
    assert OrmQ.objects.get().lock > timezone.now() + timedelta(seconds=settings.TASK_LEASE - 10)

    TaskAttempt.objects.update(attempts=2)
    assert not lease.renew()
    lease._give_back()
    assert (OrmQ.objects.count(), TaskAttempt.objects.count()) == (1, 1)


def test_reminders_are_scheduled_every_day():
    assert Schedule.objects.filter(func="cases.tasks.remind_daily", schedule_type=Schedule.DAILY).count() == 1
