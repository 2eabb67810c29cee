"""Who has a task: a lease that its worker renews while it works, so that a killed worker's task is soon another's.

django-q2 hands a task out again when its lock has run out, and would have the lock last as long as the longest task.
Ours lasts for `TASK_LEASE` seconds from the last sign of life. A task that waited behind another meanwhile is then
handed out twice: it is whoever begins it that gets it, and the other lets it lie.
"""

import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.dispatch import receiver
from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.conf import Conf
from django_q.models import OrmQ
from django_q.signals import post_execute_in_worker, pre_execute

from .models import TaskAttempt

logger = logging.getLogger(__name__)
# Signs of life in a lease: several may fail before it runs out.
SIGNS = 6
# What django-q2 hands to this process just now: it does one task after the other.
_handed: dict[str, Any] = {}


class LeasingBroker(ORM):
    """django-q2's queue in the database, whose locks last as long as a lease."""

    def timeout(self, task: OrmQ) -> datetime:
        return _until()


@dataclass(frozen=True)
class Lease:
    task_id: str
    # The row in the queue; None where a task is done outside of it.
    delivery: int | None
    # Also what tells this holder from an earlier one, who may still be alive on a machine that slept.
    attempt: int

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Renewed until the work comes to an end, which takes the task out of the queue; an error is an end too."""
        ended = Event()
        keeper = Thread(target=self._keep, args=[ended], daemon=True)
        keeper.start()
        try:
            yield
        finally:
            ended.set()
            keeper.join()
            self._give_back()

    def _keep(self, ended: Event) -> None:
        while not ended.wait(settings.TASK_LEASE / SIGNS):
            try:
                has_it = self.renew()
            except DatabaseError:
                logger.warning("The lease of task %s could not be renewed", self.task_id, exc_info=True)
                continue
            finally:
                connection.close()
            if not has_it:
                self._stop_working()
                return

    def renew(self) -> bool:
        """False where another has it by now."""
        with transaction.atomic():
            _in_queue(self.delivery)
            if not self._mine().update(held_until=_until()):
                return False
            OrmQ.objects.filter(pk=self.delivery).update(lock=_until())
        return True

    def _give_back(self) -> None:
        with transaction.atomic():
            _in_queue(self.delivery)
            if self._mine().filter(set_aside_at=None).delete()[0]:
                OrmQ.objects.filter(pk=self.delivery).delete()

    def _mine(self) -> Any:
        return TaskAttempt.objects.filter(pk=self.task_id, attempts=self.attempt)

    def _stop_working(self) -> None:
        """Two shall not do one work. Nothing but its process can be ended of a work that is under way."""
        logger.error("Task %s is another's by now: its first worker ends", self.task_id)
        if multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)


def take(task_id: str, path: str) -> Lease | None:
    """The task for this worker; None where it is done already or another worker has it.

    The attempt is counted before the work and outside of its transaction, since a death leaves no other trace.
    """
    delivery = _handed.get("ack_id")
    with transaction.atomic():
        waits = delivery is None or _in_queue(delivery)
        if waits:
            TaskAttempt.objects.get_or_create(pk=task_id, defaults={"path": path[:200]})
            attempt = TaskAttempt.objects.select_for_update().get(pk=task_id)
            waits = attempt.held_until is None or attempt.held_until <= timezone.now()
        if waits:
            attempt.attempts += 1
            attempt.queue, attempt.held_until = Conf.CLUSTER_NAME, _until()
            attempt.save()
            return Lease(task_id, delivery, attempt.attempts)
    # Neither a result nor an end: whoever has it tells both.
    _handed.update(ack_id=None, save=False)
    return None


def _in_queue(delivery: int | None) -> bool:
    """Locked first by everybody who begins, renews or ends, so that they come one after the other."""
    return OrmQ.objects.select_for_update().filter(pk=delivery).first() is not None


def _until() -> datetime:
    return timezone.now() + timedelta(seconds=settings.TASK_LEASE)


@receiver(pre_execute, dispatch_uid="lease: what is handed out")
def note_what_is_handed(task: dict[str, Any], **_said: Any) -> None:
    global _handed
    _handed = task


@receiver(post_execute_in_worker, dispatch_uid="lease: it is over")
def forget_what_was_handed(**_said: Any) -> None:
    global _handed
    _handed = {}
