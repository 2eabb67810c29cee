"""Tasks for the tests of the queue; a worker imports them by their path."""

import os
import signal
import time
from pathlib import Path

from django.conf import settings
from django.tasks import task

from people.models import Subregion


@task
def note(name: str, *, key: str) -> str:
    Subregion.objects.create(key=key, name=name)
    return name


@task
def fail() -> None:
    raise ValueError("as it should")


@task
def kill_the_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task
def kill_the_first_worker(marker: str) -> None:
    """As when a machine stops in the middle of the work: the next worker does it."""
    _die_once(marker)
    Subregion.objects.create(key="andra-gangen", name="Andra gången")


@task(queue_name=settings.LONG)
def kill_the_first_long_worker(marker: str) -> None:
    _die_once(marker)
    Subregion.objects.create(key="lang-andra-gangen", name="Lång, andra gången")


@task(queue_name=settings.LONG)
def outlast(log: str, *, leases: float) -> None:
    """Works for several times as long as a lease lasts, and writes down each who begins."""
    with Path(log).open("a") as begun:
        begun.write(f"{os.getpid()}\n")
    time.sleep(leases * settings.TASK_LEASE)
    Subregion.objects.create(key="uthallig", name="Uthållig")


def _die_once(marker: str) -> None:
    path = Path(marker)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)


@task(queue_name=settings.LONG)
def wait_for(key: str) -> None:
    """Takes as long as it is until another task has made the row: for ever, were there but one queue."""
    while not Subregion.objects.filter(key=key).exists():
        time.sleep(0.1)
    Subregion.objects.create(key="langsam", name="Långsam")
