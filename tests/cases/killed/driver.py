"""`python -m tests.cases.killed.driver CHAPTER FOLDER`: kills whoever acts, at the places of every act in a chapter.

A process of its own, with a database of its own on SQLite or PostgreSQL: a test's transaction would hide what a killed
one leaves. Each act is done once and undone, to count its writing statements; then it is killed before its first, its
middle and its last one and before its commit, which must leave every row of every table as it was; then it is done,
killed should it write anything after its one commit, which must leave just what the undone one had made.
`tests.cases.killing` kills before every single statement, of a few acts.
"""

import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

from people.paper import pdf  # noqa: E402
from tests.cases.killed.chapters import CHAPTERS  # noqa: E402
from tests.cases.killing import audit_faults, mail_faults  # noqa: E402
from tests.databases import database_for  # noqa: E402

PAPER = b"%PDF-1.4\n%%EOF\n"
Act = Callable[[], object]
Table = list[tuple[Any, ...]]
READS = ("SELECT", "SAVEPOINT", "RELEASE", "SET", "BEGIN", "PRAGMA", "WITH", "SHOW")


def main(name: str, folder: Path) -> None:
    settings.MAILERS["default"]["OPTIONS"]["file_path"] = str(folder / "mail")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in here
    pdf.pdf = lambda *_, **__: PAPER  # laying a page out takes longer than all that an act writes
    settings.STORAGES["private"]["OPTIONS"]["location"] = str(folder / "private")
    database = database_for(f"killed-{name}-{os.getpid()}")
    database.make()
    faults: list[str] = []
    acts = 0
    try:
        for act in CHAPTERS[name]():
            acts += 1
            said = attacked(act)
            faults += [f"{acts}, {called(act)}: {line}" for line in said]
        faults += audit_faults() + mail_faults(folder / "mail")
    finally:
        database.remove()
    print(json.dumps({"acts": acts, "faults": faults}))  # noqa: T201


def called(act: Act) -> str:
    return getattr(getattr(act, "func", act), "__name__", "?")


def attacked(act: Act) -> list[str]:
    before = tables()
    undone = in_a_child(lambda: tried(act))
    writes, after = undone["writes"], undone["rows"]
    faults = ["writes nothing"] if not writes else []
    for place in sorted({1, (writes + 1) // 2, writes, writes + 1}):
        ended = in_a_child(lambda place=place: doomed(act, place))
        if ended is not None:
            faults.append(f"was not killed before statement {place} of {writes}")
        elif tables() != before:
            faults.append(f"killed before statement {place} of {writes} it had changed {changed(before)}")
    if in_a_child(lambda: doomed(act, None)) is None:
        faults.append("writes after its commit, or outside of any")
    found = {table: len(rows) for table, rows in tables().items()}
    if found != after:
        differing = {table: (after.get(table), count) for table, count in found.items() if after.get(table) != count}
        faults.append(f"left other rows than it made: {differing}")
    return faults


def in_a_child(work: Callable[[], Any]) -> Any:
    """What it gave; None where it was killed. Nobody knows by heart what an earlier one did."""
    cache.clear()
    connections.close_all()
    with tempfile.TemporaryFile("w+") as told:
        child = os.fork()
        if child == 0:
            try:
                json.dump(work(), told)
                told.flush()
                os._exit(0)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL, status
            return None
        assert os.WEXITSTATUS(status) == 0, "the act itself failed"
        told.seek(0)
        return json.load(told)


def tried(act: Act) -> dict[str, Any]:
    """In a child: how many statements write, and what is there then; all undone."""
    writes = 0

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal writes
        writes += writes_something(sql)
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(count):
            act()
        rows = {table: len(found) for table, found in tables().items()}
        transaction.set_rollback(True)
    return {"writes": writes, "rows": rows}


def writes_something(sql: str) -> bool:
    return not sql.lstrip(" (").upper().startswith(READS)


def doomed(act: Act, place: int | None) -> bool:
    """In a child: killed before the n-th writing statement, its commit being the last; without a place, when it
    writes anything outside of its one transaction."""
    count = commits = 0
    changed = False

    def step() -> None:
        nonlocal count, changed
        changed = True
        count += 1
        if count == place:
            die()

    def counting(execute: Any, sql: str, *rest: Any) -> Any:
        if writes_something(sql):
            step()
            if place is None and (commits or not connection.in_atomic_block):
                die()
        return execute(sql, *rest)

    commit = connection._commit

    def committing() -> None:
        nonlocal commits, changed
        if changed:
            step()
        commit()
        commits, changed = commits + changed, False

    connection._commit = committing
    with connection.execute_wrapper(counting):
        act()
    return True


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def tables() -> dict[str, Table]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608
                found[model._meta.db_table] = sorted(cursor.fetchall(), key=repr)
    return found


def changed(before: dict[str, Table]) -> list[str]:
    return [table for table, rows in tables().items() if rows != before[table]]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
