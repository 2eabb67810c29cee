"""The worlds that were built, kept between runs under var/bench: a file for each size and database.

A kept world counts as long as nothing that it is made by has changed: the migrations, the demo, these files.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests.databases import ROOT, migrations_digest

FOLDER = ROOT / "var" / "bench"
MADE_BY = ("cms/demo/**/*.py", "tests/bench/*.py", "forms/gallery/**/*.json", "cases/gallery/**/*.json")
# PostgreSQL makes ten of each sooner than it reads so many back.
MOST = {"sqlite": 100_000, "postgresql": 10_000}


def kept(size: int) -> Path:
    """Where the world of so many cases lies, whether it is there or not."""
    return FOLDER / f"{connection.vendor}-{size}-{_digest()}.{_suffix()}"


def keep(size: int) -> None:
    """Keep what stands in the database, in place of what was kept of the size before."""
    if size > MOST[connection.vendor]:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob(f"{connection.vendor}-{size}-*"):
        old.unlink()
    target = kept(size)
    making = target.with_suffix(".making")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(settings.DATABASES["default"]["NAME"], making)
    else:
        _run("pg_dump", "--format=custom", "--compress=1", f"--file={making}")
    making.rename(target)


def load(size: int) -> bool:
    """Put the kept world in place of what stands in the database; False where there is none."""
    source = kept(size)
    if not source.exists():
        return False
    if connection.vendor == "sqlite":
        connection.close()
        database = Path(settings.DATABASES["default"]["NAME"])
        for beside in ("-wal", "-shm"):
            database.with_name(database.name + beside).unlink(missing_ok=True)
        shutil.copyfile(source, database)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.close()
        _run("pg_restore", "--no-owner", "--jobs=2", "--dbname={database}", str(source))
    return True


def _run(program: str, *arguments: str) -> None:
    """bin/with-postgres puts the programs of its server on the path."""
    about = connection.get_connection_params()
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    environment = os.environ | {name: str(about[key]) for name, key in names.items() if about.get(key)}
    given = [argument.format(database=about["dbname"]) for argument in arguments]
    subprocess.run([program, *given], env=environment, check=True)  # noqa: S603


def _suffix() -> str:
    return "sqlite3" if connection.vendor == "sqlite" else "dump"


def _digest() -> str:
    """The demo tells of today, so what was built last month is built anew."""
    digest = hashlib.sha256(f"{migrations_digest()} {timezone.localdate():%Y-%m}".encode())
    for path in sorted({path for pattern in MADE_BY for path in ROOT.glob(pattern)}):
        if path.name not in MEASURES:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


# What measures builds nothing.
MEASURES = {"__main__.py", "measuring.py", "pages.py", "editor.py", "evaluating.py", "meetings_and_money.py"}
