"""The test database: migrated once a change of migrations, copied for each run."""

import hashlib
import shutil
from pathlib import Path

import django
import pytest
import wagtail
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(__file__).resolve().parent.parent


def _migrations_digest() -> str:
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _build(name: str) -> None:
    """Migrate a new test database into the file."""
    connection.settings_dict["TEST"]["NAME"] = name
    old = setup_databases(verbosity=0, interactive=False)
    connection.close()
    shutil.copy(name, f"{name}.done")
    teardown_databases(old, verbosity=0)
    Path(f"{name}.done").rename(name)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request, worker_id="master"):
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            suffix = getattr(request.config, "workerinput", {}).get("workerid", "")
            connection.settings_dict["TEST"]["NAME"] = f"test_samverka_{suffix or 'one'}"
            old = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(old, verbosity=0)
        return

    folder = settings.VAR_DIR / "test"
    folder.mkdir(parents=True, exist_ok=True)
    worker = getattr(request.config, "workerinput", {}).get("workerid", "one")
    template = folder / f"template-{_migrations_digest()}.sqlite3"
    mine = folder / f"{worker}.sqlite3"
    with django_db_blocker.unblock():
        if not template.exists():
            making = folder / f"making-{worker}.sqlite3"
            _build(str(making))
            making.rename(template)
        for leftover in folder.glob(f"{mine.name}*"):
            leftover.unlink()
        shutil.copy(template, mine)
        connection.close()
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"] = str(mine)
    yield
    with django_db_blocker.unblock():
        connection.close()
