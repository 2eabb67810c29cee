"""Tasks for the tests of the queue; a worker imports them by their path."""

import os
import signal

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
