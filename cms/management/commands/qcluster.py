"""The workers of every queue under one command; with a queue's name those of that queue alone."""

import os
import signal
import subprocess
import sys
from time import sleep
from typing import Any

from django.conf import settings
from django_q.management.commands.qcluster import Command as OneQueue

from cms.queueing import clusters

NAME = "Q_CLUSTER_NAME"


class Command(OneQueue):
    help = "Does the background tasks of every queue. -n NAME (or Q_CLUSTER_NAME) keeps to one."

    def handle(self, *args: Any, **options: Any) -> None:
        # django-q2 reads the name when it is imported, so each queue has a process that was begun with it.
        named = options.get("cluster_name") or os.environ.get(NAME)
        if options.get("run_once") or named == os.environ.get(NAME, settings.Q_CLUSTER["name"]):
            super().handle(*args, **options | {"cluster_name": None})
        else:
            sys.exit(work([named] if named else clusters()))


def work(queues: list[str]) -> int:
    """Until they are told to end, or one of them ends by itself: then all do, and whoever keeps them sees it."""
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda found, _frame: stopped.append(found))
    children = [_begun(each) for each in queues]
    while not stopped and all(child.poll() is None for child in children):
        sleep(0.2)
    for child in children:
        if child.poll() is None:
            child.terminate()
    codes = [child.wait() for child in children]
    return 0 if stopped else max(map(abs, codes)) or 1


def _begun(queue: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, sys.argv[0], "qcluster"]
    return subprocess.Popen(command, env={**os.environ, NAME: queue}, preexec_fn=_with_its_parent)  # noqa: S603


def _with_its_parent() -> None:
    """On Linux a child ends with a parent that was killed outright; elsewhere it goes on."""
    try:
        from ctypes import CDLL

        CDLL(None).prctl(1, signal.SIGTERM)
    except (OSError, AttributeError):
        return
