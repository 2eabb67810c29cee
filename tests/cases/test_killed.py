"""A process that is killed at any statement of an act leaves all of it or nothing, and no letter goes out twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# How many statements each asks at least before all of it is done, so that none is killed too early to say anything.
ACTS = {"submit": 20, "decide": 20, "request": 20, "supplement": 20, "move": 9}


def killed(act: str, folder: Path) -> dict:
    return killed_in("tests.cases.killing", act, folder, DATABASE_URL=f"sqlite:///{folder / 'unused.sqlite3'}")


def killed_in(module: str, act: str, folder: Path, **more: str) -> dict:
    where = {"EMAIL_URL": f"filemail:///{folder / 'mail'}", "DJANGO_SETTINGS_MODULE": "cms.settings", **more}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", module, act, str(folder)],
        cwd=ROOT,
        env={**os.environ, **where},
        capture_output=True,
        text=True,
        # Only against waiting for ever: a busy machine takes its time.
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_is_killed_at_any_statement_is_done_wholly_or_not_at_all(act, tmp_path):
    found = killed(act, tmp_path)
    assert found["faults"] == []
    assert found["changes"]
    done = found["outcomes"].index("all")
    assert done > ACTS[act]
    assert set(found["outcomes"][:done]) == {"nothing"}
    assert set(found["outcomes"][done:]) == {"all"}


def test_a_worker_that_is_killed_while_it_sends_a_letter_never_sends_it_twice(tmp_path):
    found = killed("mail", tmp_path)
    assert found["faults"] == []
    assert len(found["outcomes"]) > 5
