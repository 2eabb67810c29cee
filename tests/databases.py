"""Test databases: migrated once for each set of migrations, then copied.

Each xdist worker has a copy of its own. A test that commits for real (a live server, a transaction
test) gets its worker a fresh copy afterwards, which is quicker than emptying tables and keeps what the
migrations put there. `python -m tests.databases` makes what is copied, ahead of the tests.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
import wagtail
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def migrations_digest() -> str:
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    # The texts that come with the system are put there after the migrations, and change without one.
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("cases/domain/shipped*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"] = name


def migrate(name: str) -> None:
    use(name)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


class Sqlite:
    """A file for the template and one for each worker, under var/test."""

    def __init__(self, worker: str) -> None:
        self.folder = settings.VAR_DIR / "test"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.template = self.folder / f"template-{migrations_digest()}.sqlite3"
        self.mine = self.folder / f"{worker}.sqlite3"

    def make_template(self) -> None:
        with self._alone():
            if not self.template.exists():
                making = self.folder / "making.sqlite3"
                self._forget(making)
                migrate(str(making))
                making.rename(self.template)

    def make(self) -> None:
        self.make_template()
        self._forget(self.mine)
        use(str(self.mine))
        self.copy()

    def copy(self) -> None:
        """Over the open file: the connections that a live server still holds stay good."""
        connection.close()
        with closing(sqlite3.connect(self.template)) as source, closing(sqlite3.connect(self.mine)) as target:
            source.backup(target)

    def remove(self) -> None:
        connection.close()
        self._forget(self.mine)

    def _forget(self, path: Path) -> None:
        for leftover in self.folder.glob(f"{path.name}*"):
            leftover.unlink()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Postgres:
    """A template database on the server, and a copy for each worker."""

    def __init__(self, worker: str) -> None:
        self.template = f"test_samverka_template_{migrations_digest()}"
        self.mine = f"test_samverka_{worker}"
        self.maintenance = {**connection.get_connection_params(), "autocommit": True}

    def make_template(self) -> None:
        with self._server() as cursor:
            cursor.execute("SELECT pg_advisory_lock(7225378)")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            if cursor.fetchone() is None:
                making = f"{self.template}_making"
                cursor.execute(f'DROP DATABASE IF EXISTS "{making}" WITH (FORCE)')
                cursor.execute(f'CREATE DATABASE "{making}"')
                migrate(making)
                cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{self.template}"')

    def make(self) -> None:
        self.make_template()
        use(self.mine)
        self.copy()

    def copy(self) -> None:
        connection.close()
        with self._server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{self.mine}" TEMPLATE "{self.template}"')

    def remove(self) -> None:
        connection.close()
        with self._server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)')

    @contextmanager
    def _server(self) -> Iterator[Any]:
        import psycopg

        parameters = {
            key: value
            for key, value in self.maintenance.items()
            if key in {"host", "port", "user", "password", "dbname", "autocommit"}
        }
        with closing(psycopg.connect(**parameters)) as server, server.cursor() as cursor:
            yield cursor


def database_for(worker: str) -> Sqlite | Postgres:
    return Sqlite(worker) if connection.vendor == "sqlite" else Postgres(worker)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    database_for("template").make_template()
