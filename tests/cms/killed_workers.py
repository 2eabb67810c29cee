"""`python -m tests.cms.killed_workers FOLDER`: a real queue whose work kills its workers; tells what came of it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402
from django_q.models import OrmQ  # noqa: E402

from cms.background import enqueue_again, set_aside  # noqa: E402
from cms.models import TaskAttempt  # noqa: E402
from people.models import Subregion  # noqa: E402
from tests.cms.queue_tasks import (  # noqa: E402
    kill_the_first_long_worker,
    kill_the_first_worker,
    kill_the_worker,
    note,
    outlast,
    wait_for,
)
from tests.databases import Sqlite  # noqa: E402

LONGEST = 120


def main(folder: Path) -> None:
    database = Sqlite(f"queue-{os.getpid()}")
    database.make()
    queue = None
    try:
        wait_for.enqueue("efterat")
        kill_the_worker.enqueue()
        kill_the_first_worker.enqueue(str(folder / "marker"))
        outlast.enqueue(str(folder / "begun"), leases=2.5)
        kill_the_first_long_worker.enqueue(str(folder / "long marker"))
        note.enqueue("Efteråt", key="efterat")
        queue = started(database.mine)
        until(lambda: set_aside().exists() and Subregion.objects.filter(key__in=DONE).count() == len(DONE))
        until(lambda: not OrmQ.objects.exists())
        attempt = TaskAttempt.objects.get()
        told = {"path": attempt.path, "attempts": attempt.attempts, "again": enqueue_again(attempt)}
        told |= {"done": sorted(Subregion.objects.filter(key__in=DONE).values_list("key", flat=True))}
        told |= {"queued": OrmQ.objects.get().task["args"][1], "left": TaskAttempt.objects.count()}
        told["begun"] = len((folder / "begun").read_text().splitlines())
        print(json.dumps(told))  # noqa: T201
    finally:
        if queue is not None:
            os.killpg(queue.pid, signal.SIGKILL)
            queue.wait()
        database.remove()


DONE = ("andra-gangen", "efterat", "langsam", "lang-andra-gangen", "uthallig")


def started(database: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "qcluster"]
    where = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    return subprocess.Popen(command, env=where, stdout=sys.stderr, start_new_session=True)  # noqa: S603


def until(holds: object) -> None:
    last = time.monotonic() + LONGEST
    while not holds():  # type: ignore[operator]
        if time.monotonic() > last:
            raise TimeoutError([vars(each) for each in TaskAttempt.objects.all()])
        connection.close()
        time.sleep(0.2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
