"""Django's tasks, carried out by django-q2 with the database as its broker.

A task is queued in the caller's transaction and gone with its rollback: the queue is the outbox.
"""

from datetime import datetime
from typing import Any

from django.tasks import TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Schedule
from django_q.models import Task as DoneTask
from django_q.tasks import async_task, schedule


def run(path: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """What the worker calls: the plain function behind a task's dotted path."""
    return import_string(path).func(*args, **kwargs)


class DjangoQBackend(BaseTaskBackend):
    """`enqueue` → a row in django-q2's queue; `run_after` → a schedule that runs once."""

    supports_defer = True
    supports_get_result = True

    def enqueue(self, task: Task, args: Any, kwargs: dict[str, Any]) -> TaskResult:
        self.validate_task(task)
        call = ("cms.queueing.run", task.module_path, list(args), dict(kwargs))
        if task.run_after is None:
            result_id = async_task(*call, task_name=task.name[:100])
        else:
            # A schedule runs its target with literal arguments, kept as text.
            row = schedule(*call, schedule_type=Schedule.ONCE, next_run=task.run_after, repeats=-1)
            result_id = f"schedule-{row.pk}"
        return self._result(task, result_id, args, kwargs, TaskResultStatus.READY, timezone.now())

    def get_result(self, result_id: str) -> TaskResult:
        row = DoneTask.objects.filter(id=result_id).first()
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        path, args, kwargs = row.args
        status = TaskResultStatus.SUCCESSFUL if row.success else TaskResultStatus.FAILED
        return self._result(import_string(path), row.id, tuple(args), kwargs, status, row.started, row.stopped)

    def _result(
        self,
        task: Task,
        result_id: str,
        args: tuple[Any, ...],
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
            args=list(args),
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
