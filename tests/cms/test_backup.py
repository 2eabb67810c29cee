"""A backup has the whole site, and what is not whole is not given back."""

import json
import sqlite3
from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from cms.backup import databases
from people.models import User
from tests.builders.people import person


@pytest.fixture
def site(settings, tmp_path):
    """A site that keeps its files in a folder of its own."""
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = settings.VAR_DIR / "files"
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": settings.VAR_DIR / "private", "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    settings.VAR_DIR.mkdir()
    (settings.VAR_DIR / "secret-key").write_text("den första")
    storages["private"].save("bilaga.txt", ContentFile(b"Som den var"))
    return settings.VAR_DIR


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kopior" / "2026-11-22"


def backup(folder):
    call_command("backup", str(folder), verbosity=0)


def restore(folder):
    call_command("restore", str(folder), verbosity=0)


def names():
    return sorted(User.objects.values_list("name", flat=True))


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.django_db(transaction=True)
def test_a_site_comes_back_as_it_was(site, kept):
    person("Före")
    backup(kept)
    person("Efter")
    (site / "private" / "bilaga.txt").write_text("Ändrad")
    (site / "private" / "ny.txt").write_text("Ny")
    (site / "secret-key").write_text("den andra")

    restore(kept)

    assert names() == ["Före"]
    assert files(site / "private") == {"bilaga.txt": b"Som den var"}
    assert (site / "secret-key").read_text() == "den första"


@pytest.mark.django_db(transaction=True)
def test_what_was_there_is_kept_aside_and_can_be_given_back(site, kept):
    person("Före")
    backup(kept)
    person("Efter")
    restore(kept)
    (before,) = site.glob("before-restore-*")

    restore(before)

    assert names() == ["Efter", "Före"]


@pytest.mark.django_db
def test_a_backup_is_never_laid_over_another(site, kept):
    backup(kept)
    was = files(kept)
    with pytest.raises(CommandError, match="finns redan"):
        backup(kept)
    assert files(kept) == was


@pytest.mark.django_db
def test_a_backup_that_failed_leaves_nothing(site, kept, monkeypatch):
    def fail(folder):
        raise databases.DatabaseFailed("disken är full")

    monkeypatch.setattr(databases, "dump", fail)
    with pytest.raises(CommandError, match="disken är full"):
        backup(kept)
    assert list(kept.parent.iterdir()) == []


def spoil(kept, **changes):
    path = kept / "backup.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


BROKEN = {
    "a file is missing": (lambda kept: (kept / "private" / "bilaga.txt").unlink(), "saknas i säkerhetskopian"),
    "a file was changed": (lambda kept: (kept / "private" / "bilaga.txt").write_text("!"), "skadad eller ändrad"),
    "it is no backup": (lambda kept: (kept / "backup.json").unlink(), "ingen säkerhetskopia"),
    "its list is unreadable": (lambda kept: (kept / "backup.json").write_text("["), "går inte att läsa"),
    "a format to come": (lambda kept: spoil(kept, format=2), "format 2"),
    "another database": (lambda kept: spoil(kept, database="oracle"), "av oracle"),
    "a newer Samverka": (lambda kept: spoil(kept, migrations=[["cases", "9999_later"]]), "cases.9999_later"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", BROKEN)
def test_what_cannot_be_given_back_changes_nothing(site, kept, how):
    backup(kept)
    was = files(site)
    harm, why = BROKEN[how]
    harm(kept)
    with pytest.raises(CommandError, match=f"Inget återställdes.*{why}"):
        restore(kept)
    assert files(site) == was


def test_a_database_that_somebody_writes_in_is_not_waited_for_without_end(tmp_path, monkeypatch):
    saved, live = tmp_path / "saved.sqlite3", tmp_path / "live.sqlite3"
    monkeypatch.setattr(databases, "PATIENCE", 0)
    monkeypatch.setattr(databases, "_sqlite_file", lambda: str(live))
    with closing(sqlite3.connect(saved)) as made:
        made.execute("CREATE TABLE one (number)")
    with closing(sqlite3.connect(live, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(databases.DatabaseFailed, match="avsluta webbplatsen"):
            databases.load_sqlite(saved)


@pytest.mark.django_db
def test_only_its_owner_reads_a_backup(site, kept):
    backup(kept)
    assert kept.stat().st_mode & 0o777 == 0o700
