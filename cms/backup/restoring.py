"""Giving a backup back: it replaces what is there, of which a backup is taken first."""

import shutil
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from . import databases
from .contents import KEY, BackupRefused, Listed, kept_folders, read_list
from .taking import take_backup


@dataclass(frozen=True)
class Restored:
    what: Listed
    before: Path | None  # where that lies which was here
    must_migrate: bool


def restore_backup(folder: Path) -> Restored:
    """Raises BackupRefused before anything is changed: a broken backup, another database, a newer Samverka."""
    what = read_list(folder)
    must_migrate = _fits(what)
    before = None
    if connection.introspection.table_names():
        before = _free_folder(f"before-restore-{timezone.localtime():%Y%m%d-%H%M%S}")
        take_backup(before)
    databases.load(folder)
    for name, kept in kept_folders().items():
        _replace(folder / name, kept)
    if (folder / KEY).exists():
        shutil.copy2(folder / KEY, settings.VAR_DIR / KEY)
    return Restored(what, before, must_migrate)


def _free_folder(name: str) -> Path:
    """In VAR_DIR; with a number behind where two backups are given back within a second."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(folder for each in names if not (folder := settings.VAR_DIR / each).exists())


def _fits(what: Listed) -> bool:
    """Whether migrations are to be run afterwards."""
    if what.database != databases.kind():
        raise BackupRefused(f"Säkerhetskopian är av {what.database}, och DATABASE_URL är {databases.kind()}.")
    ours = set(MigrationLoader(None).disk_migrations)
    theirs = {(app, name) for app, name in what.migrations}
    known = {app for app, _name in ours}
    if newer := sorted(f"{app}.{name}" for app, name in theirs - ours if app in known):
        raise BackupRefused(f"Säkerhetskopian är tagen med en nyare version av Samverka ({newer[0]}).")
    return not ours <= theirs


def _replace(saved: Path, kept: Path) -> None:
    """The folder's files are those of the backup, none of them half there."""
    coming, going = kept.with_name(f"{kept.name}.part"), kept.with_name(f"{kept.name}.old")
    for leftover in (coming, going):
        shutil.rmtree(leftover, ignore_errors=True)
    if saved.is_dir():
        shutil.copytree(saved, coming)
    else:
        coming.mkdir(parents=True)
    if kept.exists():
        kept.rename(going)
    coming.rename(kept)
    shutil.rmtree(going, ignore_errors=True)
