"""The database as a file and back: SQLite by itself, PostgreSQL by its own programs."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from time import monotonic

from django.db import connection

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.sql"}


PATIENCE = 20  # seconds


class DatabaseFailed(Exception):
    """The database could not be read or written; the words say why."""


def kind() -> str:
    return connection.vendor


def dump(folder: Path) -> None:
    """One moment of the database, while others go on working in it."""
    target = folder / NAMES[kind()]
    if kind() == "sqlite":
        _dump_sqlite(target)
    else:
        _run("pg_dump", "--no-owner", "--no-privileges", "--file", str(target), "--dbname")


def load(folder: Path) -> None:
    """What the folder has replaces all that is there, wholly or not at all."""
    source = folder / NAMES[kind()]
    if kind() == "sqlite":
        load_sqlite(source)
    else:
        connection.close()
        # In one transaction: where anything fails the old database stands untouched.
        emptied = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        alone = ("--quiet", "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        _run("psql", *alone, "--output", os.devnull, "--command", emptied, "--file", str(source), "--dbname")


def _dump_sqlite(target: Path) -> None:
    with closing(sqlite3.connect(_sqlite_file())) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, progress=_Patience())
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a journal beside it
        (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise DatabaseFailed(f"Databasen är skadad: {answer}")


def load_sqlite(source: Path) -> None:
    connection.close()
    try:
        with closing(sqlite3.connect(source)) as saved, closing(sqlite3.connect(_sqlite_file())) as live:
            saved.backup(live, progress=_Patience())
    except sqlite3.Error as error:
        raise DatabaseFailed(f"Databasen kunde inte skrivas: {error}") from error


def _sqlite_file() -> str:
    """Opened beside Django's own connection, whose transaction would have to end first."""
    return str(connection.settings_dict["NAME"])


class _Patience:
    """SQLite tries a locked database again for ever; we do for a while."""

    def __init__(self) -> None:
        self.until = monotonic() + PATIENCE

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status not in (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE) and monotonic() > self.until:
            raise DatabaseFailed("Databasen används: avsluta webbplatsen och arbetaren, och försök igen.")


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's programs; the password goes in the environment, where other users do not see it."""
    told = connection.settings_dict
    where = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"]}
    waits = {"PGOPTIONS": f"-c lock_timeout={PATIENCE}s -c client_min_messages=warning"}
    given = {name: str(value) for name, value in where.items() if value}
    try:
        done = subprocess.run(  # noqa: S603
            [program, *arguments, str(told["NAME"])],
            env={**os.environ, **given, **waits},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise DatabaseFailed(f"Programmet {program} finns inte här. På Debian: apt install postgresql-client") from None
    if done.returncode:
        raise DatabaseFailed(f"{program}: {done.stderr.strip()}")
