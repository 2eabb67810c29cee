"""Tasks: queued with the transaction, carried out once, set aside when they kill their worker."""

from datetime import timedelta
from multiprocessing import Value

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus, default_task_backend
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.monitor import monitor
from django_q.queues import Queue
from django_q.scheduler import scheduler
from django_q.signing import SignedPackage
from django_q.worker import worker

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
    monkeypatch.setattr("cms.queueing._forget", lambda task_id: None)
    for _ in range(MAXIMUM_ATTEMPTS):
        with pytest.raises(Killed):
            run("a task", "tests.cms.queue_tasks.note", [], {})

    with pytest.raises(TaskSetAside):
        run("a task", "tests.cms.queue_tasks.note", [], {})
    attempt = TaskAttempt.objects.get(pk="a task")
    assert attempt.set_aside_at is not None


def test_reminders_are_scheduled_every_day():
    assert Schedule.objects.filter(func="cases.tasks.remind_daily", schedule_type=Schedule.DAILY).count() == 1
