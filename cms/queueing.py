"""Django's tasks, carried out by django-q2 with the database as its broker.

A task is queued in the caller's transaction and gone with its rollback: the queue is the outbox.
"""

import logging
from ast import literal_eval
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.tasks import DEFAULT_TASK_QUEUE_NAME, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule
from django_q.models import Task as DoneTask
from django_q.tasks import async_task, schedule

from .leases import take
from .models import TaskAttempt

logger = logging.getLogger(__name__)
MAXIMUM_ATTEMPTS = 3


class TaskSetAside(Exception):
    """The task was begun so often without coming to an end that it is not tried again."""


def run(task_id: str, path: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """What the worker calls: the plain function behind a task's dotted path.

    django-q2 counts failures, not deaths, and would redeliver for ever a task that kills its worker.
    """
    lease = take(task_id, path)
    if lease is None:
        return None
    with lease.kept():
        if lease.attempt > MAXIMUM_ATTEMPTS:
            TaskAttempt.objects.filter(pk=task_id).update(set_aside_at=timezone.now(), held_until=None)
            logger.error("Task %s (%s) is set aside after %s attempts", path, task_id, MAXIMUM_ATTEMPTS)
            raise TaskSetAside(path)
        return import_string(path).func(*args, **kwargs)


def cluster_of(queue: str) -> str:
    """What django-q2 calls a queue: its first one has the name of the site."""
    return str(settings.Q_CLUSTER["name"]) if queue == DEFAULT_TASK_QUEUE_NAME else queue


def clusters() -> list[str]:
    """Of every queue, the one of letters first."""
    return [cluster_of(DEFAULT_TASK_QUEUE_NAME), *settings.Q_CLUSTER["ALT_CLUSTERS"]]


class DjangoQBackend(BaseTaskBackend):
    """`enqueue` → a row in django-q2's queue; `run_after` → a schedule that runs once."""

    supports_defer = True
    supports_get_result = True

    def enqueue(self, task: Task, args: list[Any], kwargs: dict[str, Any]) -> TaskResult:
        self.validate_task(task)
        task_id = str(uuid4())
        call = ("cms.queueing.run", task_id, task.module_path, list(args), dict(kwargs))
        cluster = cluster_of(task.queue_name)
        if task.run_after is None:
            # django-q2 has its own id for each delivery; ours is the group, which survives a redelivery.
            async_task(*call, task_name=task.name[:100], group=task_id, cluster=cluster)
        else:
            # A schedule runs its target with literal arguments, kept as text, under its name as group.
            when = {"schedule_type": Schedule.ONCE, "next_run": task.run_after, "repeats": -1}
            schedule(*call, name=task_id, cluster=cluster, **when)
        return self._result(task, task_id, list(args), kwargs, TaskResultStatus.READY, timezone.now())

    def get_result(self, result_id: str) -> TaskResult:
        done = DoneTask.objects.filter(group=result_id).order_by("-stopped").first()
        if done is not None:
            status = TaskResultStatus.SUCCESSFUL if done.success else TaskResultStatus.FAILED
            return self._found(result_id, done.args, status, done.started, done.stopped)
        begun = TaskAttempt.objects.filter(pk=result_id).exists()
        status = TaskResultStatus.RUNNING if begun else TaskResultStatus.READY
        # What waits lies signed in the queue, so it is opened to be recognised: a rare question to a short queue.
        for queued in OrmQ.objects.order_by("pk"):
            if queued.group() == result_id:
                return self._found(result_id, queued.task["args"], status, queued.task["started"])
        later = Schedule.objects.filter(name=result_id).first()
        if later is not None:
            return self._found(result_id, literal_eval(later.args), TaskResultStatus.READY, timezone.now())
        raise TaskResultDoesNotExist(result_id)

    def _found(
        self,
        result_id: str,
        call: tuple[Any, ...],
        status: TaskResultStatus,
        at: datetime,
        until: datetime | None = None,
    ) -> TaskResult:
        _, path, args, kwargs = call
        return self._result(import_string(path), result_id, args, kwargs, status, at, until)

    def _result(
        self,
        task: Task,
        result_id: str,
        args: list[Any],
        kwargs: dict[str, Any],
        status: TaskResultStatus,
        at: datetime,
        finished_at: datetime | None = None,
    ) -> TaskResult:
        return TaskResult(
            task=task,
            id=result_id,
            status=status,
            enqueued_at=at,
            started_at=None if status == TaskResultStatus.READY else at,
            last_attempted_at=None if status == TaskResultStatus.READY else at,
            finished_at=finished_at,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
