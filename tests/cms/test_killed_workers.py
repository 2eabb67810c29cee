"""Real workers that are killed: another does the work, and what kills them all is set aside for an administrator."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ, Task

from cms.models import TaskAttempt
from tests.builders.people import person

ROOT = Path(__file__).parents[2]


def test_a_killed_workers_task_is_done_by_another_and_one_that_kills_each_is_set_aside(tmp_path):
    where = {
        "DJANGO_SETTINGS_MODULE": "tests.cms.quick_queue",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'unused.sqlite3'}",
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.cms.killed_workers", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, **where},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == {
        "path": "tests.cms.queue_tasks.kill_the_worker",
        "attempts": 4,
        # What takes long has a queue of its own, so that what was queued after it was done before it ended.
        "done": ["andra-gangen", "efterat", "lang-andra-gangen", "langsam", "uthallig"],
        # A task that outlasts its lease is renewed by its worker, and nobody else begins it.
        "begun": 1,
        # An administrator has it done again: a new task, counted anew.
        "again": True,
        "queued": "tests.cms.queue_tasks.kill_the_worker",
        "left": 0,
    }


@pytest.mark.django_db
def test_an_administrator_sees_what_was_set_aside_and_has_it_done_again():
    administrator = person("Administratör")
    administrator.is_superuser = administrator.is_staff = True
    administrator.save()
    TaskAttempt.objects.create(pk="under-vag", path="cases.tasks.send_email", attempts=1)
    aside = TaskAttempt.objects.create(
        pk="at-sidan", path="cases.tasks.send_email", attempts=4, set_aside_at=timezone.now()
    )
    now = timezone.now()
    args = ("at-sidan", "cases.tasks.send_email", [7], {})
    Task.objects.create(
        id="x", name="x", func="f", group="at-sidan", started=now, stopped=now, success=False, args=args
    )
    client = Client()
    client.force_login(administrator)
    listed = client.get("/admin/uppgifter/").content.decode()
    assert ("at-sidan" in listed, "under-vag" in listed) == (True, False)
    assert "Gör den igen" in client.get(f"/admin/uppgifter/inspect/{aside.pk}/").content.decode()
    assert client.post("/admin/uppgifter/at-sidan/igen/").status_code == 302
    assert OrmQ.objects.get().task["args"][1:] == ("cases.tasks.send_email", [7], {})
    assert client.post("/admin/uppgifter/at-sidan/igen/").status_code == 404
    assert client.post("/admin/uppgifter/under-vag/igen/").status_code == 404
